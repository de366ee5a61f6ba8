/** Owns what one says of a piece: kind, dates, whether it is confidential. */
import { EVIDENCE_KINDS, TITLE_LIMIT } from "~/domain/evidence/evidence-kind";
import { evidenceKindLabels } from "~/messages.evidence.fr";
import { CheckboxGroup } from "../form/checkbox-group";
import { SelectField } from "../form/select-field";
import { TextField } from "../form/text-field";

export interface ShownFacts {
	readonly title?: string;
	readonly kind?: string;
	readonly issuedOn?: string | null;
	readonly expiresOn?: string | null;
	readonly confidential?: boolean;
}

export function EvidenceFields({
	facts = {},
	titleHint,
	titleRequired,
	mayConceal,
	today,
}: {
	facts?: ShownFacts;
	titleHint?: string;
	titleRequired?: boolean;
	mayConceal: boolean;
	today: string;
}) {
	return (
		<>
			<TextField
				label="Titre"
				optional={titleRequired ? undefined : "facultatif"}
				name="title"
				maxLength={TITLE_LIMIT}
				required={titleRequired}
				defaultValue={facts.title}
				hint={titleHint}
			/>
			<SelectField
				label="Nature"
				name="kind"
				defaultValue={facts.kind ?? "other"}
				options={EVIDENCE_KINDS.map((kind) => ({ value: kind, label: evidenceKindLabels[kind] }))}
			/>
			<TextField
				label="Émise le"
				optional="si elle est datée"
				name="issuedOn"
				type="date"
				short
				max={today}
				defaultValue={facts.issuedOn ?? ""}
			/>
			<TextField
				label="Valable jusqu’au"
				optional="si elle a une fin"
				name="expiresOn"
				type="date"
				short
				defaultValue={facts.expiresOn ?? ""}
			/>
			{mayConceal && (
				<CheckboxGroup
					name="confidential"
					label="Qui la lit"
					options={[
						{
							value: "oui",
							label: "Confidentielle",
							hint: "Lue par la gérance et par l’équipe d’audit seulement ; ni par l’équipe de la CAE, ni par l’équipe nationale.",
						},
					]}
					defaultValues={facts.confidential ? ["oui"] : []}
				/>
			)}
		</>
	);
}
