/** Owns the life of an assessment: filled in, sent, then locked; given back by the national team alone, corrected, sent again. */
import { type AuditStatus, countsAudited } from "../audit/audit-life";

export const ASSESSMENT_STATUSES = ["draft", "submitted", "returned"] as const;
export type AssessmentStatus = (typeof ASSESSMENT_STATUSES)[number];

/** Those in which answers change. `returned`: sent before, and given back: what was sent stays as it was. */
export const OPEN_STATUSES = ["draft", "returned"] as const satisfies readonly AssessmentStatus[];

/** Whether its answers, its profile and what is attached may change. */
export function isOpenToAnswers(status: AssessmentStatus): boolean {
	return status !== "submitted";
}

/** What happens to an assessment that was sent. `asked`, `declined`: a request of its cooperative, and its refusal. */
export const RETURN_KINDS = ["returned", "reopened", "asked", "declined"] as const;
export type ReturnKind = (typeof RETURN_KINDS)[number];

/** The kinds that give it back. */
export const OPENING_KINDS = ["returned", "reopened"] as const satisfies readonly ReturnKind[];

/** Characters of a reason. */
export const RETURN_REASON_LIMIT = 2000;

export type ReturnBarrier = "VISIT_PLANNED" | "VISIT_STARTED" | "AUDITED";

/** Nothing was looked at yet. */
const AHEAD: readonly AuditStatus[] = ["planned", "confirmed", "postponed"];

/**
 * What keeps an assessment from being given back: a visit reads what was sent, and nothing else. Null: nothing does.
 * @param visits the state of every audit of it; a cancelled one holds nothing
 */
export function returnBarrier(visits: readonly AuditStatus[]): ReturnBarrier | null {
	const standing = visits.filter((status) => status !== "cancelled");
	if (standing.some((status) => countsAudited(status))) return "AUDITED";
	if (standing.some((status) => !AHEAD.includes(status))) return "VISIT_STARTED";
	return standing.length > 0 ? "VISIT_PLANNED" : null;
}
