/**
 * Owns when a cooperative may challenge a member of the team that audits it: once per audit, in writing, before the visit, within
 * ten days of being told of the team. Rules; source: dossier C.4, « la CAE peut récuser une fois, par motif ».
 */
import { addDays, type Day, dayInParis } from "../calendar-day";
import { accept, type Result, refuse } from "../result";
import type { AuditStatus } from "./audit-life";
import { isBeforeVisit } from "./interest-declaration";
import type { AuditTeam } from "./visit-plan";

/** Days from being told of the team. */
export const DAYS_TO_CHALLENGE = 10;
export const CHALLENGE_TEXT_LIMIT = 2_000;

export type ChallengeOutcome = "accepted" | "refused";

export interface Challengeable extends AuditTeam {
	readonly status: AuditStatus;
	/** When the cooperative was told of the team as it is. */
	readonly teamSetAt: Date;
	/** Whether somebody of this audit was challenged already, whatever became of it. */
	readonly challenged: boolean;
}

export type ChallengeRefusal = "ALREADY_CHALLENGED" | "VISIT_BEGUN" | "TOO_LATE";

/** The last day on which the team may be challenged. Source: R-174. */
export function challengeableUntil(teamSetAt: Date): Day {
	return addDays(dayInParis(teamSetAt), DAYS_TO_CHALLENGE);
}

/** Source: R-174. */
export function checkChallenge(
	{ status, teamSetAt, challenged }: Challengeable,
	today: Day,
): Result<null, ChallengeRefusal> {
	if (challenged) return refuse("ALREADY_CHALLENGED");
	if (!isBeforeVisit(status)) return refuse("VISIT_BEGUN");
	return today > challengeableUntil(teamSetAt) ? refuse("TOO_LATE") : accept(null);
}

/** The team without that member: whoever is left leads it; null when nobody is. Source: R-175. */
export function teamWithout({ leadAuditorId, secondAuditorId }: AuditTeam, leaving: string): AuditTeam | null {
	const left = [leadAuditorId, secondAuditorId].filter((id) => id !== null && id !== leaving);
	const [lead] = left;
	return lead ? { leadAuditorId: lead, secondAuditorId: left[1] ?? null } : null;
}
