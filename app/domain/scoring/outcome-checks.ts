/** Owns the check list of the label rules: for each one, what the file has and what it needs. For the screen. */
import type { LabelRules } from "../standard/standard";
import type { DecisionContext, Outcome } from "./label-outcome";
import { neededFor, type Ratio } from "./ratio";
import type { AssessmentScore } from "./score-assessment";

/** In the order a board member reads them (second review, 7). */
export const OUTCOME_CHECKS = [
	"BLOCKING_MET",
	"DOMAIN_MINORS_LIMIT",
	"RECOMMENDED_SHARE",
	"MANDATORY_MET",
	"RESERVATIONS_FLOOR",
	"RESERVATIONS_DOMAIN_FLOOR",
	"REFUSAL_FLOOR",
	"PLAN_ACCEPTED",
] as const;
export type OutcomeCheckCode = (typeof OUTCOME_CHECKS)[number];

export interface OutcomeCheck {
	readonly code: OutcomeCheckCode;
	readonly satisfied: boolean;
	/**
	 * Same unit for `have`, `need` and `of`: weight for the floors, criteria for the recommended share ("11 of 22, needs 11")
	 * and the two limits, 0 or 1 for the plan.
	 */
	readonly have: number;
	readonly need: number;
	/** The limits are satisfied from below ("at most 4 minors"), everything else from above. */
	readonly sense: "atLeast" | "atMost";
	/** The whole `have` is a part of; null when counting has no whole. 0: nothing to measure, so not satisfied. */
	readonly of: number | null;
	/** Code of the domain, for the two rules that hold in each domain. */
	readonly domain: string | null;
	/** The outcome this rule opens: missing it leaves the file below. */
	readonly opens: Exclude<Outcome, "refused">;
}

/**
 * One line per rule, and per domain where the rule holds in each one (domains without applicable mandatory criteria have no
 * floor). The outcome is the best one whose lines, and those of the outcomes below it, are all satisfied (refused instead of
 * deferred after a deferral). The plan is listed only when there are minors; without any applicable mandatory criterion there
 * is no refusal floor, since a file is never refused for nothing.
 * Source: dossier C.4, same settled readings as labelOutcome.
 */
export function outcomeChecks(
	rules: LabelRules,
	score: AssessmentScore,
	context: DecisionContext = {},
): readonly OutcomeCheck[] {
	const { reservationsPercent, reservationsDomainPercent, refusedBelowPercent } = rules.conformity;
	const { conformity, recommended } = score;
	const domains = Object.entries(score.domains).filter(([, { applicable }]) => applicable > 0);
	const share = { num: recommended.met, den: recommended.applicable };
	return [
		atMost("BLOCKING_MET", score.majors.filter((code) => !Object.hasOwn(score.domains, code)).length, 0, null),
		...domains.map(([code, domain]) =>
			atMost("DOMAIN_MINORS_LIMIT", domain.minors.length, rules.minorsMakingMajor - 1, code),
		),
		atLeast("RECOMMENDED_SHARE", share, rules.recommendedSharePercent, "awardedWithReservations"),
		// Without reservations no mandatory criterion may be missed, whatever `awardedPercent` says.
		atLeast("MANDATORY_MET", conformity, 100, "awarded"),
		atLeast("RESERVATIONS_FLOOR", conformity, reservationsPercent, "awardedWithReservations"),
		...domains
			.filter(([, domain]) => domain.conformity.den > 0)
			.map(([code, domain]) => ({
				...atLeast(
					"RESERVATIONS_DOMAIN_FLOOR",
					domain.conformity,
					reservationsDomainPercent,
					"awardedWithReservations",
				),
				domain: code,
			})),
		...(conformity.den > 0 ? [atLeast("REFUSAL_FLOOR", conformity, refusedBelowPercent, "deferred")] : []),
		...(score.minors.length > 0
			? [
					atLeast(
						"PLAN_ACCEPTED",
						{ num: context.planAccepted === false ? 0 : 1, den: 1 },
						100,
						"awardedWithReservations",
					),
				]
			: []),
	];
}

function atMost(code: OutcomeCheckCode, have: number, need: number, domain: string | null): OutcomeCheck {
	return {
		code,
		satisfied: have <= need,
		have,
		need,
		sense: "atMost",
		of: null,
		domain,
		opens: "awardedWithReservations",
	};
}

function atLeast(
	code: OutcomeCheckCode,
	{ num, den }: Ratio,
	percent: number,
	opens: OutcomeCheck["opens"],
): OutcomeCheck {
	const need = neededFor(percent, den);
	return { code, satisfied: den > 0 && num >= need, have: num, need, sense: "atLeast", of: den, domain: null, opens };
}
