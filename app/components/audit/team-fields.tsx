/** Owns the place and the team of a visit: who may go to choose from, who may not listed apart with the reason. */
import { AUDIT_MODES, type AuditMode } from "~/domain/audit/audit";
import type { ConflictOfInterest } from "~/domain/audit/conflict-of-interest";
import { PLACE_LIMIT } from "~/domain/audit/visit-plan";
import { ruleLabels } from "~/messages.auditor.fr";
import { auditModeLabels } from "~/messages.fr";
import { CheckboxGroup } from "../form/checkbox-group";
import { SelectField } from "../form/select-field";
import { TextareaField } from "../form/textarea-field";
import { Notice } from "../layout/notice";
import { formatCount } from "../text/format";
import { frenchTypography } from "../text/french";
import { conflictSentence } from "./conflict-sentence";

export interface JudgedAuditor {
	readonly userId: string;
	readonly name: string;
	readonly homeName: string | null;
	readonly conflicts: readonly ConflictOfInterest[];
	/** What still stands in the way, once the derogations written for this audit are counted. */
	readonly standing: readonly ConflictOfInterest[];
	/** Nothing stands in the way that a written derogation could not set aside. */
	readonly derogable: boolean;
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
	readonly derogations?: readonly { readonly auditorId: string; readonly rule: string; readonly reason: string }[];
}

export function TeamFields({ team, values }: { team: TeamChoice; values: TeamValues }) {
	const possible = team.auditors.filter(({ standing }) => standing.length === 0);
	const byDerogation = team.auditors.filter(({ standing, derogable }) => standing.length > 0 && derogable);
	const named = ({ name, homeName }: JudgedAuditor) => `${name} (${homeName ?? "tiers indépendant"})`;
	const options = [
		...possible.map((auditor) => ({ value: auditor.userId, label: named(auditor) })),
		...byDerogation.map((auditor) => ({
			value: auditor.userId,
			label: frenchTypography(`${named(auditor)} : par dérogation seulement`),
		})),
	];
	const chosen = byDerogation.filter(({ userId }) => [values.leadAuditorId, values.secondAuditorId].includes(userId));
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
			{chosen.map((auditor) => (
				<DerogationFields key={auditor.userId} auditor={auditor} written={values.derogations ?? []} />
			))}
		</>
	);
}

/** One reason for each rule that stands in the way of somebody chosen: the report will print it. */
function DerogationFields({
	auditor,
	written,
}: {
	auditor: JudgedAuditor;
	written: NonNullable<TeamValues["derogations"]>;
}) {
	const rules = [...new Set(auditor.standing.map(({ reason }) => reason))];
	return rules.map((rule) => {
		const sentences = auditor.standing.filter(({ reason }) => reason === rule).map(conflictSentence);
		return (
			<TextareaField
				key={rule}
				id={`derogation-${auditor.userId}-${rule}`}
				name={`derogation/${auditor.userId}/${rule}`}
				label={frenchTypography(`Dérogation pour ${auditor.name} : ${ruleLabels[rule].toLowerCase()}`)}
				hint={frenchTypography(
					`${sentences.join(" ; ")}. Écrivez pourquoi cette personne peut tout de même faire la visite : la CAE, l’équipe et le rapport le liront.`,
				)}
				rows={2}
				maxLength={1000}
				defaultValue={written.find((one) => one.auditorId === auditor.userId && one.rule === rule)?.reason}
			/>
		);
	});
}

/** Who may not go, and why: nobody wonders where a name went. */
export function RefusedAuditors({ auditors }: { auditors: readonly JudgedAuditor[] }) {
	const standing = auditors.filter((auditor) => auditor.standing.length > 0);
	const refused = standing.filter(({ derogable }) => !derogable);
	const byDerogation = standing.filter(({ derogable }) => derogable);
	if (standing.length === 0) return <p className="soft">Aucun lien n’empêche qui que ce soit de faire cette visite.</p>;
	return (
		<>
			{refused.length > 0 && (
				<>
					<p className="soft">
						{formatCount(refused.length, "personne ne peut", "personnes ne peuvent")} pas faire cette visite à ces
						dates.
					</p>
					<ReasonList auditors={refused} />
				</>
			)}
			{byDerogation.length > 0 && (
				<>
					<p className="soft">
						{formatCount(byDerogation.length, "personne peut", "personnes peuvent")} la faire, mais seulement par une
						dérogation écrite, que le rapport montrera.
					</p>
					<ReasonList auditors={byDerogation} />
				</>
			)}
		</>
	);
}

function ReasonList({ auditors }: { auditors: readonly JudgedAuditor[] }) {
	return (
		<ul className="refused-auditors">
			{auditors.map(({ userId, name, homeName, standing }) => (
				<li key={userId}>
					<strong>{name}</strong> <span className="soft">{homeName ?? "tiers indépendant"}</span>
					<ul>
						{standing.map((conflict) => (
							<li key={conflictSentence(conflict)}>{conflictSentence(conflict)}</li>
						))}
					</ul>
				</li>
			))}
		</ul>
	);
}
