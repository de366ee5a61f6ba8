/**
 * Owns when a member of the committee or of the board stands aside from a cooperative: same ties as an auditor's, and every
 * cooperative they audited. Rule R-170; source: dossier C.4, « Décision du CA ». Its twin in SQL is `app_stands_aside`.
 */
import type { AccompanimentFacts, CooperativeFacts, PersonTies } from "../audit/conflict-facts";
import { type ConflictOfInterest, personalTies } from "../audit/conflict-of-interest";
import { isBlocking } from "../audit/conflict-rules";
import type { Day } from "../calendar-day";

export interface MemberFacts extends PersonTies {
	/** Cooperatives on whose audit they were, whenever that was. */
	readonly audited: readonly string[];
}

export type Recusal = ConflictOfInterest | { readonly reason: "AUDITED" };

/** Why this member neither reads, nor discusses, nor votes on that cooperative's file today; empty when they may. */
export function recusalsOf(
	member: MemberFacts,
	cooperative: CooperativeFacts,
	accompaniments: readonly AccompanimentFacts[],
	today: Day,
): readonly Recusal[] {
	const ties = personalTies(member, { cooperative, accompaniments, startsOn: today, endsOn: today });
	return [
		// What is declared as "other" warns about a visit; it takes nobody out of a session.
		...ties.filter(isBlocking),
		...(member.audited.includes(cooperative.id) ? [{ reason: "AUDITED" as const }] : []),
	];
}
