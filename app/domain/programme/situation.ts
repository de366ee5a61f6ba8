/**
 * Owns where a cooperative stands in a year’s programme: what visit it is due, within which days, or why none.;
 * source: dossier C.4, « Cycle ».
 */
import type { AuditKind } from "../audit/audit";
import { addDays, type Day, daysCounted, type Span } from "../calendar-day";
import { addMonths } from "../decision/expiries";
import { isLabelled, type LabelDecision, labelStanding } from "../decision/label-state";

export const SITUATIONS = [
	"renewalDue",
	"followUpDue",
	"neverAudited",
	"lapsed",
	"visitSettled",
	"conditionsUnmet",
	"awaitingDecision",
	"deferred",
	"nothingDue",
	"notEngaged",
] as const;
export type SituationCode = (typeof SITUATIONS)[number];

export const MISSING_CONDITIONS = ["ASSESSMENT_NOT_SENT", "NOT_ADMISSIBLE"] as const;
export type MissingCondition = (typeof MISSING_CONDITIONS)[number];

/** Months after the decision between which the follow-up is made, both days included. */
export const FOLLOW_UP_MONTHS = [14, 22] as const;
/** Months before the end of the label between which it is audited again, both days included. */
export const RENEWAL_MONTHS = [6, 3] as const;
/** Days a sent file needs before a visit: 15 to check it, 30 to gather a team. */
export const DAYS_BEFORE_VISIT = 45;
/** Days to gather a team: nothing is proposed sooner. */
export const DAYS_FOR_TEAM = 30;
/** Months a refused cooperative waits before it asks again. */
const MONTHS_AFTER_REFUSAL = 12;

export interface VisitFact extends Span {
	readonly kind: AuditKind;
	/** Still to be made, or being made. */
	readonly open: boolean;
}

export interface SituationFacts {
	/** Day of enrolment in the label; null when not enrolled. */
	readonly enrolledOn: Day | null;
	/** In the order they were written. */
	readonly decisions: readonly LabelDecision[];
	/** Neither cancelled nor postponed. */
	readonly visits: readonly VisitFact[];
	/** The last self-assessment sent that no visit has read; null when there is none. */
	readonly sending: { readonly sentOn: Day; readonly admissible: boolean } | null;
}

/** The days a visit lies between, and those that suit it best, all included. */
export interface VisitWindow {
	readonly opensOn: Day;
	readonly closesOn: Day;
	readonly targetFrom: Day;
	readonly targetTo: Day;
}

export interface Situation {
	readonly code: SituationCode;
	/** The visit due this year, with its days; null when none is. */
	readonly due: { readonly kind: AuditKind; readonly window: VisitWindow } | null;
	/** Its days are over: the sooner the better. */
	readonly late: boolean;
	/** What the cooperative must still do before a visit. */
	readonly missing: readonly MissingCondition[];
}

const none = (code: SituationCode, missing: readonly MissingCondition[] = []): Situation => ({
	code,
	due: null,
	late: false,
	missing,
});

/** @param today the day in Paris. */
export function situationIn(year: number, facts: SituationFacts, today: Day): Situation {
	const months: Span = { startsOn: `${year}-01-01`, endsOn: `${year}-12-31` };
	const settled = facts.visits.find(
		({ open, startsOn }) => open && months.startsOn <= startsOn && startsOn <= months.endsOn,
	);
	if (settled) return none("visitSettled");
	const from = latest(months.startsOn, addDays(today, DAYS_FOR_TEAM));
	const standing = labelStanding(facts.decisions, today);
	const label = lastLabel(facts.decisions);
	if (label && (isLabelled(standing.state) || label.validFrom > today))
		return whileLabelled(facts, label, from, months);
	if (facts.enrolledOn === null && facts.decisions.length === 0) return none("notEngaged");
	return beforeLabel(facts, standing.state, from, months);
}

interface Label {
	readonly decidedOn: Day;
	readonly validFrom: Day;
	readonly validUntil: Day;
}

/** The label that ends last. */
function lastLabel(decisions: readonly LabelDecision[]): Label | null {
	let last: Label | null = null;
	for (const { decidedOn, validFrom, validUntil } of decisions) {
		if (validFrom === null || validUntil === null) continue;
		if (last === null || validUntil > last.validUntil) last = { decidedOn, validFrom, validUntil };
	}
	return last;
}

export function followUpDays(decidedOn: Day): Span {
	return { startsOn: addMonths(decidedOn, FOLLOW_UP_MONTHS[0]), endsOn: addMonths(decidedOn, FOLLOW_UP_MONTHS[1]) };
}

export function renewalDays(validUntil: Day): Span {
	return { startsOn: addMonths(validUntil, -RENEWAL_MONTHS[0]), endsOn: addMonths(validUntil, -RENEWAL_MONTHS[1]) };
}

function whileLabelled(facts: SituationFacts, label: Label, from: Day, year: Span): Situation {
	const made = (kind: AuditKind) =>
		facts.visits.some((visit) => visit.kind === kind && visit.startsOn >= label.decidedOn);
	if (made("renewal")) return none("awaitingDecision");
	const renewal = renewalDays(label.validUntil);
	const missing: readonly MissingCondition[] = facts.sending === null ? ["ASSESSMENT_NOT_SENT"] : [];
	const again = dueIn(year, from, renewal, label.validUntil, [1, 2]);
	if (again) return { code: "renewalDue", due: { kind: "renewal", window: again.window }, late: again.late, missing };
	if (made("followUp")) return none("nothingDue");
	const followUp = dueIn(year, from, followUpDays(label.decidedOn), addDays(renewal.startsOn, -1), [2, 6]);
	if (!followUp) return none("nothingDue");
	return { code: "followUpDue", due: { kind: "followUp", window: followUp.window }, late: followUp.late, missing };
}

/**
 * The days of a visit within the year: it belongs to the year the middle of its days falls in, or to a later one when it was not
 * made. Past its days it is late, until `last`.
 * @param target months after the first day between which it suits best.
 */
function dueIn(year: Span, from: Day, days: Span, last: Day, target: readonly [number, number]) {
	const middle = addDays(days.startsOn, Math.floor(daysCounted(days.startsOn, days.endsOn) / 2));
	if (middle > year.endsOn) return null;
	const opensOn = latest(from, days.startsOn);
	const late = opensOn > days.endsOn;
	const closesOn = earliest(year.endsOn, late ? last : days.endsOn);
	if (opensOn > closesOn) return null;
	const [targetFrom, targetTo] = late
		? [opensOn, addMonths(opensOn, 1)]
		: target.map((months) => addMonths(days.startsOn, months));
	return { window: within(opensOn, closesOn, targetFrom ?? opensOn, targetTo ?? closesOn), late };
}

function beforeLabel(facts: SituationFacts, state: string, from: Day, year: Span): Situation {
	const last = facts.decisions.at(-1);
	const visited = facts.visits.some(({ kind, startsOn }) => kind !== "followUp" && startsOn > (last?.decidedOn ?? ""));
	if (visited) return none("awaitingDecision");
	if (state === "deferred") return none("deferred");
	if (facts.sending === null) return none("conditionsUnmet", ["ASSESSMENT_NOT_SENT"]);
	if (!facts.sending.admissible) return none("conditionsUnmet", ["NOT_ADMISSIBLE"]);
	const again = state === "refused" && last ? addMonths(last.decidedOn, MONTHS_AFTER_REFUSAL) : from;
	const opensOn = latest(latest(from, addDays(facts.sending.sentOn, DAYS_BEFORE_VISIT)), again);
	if (opensOn > year.endsOn) return none("nothingDue");
	return {
		code: state === "expired" ? "lapsed" : "neverAudited",
		due: { kind: "initial", window: within(opensOn, year.endsOn, opensOn, addMonths(opensOn, 3)) },
		late: false,
		missing: [],
	};
}

function within(opensOn: Day, closesOn: Day, targetFrom: Day, targetTo: Day): VisitWindow {
	const inside = (day: Day) => earliest(closesOn, latest(opensOn, day));
	return { opensOn, closesOn, targetFrom: inside(targetFrom), targetTo: inside(targetTo) };
}

function latest(a: Day, b: Day): Day {
	return a > b ? a : b;
}

function earliest(a: Day, b: Day): Day {
	return a < b ? a : b;
}
