/** Owns how a refused plan is told: what stands in the way, and that the form was kept. */
import type { ConflictOfInterest } from "~/domain/audit/conflict-of-interest";
import { auditRefusals, visitPlanRefusals } from "~/messages.audit.fr";
import { ErrorSummary } from "../form/error-summary";
import { Notice } from "../layout/notice";
import { conflictSentence } from "./conflict-sentence";

export interface RefusedPlan {
	readonly reason: keyof typeof visitPlanRefusals | keyof typeof auditRefusals;
	/** Members of the team in conflict. */
	readonly auditors: readonly { readonly name: string; readonly conflicts: readonly ConflictOfInterest[] }[];
}

/** The field each refusal leads to. */
const FIELDS: Readonly<Record<string, string>> = {
	INVALID_DATES: "startsOn",
	ENDS_BEFORE_START: "endsOn",
	TOO_LONG: "endsOn",
	IN_THE_PAST: "startsOn",
	ADDRESS_REQUIRED: "place",
	HOW_TO_JOIN_REQUIRED: "place",
	LEAD_REQUIRED: "leadAuditorId",
	SECOND_REQUIRED: "secondAuditorId",
	SAME_AUDITOR_TWICE: "secondAuditorId",
	UNKNOWN_AUDITOR: "leadAuditorId",
	REASON_REQUIRED: "reason",
};

export function refusalText(reason: RefusedPlan["reason"]): string {
	return reason in visitPlanRefusals
		? visitPlanRefusals[reason as keyof typeof visitPlanRefusals]
		: auditRefusals[reason as keyof typeof auditRefusals];
}

export function PlanRefusal({ refused }: { refused: RefusedPlan }) {
	const { reason, auditors } = refused;
	const fieldId = FIELDS[reason];
	if (fieldId) {
		return (
			<ErrorSummary
				title="Rien n’a été enregistré"
				kept="Ce que vous avez saisi est toujours là."
				errors={[{ fieldId, message: refusalText(reason) }]}
			/>
		);
	}
	return (
		<Notice kind="error" title="Rien n’a été enregistré">
			<p>{refusalText(reason)}</p>
			{auditors.length > 0 && (
				<ul>
					{auditors.map(({ name, conflicts }) => (
						<li key={name}>
							{name} : {conflicts.map(conflictSentence).join(" ; ")}
						</li>
					))}
				</ul>
			)}
			<p>Ce que vous avez saisi est toujours là.</p>
		</Notice>
	);
}
