/** Owns the audits of somebody who leaves: each with who could take it over, and why nobody was accepted yet. */
import { auditKindLabels } from "~/messages.fr";
import { paths } from "~/paths";
import { ErrorSummary } from "../form/error-summary";
import { SelectField } from "../form/select-field";
import { TextareaField } from "../form/textarea-field";
import { Link } from "../layout/link";
import { formatCount } from "../text/format";
import { frenchTypography } from "../text/french";
import { conflictSentence } from "./conflict-sentence";
import { type RefusedPlan, refusalText } from "./plan-refusal";
import { formatVisitDates } from "./visit-dates";

export interface AuditToHandOver {
	readonly id: string;
	readonly cooperativeName: string;
	readonly kind: keyof typeof auditKindLabels;
	readonly startsOn: string;
	readonly endsOn: string;
	readonly sequence: number;
	readonly partner: { readonly name: string; readonly fit: boolean } | null;
	readonly candidates: readonly { readonly userId: string; readonly name: string; readonly homeName: string | null }[];
	readonly refused: {
		readonly reason: RefusedPlan["reason"];
		readonly details?: { readonly auditors: RefusedPlan["auditors"] };
	} | null;
}

export interface HandOverValues {
	readonly reason: string;
	/** Chosen so far, by audit. */
	readonly to: Readonly<Record<string, string>>;
}

export const HAND_OVER_REASON = "La personne prévue ne peut plus faire cette visite.";

export function HandOverFields({ audits, values }: { audits: readonly AuditToHandOver[]; values: HandOverValues }) {
	return (
		<div className="stack">
			<h3>À qui confier {formatCount(audits.length, "audit ouvert", "audits ouverts")}</h3>
			<p className="soft">
				Seules les personnes qui peuvent faire la visite à ces dates, sans conflit d’intérêts, sont proposées. Tout
				change en une fois, ou rien.
			</p>
			{audits.map((audit) => (
				<div key={audit.id} className="stack-tight">
					<input type="hidden" name={`sequence-${audit.id}`} value={audit.sequence} />
					<SelectField
						id={`to-${audit.id}`}
						name={`to-${audit.id}`}
						label={frenchTypography(`${auditKindLabels[audit.kind]} : ${audit.cooperativeName}`)}
						hint={`Visite ${formatVisitDates(audit)}.${audit.partner ? ` Avec ${audit.partner.name}.` : ""}`}
						error={audit.refused ? refusedSentence(audit.refused) : undefined}
						placeholder={audit.candidates.length > 0 ? "Choisir une personne" : "Personne n’est libre à ces dates"}
						options={audit.candidates.map(({ userId, name, homeName }) => ({
							value: userId,
							label: `${name} (${homeName ?? "tiers indépendant"})`,
						}))}
						defaultValue={values.to[audit.id] ?? ""}
					/>
					{(audit.candidates.length === 0 || audit.partner?.fit === false) && (
						<p className="soft">
							{audit.partner?.fit === false
								? `${audit.partner.name} ne peut plus faire cette visite non plus.`
								: "Personne ne peut faire cette visite à ces dates."}{" "}
							<Link href={paths.audits.edit(audit.id)}>Reporter la visite ou changer toute l’équipe</Link>, puis revenez
							ici.
						</p>
					)}
				</div>
			))}
			<TextareaField
				id="reason"
				name="reason"
				label="Motif du changement d’équipe"
				hint="Les CAE et les équipes d’audit le liront. N’y écrivez rien de personnel."
				rows={2}
				required
				defaultValue={values.reason}
			/>
		</div>
	);
}

/** What is still to be done, each line leading to its audit. */
export function HandOverSummary({ audits, message }: { audits: readonly AuditToHandOver[]; message: string }) {
	return (
		<ErrorSummary
			title="Rien n’a changé"
			kept={message}
			errors={audits.map((audit) => ({
				fieldId: `to-${audit.id}`,
				message: frenchTypography(
					`${audit.cooperativeName} : ${audit.refused ? "la personne choisie ne convient pas" : "choisissez qui fera la visite"}`,
				),
			}))}
		/>
	);
}

function refusedSentence({ reason, details }: NonNullable<AuditToHandOver["refused"]>): string {
	const conflicts = details?.auditors.map(
		({ name, conflicts: all }) => `${name} : ${all.map(conflictSentence).join(" ; ")}`,
	);
	return frenchTypography([refusalText(reason), ...(conflicts ?? [])].join(" "));
}
