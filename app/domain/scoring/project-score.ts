/** Owns the projection of a score: "and if these criteria were raised?". */
import type { Profile, RuledStandard } from "../standard/standard";
import type { Answers } from "./answer";
import { type DecisionContext, type LabelOutcome, labelOutcome } from "./label-outcome";
import { type AssessmentScore, scoreAssessment } from "./score-assessment";

export interface Projection extends LabelOutcome {
	readonly score: AssessmentScore;
}

/** Score and outcome once `changes` replace the answers of the same id (null takes an answer away). No change: today's figures. */
export function projectScore(
	standard: RuledStandard,
	profile: Profile,
	answers: Answers,
	changes: Answers = {},
	context: DecisionContext = {},
): Projection {
	const score = scoreAssessment(standard, profile, { ...answers, ...changes });
	return { score, ...labelOutcome(standard.labelRules, score, context) };
}
