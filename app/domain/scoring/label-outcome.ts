/** Owns the outcome the label rules give to a score, with every reason that holds. */
import type { LabelRules } from "../standard/standard";
import { reaches } from "./ratio";
import type { AssessmentScore } from "./score-assessment";

/** From best to worst. */
export const OUTCOMES = ["awarded", "awardedWithReservations", "deferred", "refused"] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** In the order they are shown: what refuses, what defers, what remains to lift, what is met. */
export const OUTCOME_REASONS = [
	"NOTHING_APPLICABLE",
	"CONFORMITY_BELOW_REFUSAL",
	"AFTER_DEFERRAL",
	"BLOCKING_NOT_MET",
	"MINOR_RAISED",
	"MINORS_MAKE_MAJOR",
	"CONFORMITY_BELOW_RESERVATIONS",
	"DOMAIN_BELOW_RESERVATIONS",
	"RECOMMENDED_SHARE_MISSED",
	"NO_RECOMMENDED_APPLICABLE",
	"PLAN_NOT_ACCEPTED",
	"MINORS_TO_LIFT",
	"ALL_MANDATORY_MET",
	"RECOMMENDED_SHARE_MET",
] as const;
export type OutcomeReason = (typeof OUTCOME_REASONS)[number];

export interface DecisionContext {
	/** The action plan for the minors is accepted. True unless said otherwise; without minors there is no plan to accept. */
	readonly planAccepted?: boolean;
	/** This decision follows a deferral: what would defer again now refuses. */
	readonly afterDeferral?: boolean;
	/** Ids of criteria whose minor the audit raised to a major: those the score was made with. */
	readonly raised?: ReadonlySet<string>;
}

export interface LabelOutcome {
	readonly outcome: Outcome;
	/** All that hold, in the order of {@link OUTCOME_REASONS}. */
	readonly reasons: readonly OutcomeReason[];
}

const DEFERRING: readonly OutcomeReason[] = [
	"BLOCKING_NOT_MET",
	"MINOR_RAISED",
	"MINORS_MAKE_MAJOR",
	"CONFORMITY_BELOW_RESERVATIONS",
	"DOMAIN_BELOW_RESERVATIONS",
	"RECOMMENDED_SHARE_MISSED",
	"NO_RECOMMENDED_APPLICABLE",
	"PLAN_NOT_ACCEPTED",
];

/**
 * The outcome of the label rules, in the order of the second review, section 7: refusal under the floor, then what defers,
 * then the label without or with reservations. Shares are compared on exact integers; a rule over zero applicable criteria
 * is not satisfied, except a domain's floor, skipped. Without any applicable mandatory criterion the file is deferred,
 * never refused and never labelled.
 * Source: dossier C.4, second review 7, product 3.
 */
export function labelOutcome(rules: LabelRules, score: AssessmentScore, context: DecisionContext = {}): LabelOutcome {
	const held = heldReasons(rules, score, context);
	const outcome = decide(held, rules, score, context);
	if (outcome === "refused" && context.afterDeferral) held.add("AFTER_DEFERRAL");
	return { outcome, reasons: OUTCOME_REASONS.filter((reason) => held.has(reason)) };
}

function decide(
	held: ReadonlySet<OutcomeReason>,
	rules: LabelRules,
	score: AssessmentScore,
	context: DecisionContext,
): Outcome {
	if (held.has("NOTHING_APPLICABLE")) return "deferred";
	if (held.has("CONFORMITY_BELOW_REFUSAL")) return "refused";
	if (DEFERRING.some((reason) => held.has(reason))) return context.afterDeferral ? "refused" : "deferred";
	const full = score.minors.length === 0 && reaches(score.conformity, rules.conformity.awardedPercent);
	return full ? "awarded" : "awardedWithReservations";
}

function heldReasons(rules: LabelRules, score: AssessmentScore, context: DecisionContext): Set<OutcomeReason> {
	const { conformity, recommended, majors, minors } = score;
	const held = new Set<OutcomeReason>();
	const note = (reason: OutcomeReason, holds: boolean) => {
		if (holds) held.add(reason);
	};
	const minorsMakeMajor = majors.filter((code) => Object.hasOwn(score.domains, code)).length;
	const raised = majors.filter((id) => context.raised?.has(id)).length;
	note("BLOCKING_NOT_MET", majors.length > minorsMakeMajor + raised);
	note("MINOR_RAISED", raised > 0);
	note("MINORS_MAKE_MAJOR", minorsMakeMajor > 0);
	note("MINORS_TO_LIFT", minors.length > 0);
	note("PLAN_NOT_ACCEPTED", minors.length > 0 && context.planAccepted === false);
	if (conformity.den === 0) held.add("NOTHING_APPLICABLE");
	else {
		note("CONFORMITY_BELOW_REFUSAL", !reaches(conformity, rules.conformity.refusedBelowPercent));
		note("CONFORMITY_BELOW_RESERVATIONS", !reaches(conformity, rules.conformity.reservationsPercent));
		note("ALL_MANDATORY_MET", conformity.num === conformity.den);
	}
	const floor = rules.conformity.reservationsDomainPercent;
	const lowDomain = Object.values(score.domains).some(
		(domain) => domain.conformity.den > 0 && !reaches(domain.conformity, floor),
	);
	note("DOMAIN_BELOW_RESERVATIONS", lowDomain);
	if (recommended.applicable === 0) held.add("NO_RECOMMENDED_APPLICABLE");
	else {
		const share = { num: recommended.met, den: recommended.applicable };
		const met = reaches(share, rules.recommendedSharePercent);
		held.add(met ? "RECOMMENDED_SHARE_MET" : "RECOMMENDED_SHARE_MISSED");
	}
	return held;
}
