/** Owns the preview of a PDF: drawn page by page in a frame that can do nothing else. The download stays, whatever happens. */
import { useEffect, useRef, useState } from "react";
import { paths } from "~/paths";
import { Button } from "../form/button";
import { Notice } from "../layout/notice";
import { type PreviewWish, usePreview } from "./use-preview";

interface Previewed {
	readonly title: string;
	/** Address of the document. */
	readonly file: string;
}

/** Nothing is fetched before it is asked for; without JavaScript there is the download alone. */
export function PdfPreview(previewed: Previewed) {
	const [alive, setAlive] = useState(false);
	const [open, setOpen] = useState(false);
	useEffect(() => setAlive(true), []);
	if (!alive) return null;
	if (open) return <OpenPreview {...previewed} />;
	return (
		<p>
			<Button type="button" onClick={() => setOpen(true)}>
				Voir le document ici
			</Button>
		</p>
	);
}

function OpenPreview({ title, file }: Previewed) {
	const frame = useRef<HTMLIFrameElement>(null);
	const { state, ask, atLargest, atSmallest } = usePreview(frame, file);
	if (state.kind === "failed") {
		return (
			<Notice kind="warning" title="L’aperçu n’a pas pu être dessiné">
				<p>
					{state.why === "password"
						? "Ce document demande un mot de passe. "
						: "Il est peut-être abîmé, ou trop lourd pour cet appareil. "}
					<a href={file} download>
						Téléchargez-le
					</a>{" "}
					pour l’ouvrir avec votre lecteur.
				</p>
			</Notice>
		);
	}
	const shown = state.kind === "shown" ? state : null;
	const button = (wish: PreviewWish, label: string, off: boolean) => (
		<Button type="button" small onClick={() => ask(wish)} disabled={!shown || off}>
			{label}
		</Button>
	);
	return (
		<section className="stack-tight" aria-label={`Aperçu de ${title}`}>
			<div className="row">
				{button("previous", "Page précédente", shown?.page === 1)}
				{button("next", "Page suivante", shown?.page === shown?.pages)}
				{button("larger", "Agrandir", atLargest)}
				{button("smaller", "Réduire", atSmallest)}
				<span role="status">{shown ? `Page ${shown.page} sur ${shown.pages}` : "Ouverture du document…"}</span>
			</div>
			<iframe
				ref={frame}
				className="pdf-preview"
				title={`Aperçu de ${title}`}
				src={paths.evidence.previewFrame()}
				sandbox="allow-scripts"
				referrerPolicy="no-referrer"
			/>
		</section>
	);
}
