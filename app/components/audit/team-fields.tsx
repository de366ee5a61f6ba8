/** Owns the place and the team of a visit: who may go to choose from, who may not listed apart with the reason. */
import { AUDIT_MODES, type AuditMode } from "~/domain/audit/audit";
import type { ConflictOfInterest } from "~/domain/audit/conflict-of-interest";
import { PLACE_LIMIT } from "~/domain/audit/visit-plan";
import { auditModeLabels } from "~/messages.fr";
import { CheckboxGroup } from "../form/checkbox-group";
import { SelectField } from "../form/select-field";
import { TextareaField } from "../form/textarea-field";
import { Notice } from "../layout/notice";
import { formatCount } from "../text/format";
import { conflictSentence } from "./conflict-sentence";

export interface JudgedAuditor {
	readonly userId: string;
	readonly name: string;
	readonly homeName: string | null;
	readonly conflicts: readonly ConflictOfInterest[];
}

export interface TeamChoice {
	readonly size: 1 | 2;
	readonly auditors: readonly JudgedAuditor[];
}

export interface TeamValues {
	readonly mode: AuditMode;
	readonly place: string;
	readonly leadAuditorId: string;
	readonly secondAuditorId: string;
}

export function TeamFields({ team, values }: { team: TeamChoice; values: TeamValues }) {
	const possible = team.auditors.filter(({ conflicts }) => conflicts.length === 0);
	const options = possible.map(({ userId, name, homeName }) => ({
		value: userId,
		label: `${name} (${homeName ?? "tiers indépendant"})`,
	}));
	return (
		<>
			<CheckboxGroup
				type="radio"
				name="mode"
				label="Où se passe la visite ?"
				options={AUDIT_MODES.map((mode) => ({ value: mode, label: auditModeLabels[mode] }))}
				defaultValues={[values.mode]}
			/>
			<TextareaField
				id="place"
				name="place"
				label="Adresse, ou moyen de rejoindre la réunion"
				hint="Sur place : l’adresse complète. À distance : le lien ou le numéro."
				rows={2}
				maxLength={PLACE_LIMIT}
				required
				defaultValue={values.place}
			/>
			{possible.length < team.size && (
				<Notice kind="warning" live={false}>
					{possible.length === 0 ? "Personne ne peut" : "Une seule personne peut"} faire cette visite à ces dates.
					Changez les dates, ou habilitez d’autres auditrices et auditeurs.
				</Notice>
			)}
			<SelectField
				id="leadAuditorId"
				name="leadAuditorId"
				label="Responsable de l’audit"
				hint="Cette personne clôt la visite."
				required
				placeholder="Choisir une personne"
				options={options}
				defaultValue={values.leadAuditorId}
			/>
			<SelectField
				id="secondAuditorId"
				name="secondAuditorId"
				label="Deuxième personne de l’équipe"
				optional={team.size === 1 ? "facultatif pour un suivi" : undefined}
				required={team.size === 2}
				placeholder={team.size === 1 ? "Personne d’autre" : "Choisir une personne"}
				options={options}
				defaultValue={values.secondAuditorId}
			/>
		</>
	);
}

/** Who may not go, and why: nobody wonders where a name went. */
export function RefusedAuditors({ auditors }: { auditors: readonly JudgedAuditor[] }) {
	const refused = auditors.filter(({ conflicts }) => conflicts.length > 0);
	if (refused.length === 0) return <p className="soft">Aucun lien n’empêche qui que ce soit de faire cette visite.</p>;
	return (
		<>
			<p className="soft">
				{formatCount(refused.length, "personne ne peut", "personnes ne peuvent")} pas faire cette visite à ces dates.
			</p>
			<ul className="refused-auditors">
				{refused.map(({ userId, name, homeName, conflicts }) => (
					<li key={userId}>
						<strong>{name}</strong> <span className="soft">{homeName ?? "tiers indépendant"}</span>
						<ul>
							{conflicts.map((conflict) => (
								<li key={conflictSentence(conflict)}>{conflictSentence(conflict)}</li>
							))}
						</ul>
					</li>
				))}
			</ul>
		</>
	);
}
