/** Owns the recovery codes as they are shown, once: to print, to copy, to put away. */
import { useEffect, useState } from "react";
import { Button, ButtonLink } from "../form/button";
import { Notice } from "../layout/notice";
import { Section } from "../layout/section";

export function RecoveryCodesSheet({
	codes,
	email,
	next,
}: {
	codes: readonly string[];
	/** The account they open: written on the sheet of paper. */
	email: string;
	next: { readonly href: string; readonly label: string };
}) {
	const [alive, setAlive] = useState(false);
	const [copied, setCopied] = useState(false);
	useEffect(() => setAlive(true), []);
	const copy = () =>
		navigator.clipboard.writeText(codes.join("\n")).then(
			() => setCopied(true),
			() => setCopied(false),
		);
	return (
		<Section
			title="Vos codes de secours"
			lead={`Chacun remplace une fois votre second facteur, si votre téléphone ou votre clé manque. Compte${"\u00a0"}: ${email}`}
		>
			<div className="stack">
				<Notice kind="warning" live={false} title="Ils ne seront plus jamais montrés.">
					<p>Imprimez-les ou recopiez-les, et rangez-les loin de votre mot de passe.</p>
				</Notice>
				<ol className="recovery-codes">
					{codes.map((code) => (
						<li key={code}>
							<code>{code}</code>
						</li>
					))}
				</ol>
				<div className="actions">
					{alive && (
						<>
							<Button type="button" onClick={() => window.print()}>
								Imprimer les codes
							</Button>
							<Button type="button" onClick={copy}>
								Copier les codes
							</Button>
						</>
					)}
					<ButtonLink kind="primary" href={next.href}>
						{next.label}
					</ButtonLink>
				</div>
				<p role="status" className="small soft">
					{copied && "Codes copiés."}
				</p>
			</div>
		</Section>
	);
}
