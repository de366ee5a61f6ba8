/** Owns what a finding rests on: pieces of the cooperative that were opened, documents seen on site, photos taken there. */
import { useState } from "react";
import { paths } from "~/paths";
import { CriterionPhotos } from "../evidence/criterion-photos";
import { Button } from "../form/button";
import { TextareaField } from "../form/textarea-field";
import { formatCount, formatDateTime } from "../text/format";
import { frenchTypography } from "../text/french";

export interface SentPiece {
	readonly id: string;
	readonly title: string;
}

export interface TakenPhoto {
	readonly id: string;
	/** ISO instant. */
	readonly takenAt: string;
}

export interface SeenEvidenceProps {
	readonly auditId: string;
	readonly criterionId: string;
	readonly pieces: readonly SentPiece[];
	readonly photos: readonly TakenPhoto[];
	readonly seenPieces: readonly string[];
	readonly seenOnSite: string;
	readonly editable: boolean;
	readonly onChange: (soon: boolean) => void;
}

export function SeenEvidence(props: SeenEvidenceProps) {
	const { criterionId, pieces, photos, seenPieces, seenOnSite, editable } = props;
	const told = [
		seenPieces.length > 0 && formatCount(seenPieces.length, "pièce"),
		seenOnSite.trim() !== "" && "sur place",
		photos.length > 0 && formatCount(photos.length, "photo"),
	].filter(Boolean);
	if (!editable && told.length === 0) return null;
	return (
		<details className="seen-evidence" open={told.length > 0}>
			<summary>{frenchTypography(`Preuves vues${told.length > 0 ? ` : ${told.join(", ")}` : ""}`)}</summary>
			<div className="stack">
				{pieces.length > 0 && (
					<fieldset className="field">
						<legend>Pièces de la CAE ouvertes</legend>
						<input type="hidden" name="piece" value="" />
						{pieces.map(({ id, title }) => (
							<label key={id} className="choice">
								<input
									type="checkbox"
									name="piece"
									value={id}
									data-more
									defaultChecked={seenPieces.includes(id)}
									disabled={!editable}
									onChange={() => props.onChange(false)}
								/>{" "}
								{frenchTypography(title)}
							</label>
						))}
					</fieldset>
				)}
				{(editable || seenOnSite !== "") && (
					<TextareaField
						label="Documents vus sur place"
						optional="facultatif"
						hint="Sans nom de personne : « trois bulletins tirés au sort, mars »."
						name="reason"
						rows={1}
						maxLength={2_000}
						defaultValue={seenOnSite}
						readOnly={!editable}
						onChange={() => props.onChange(true)}
					/>
				)}
				{photos.length > 0 && (
					<ul className="plain-list stack-tight" aria-label={`Photos de la visite, ${criterionId}`}>
						{photos.map((photo) => (
							<Photo key={photo.id} auditId={props.auditId} photo={photo} editable={editable} />
						))}
					</ul>
				)}
				{editable && <CriterionPhotos criterionId={criterionId} />}
			</div>
		</details>
	);
}

const REMOVE = new URLSearchParams({ intent: "remove" });

function Photo({ auditId, photo, editable }: { auditId: string; photo: TakenPhoto; editable: boolean }) {
	const [state, setState] = useState<"there" | "gone" | "failed">("there");
	const address = paths.audits.photo(auditId, photo.id);
	if (state === "gone") return null;
	const label = `Photo du ${formatDateTime(photo.takenAt)}`;
	async function remove(): Promise<void> {
		const answer = await fetch(address, { method: "POST", redirect: "manual", body: REMOVE }).catch(() => null);
		setState(answer?.type === "opaqueredirect" || answer?.ok ? "gone" : "failed");
	}
	return (
		<li>
			<a href={address}>{label}</a>{" "}
			{editable && (
				<Button
					kind="quiet"
					small
					formAction={address}
					name="intent"
					value="remove"
					aria-label={`Retirer : ${label}`}
					onClick={(event) => {
						event.preventDefault();
						void remove();
					}}
				>
					Retirer
				</Button>
			)}
			{state === "failed" && <span role="alert"> Pas retirée : recommencez avec le réseau.</span>}
		</li>
	);
}
