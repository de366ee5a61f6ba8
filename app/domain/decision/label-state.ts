/** Owns where a cooperative stands with the label on a given day, from the decisions of the Conseil d'administration. */
import type { Outcome } from "../scoring/label-outcome";

/** Days are ISO dates (YYYY-MM-DD), both ends included. */
export interface LabelDecision {
	readonly cooperativeId: string;
	readonly outcome: Outcome;
	readonly decidedOn: string;
	readonly validFrom: string | null;
	readonly validUntil: string | null;
}

export const LABEL_STATES = ["awarded", "awardedWithReservations", "deferred", "refused", "expired", "none"] as const;
export type LabelState = (typeof LABEL_STATES)[number];

export interface LabelStanding {
	readonly state: LabelState;
	/** The decision that makes the state; null without any. */
	readonly decision: LabelDecision | null;
}

/** The label is held, with or without reservations. */
export function isLabelled(state: LabelState): boolean {
	return state === "awarded" || state === "awardedWithReservations";
}

/**
 * The state the latest decision makes on that day, among those taken and already in effect: a renewal granted ahead leaves
 * the label under way in force until it takes over. On the same day, the later in the list wins. Rule R-50.
 * @param decisions of one cooperative, in the order they were written
 */
export function labelStanding(decisions: readonly LabelDecision[], day: string): LabelStanding {
	let latest: LabelDecision | null = null;
	for (const decision of decisions) {
		if (decision.decidedOn > day || (decision.validFrom ?? decision.decidedOn) > day) continue;
		if (!latest || decision.decidedOn >= latest.decidedOn) latest = decision;
	}
	if (!latest) return { state: "none", decision: null };
	const ended = latest.validUntil !== null && latest.validUntil < day;
	return { state: ended ? "expired" : latest.outcome, decision: latest };
}

/** Decisions by cooperative, each list in the order given. */
export function byCooperative(decisions: readonly LabelDecision[]): ReadonlyMap<string, readonly LabelDecision[]> {
	const grouped = new Map<string, LabelDecision[]>();
	for (const decision of decisions) {
		const list = grouped.get(decision.cooperativeId);
		if (list) list.push(decision);
		else grouped.set(decision.cooperativeId, [decision]);
	}
	return grouped;
}

/**
 * Whether anything can be said of the label. A real cooperative that is only named here, neither enrolled nor decided upon,
 * may well hold the label: its status is « not given », never « without the label ».
 */
export function isStandingKnown(
	cooperative: { readonly fictional: boolean; readonly enrolledOn: string | null },
	state: LabelState,
): boolean {
	return cooperative.fictional || cooperative.enrolledOn !== null || state !== "none";
}
