/** Owns the photos of one criterion on its sheet: taken here, also without network, each with what has become of it. */
import { useContext } from "react";
import { Button } from "../form/button";
import { formatProgress, formatTime } from "../text/format";
import { frenchTypography } from "../text/french";
import { fileSize } from "./file-size";
import type { WaitingPhoto } from "./photo-queue";
import { PhotosContext } from "./use-photos";

/** Those that every browser turns its own photos into, an iPhone included. */
const PHOTOS = "image/jpeg,image/png,image/webp";

export function CriterionPhotos({ criterionId }: { criterionId: string }) {
	const sheet = useContext(PhotosContext);
	if (!sheet) return null;
	const own = sheet.photos.filter((photo) => photo.criterionId === criterionId);
	return (
		<div className="stack-tight">
			<label className="button button-secondary button-small">
				Ajouter une photo
				<span className="visually-hidden">{` à ${criterionId}`}</span>
				<input
					type="file"
					className="visually-hidden"
					accept={PHOTOS}
					capture="environment"
					multiple
					onChange={({ currentTarget }) => {
						sheet.add([...(currentTarget.files ?? [])], criterionId);
						currentTarget.value = "";
					}}
				/>
			</label>
			{own.length > 0 && (
				<ul className="plain-list stack-tight" aria-label={`Photos de ${criterionId}`}>
					{own.map((photo) => (
						<li key={photo.id}>
							{frenchTypography(`Photo de ${formatTime(photo.takenAt)} (${fileSize(photo.size)}) : ${saidOf(photo)}`)}{" "}
							{photo.state !== "done" && (
								<Button
									type="button"
									kind="quiet"
									small
									onClick={() => sheet.remove(photo.id)}
									aria-label={`Enlever la photo de ${formatTime(photo.takenAt)}`}
								>
									Enlever
								</Button>
							)}
						</li>
					))}
				</ul>
			)}
		</div>
	);
}

function saidOf({ state, sent, size, kept, said }: WaitingPhoto): string {
	switch (state) {
		case "done":
			return "jointe à ce critère.";
		case "refused":
			return `pas jointe : ${said}`;
		case "signedOut":
			return kept
				? "gardée sur cet appareil. Vous êtes déconnecté : reconnectez-vous, elle partira toute seule."
				: "vous êtes déconnecté. Reconnectez-vous dans un autre onglet sans fermer celui-ci, elle partira toute seule.";
		default: {
			const far = sent > 0 ? `envoyée à ${formatProgress(sent, size)}` : "en attente d’envoi";
			return kept
				? `${far}, gardée sur cet appareil.`
				: `${far}. Cet appareil n’a plus de place pour la garder : laissez cette page ouverte jusqu’à son envoi.`;
		}
	}
}
