/** Owns the shortest way to an outcome: the criteria whose raising costs the least effort in all, proved minimal. */
import { applicableCriteria } from "../standard/applicability";
import type { Level, Profile, RuledStandard, ScoredCriterion } from "../standard/standard";
import { type Answers, answeredLevel, isSetAside } from "./answer";
import { cheapest, cheapestRaising } from "./cheapest-raising";
import type { Outcome } from "./label-outcome";
import type { Raise } from "./raise";
import { neededFor, reaches } from "./ratio";

/** Effort of one raise: finite, 0 or more. Whole numbers keep sums exact. Unanswered is passed as level 0. */
export type Effort = (criterion: ScoredCriterion, from: Level, to: Level) => number;

/** Weight times levels to climb. */
export const climbEffort: Effort = (criterion, from, to) => criterion.weight * (to - from);

export type ShortestPath =
	| { readonly ok: true; readonly value: { readonly effort: number; readonly raises: readonly Raise[] } }
	| { readonly ok: false; readonly reason: "NOTHING_APPLICABLE" | "NO_RECOMMENDED_APPLICABLE" };

/**
 * The cheapest set of criteria to raise so that the outcome is at least `target`; empty when it already is. Sorted by id; the
 * order of the standard's file changes nothing. The plan for what stays below is taken as accepted, and no criterion is ever
 * declared "not applicable" to get there. Refused only when no raising can help: nothing left to judge.
 * Minimal: the label rules part into independent choices (blocking, recommended, minors of each domain), and among criteria
 * of one domain and one weight the cheapest come first.
 * Source: product 3.
 */
export function shortestPath(
	standard: RuledStandard,
	profile: Profile,
	answers: Answers,
	target: Exclude<Outcome, "refused">,
	effort: Effort = climbEffort,
): ShortestPath {
	const { labelRules: rules } = standard;
	const judged = applicableCriteria(standard, profile).filter(({ id }) => !isSetAside(answers[id]));
	const mandatory = judged.filter(({ kind }) => kind === "mandatory");
	const recommended = judged.filter(({ kind }) => kind === "recommended");
	if (mandatory.length === 0) return target === "deferred" ? path([]) : { ok: false, reason: "NOTHING_APPLICABLE" };
	const toRaise = (criteria: readonly ScoredCriterion[]) => unmet(criteria, answers, effort);
	const { refusedBelowPercent, reservationsPercent, reservationsDomainPercent } = rules.conformity;

	if (target === "deferred") {
		const group = { candidates: toRaise(mandatory), fewest: 0, lightest: 0 };
		return path(cheapestRaising([group], missingWeight(mandatory, answers, refusedBelowPercent)));
	}
	if (recommended.length === 0) return { ok: false, reason: "NO_RECOMMENDED_APPLICABLE" };
	const open = toRaise(recommended);
	const wanted = neededFor(rules.recommendedSharePercent, recommended.length) - (recommended.length - open.length);
	const shared = cheapest(open, wanted);
	if (target === "awarded") return path([...toRaise(mandatory), ...shared]);

	const blocking = toRaise(mandatory.filter((criterion) => criterion.blocking));
	const raised = raiseAll(answers, blocking);
	const groups = standard.domains.map(({ code }) => {
		const asked = mandatory.filter(({ domain }) => domain === code);
		const candidates = unmet(asked, raised, effort);
		return {
			candidates,
			fewest: candidates.length - (rules.minorsMakingMajor - 1),
			lightest: missingWeight(asked, raised, reservationsDomainPercent),
		};
	});
	const floor = Math.max(reservationsPercent, refusedBelowPercent);
	return path([...blocking, ...shared, ...cheapestRaising(groups, missingWeight(mandatory, raised, floor))]);
}

function unmet(criteria: readonly ScoredCriterion[], answers: Answers, effort: Effort): Raise[] {
	return criteria.flatMap((criterion) => {
		const from = answeredLevel(answers[criterion.id]);
		if (from !== null && from >= criterion.metFrom) return [];
		return [{ criterion, from, to: criterion.metFrom, effort: effort(criterion, from ?? 0, criterion.metFrom) }];
	});
}

function raiseAll(answers: Answers, raises: readonly Raise[]): Answers {
	return { ...answers, ...Object.fromEntries(raises.map(({ criterion, to }) => [criterion.id, to])) };
}

/** Weight still to meet for the criteria to reach `percent`; 0 over no criteria, where no floor holds. */
function missingWeight(criteria: readonly ScoredCriterion[], answers: Answers, percent: number): number {
	let met = 0;
	let whole = 0;
	for (const criterion of criteria) {
		whole += criterion.weight;
		if ((answeredLevel(answers[criterion.id]) ?? -1) >= criterion.metFrom) met += criterion.weight;
	}
	return whole === 0 || reaches({ num: met, den: whole }, percent) ? 0 : neededFor(percent, whole) - met;
}

function path(raises: readonly Raise[]): ShortestPath {
	const ordered = [...raises].sort((a, b) => (a.criterion.id < b.criterion.id ? -1 : 1));
	return { ok: true, value: { effort: ordered.reduce((sum, raise) => sum + raise.effort, 0), raises: ordered } };
}
