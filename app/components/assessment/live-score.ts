/** Owns the score shown while filling in: the same pure module as the server, on what the page knows. */
import type { Answers } from "~/domain/scoring/answer";
import { type AssessmentScore, scoreAssessment } from "~/domain/scoring/score-assessment";
import type { Criterion, LabelRules, Level, Profile } from "~/domain/standard/standard";
import type { AnswerFields } from "./answer-outbox";

export interface ScoringData {
	readonly labelRules: LabelRules;
	readonly domains: readonly { readonly code: string }[];
	/** The applicable criteria of the whole assessment. */
	readonly criteria: readonly Pick<Criterion, "id" | "domain" | "kind" | "blocking" | "weight" | "metFrom">[];
	readonly answers: Readonly<Record<string, Level | "notApplicable">>;
}

/** Every criterion sent to the page applies: the profile has been looked at on the server. */
const ANY_PROFILE: Profile = { sectors: [], activities: [], headcount: 0, conditions: [] };

export function liveScore(scoring: ScoringData): AssessmentScore {
	const criteria = scoring.criteria.map((criterion) => ({ ...criterion, applicability: { scope: "all" } as const }));
	const answers: Answers = Object.fromEntries(
		Object.entries(scoring.answers).map(([id, value]) => [
			id,
			value === "notApplicable" ? { notApplicable: "motif écrit" } : value,
		]),
	);
	return scoreAssessment({ ...scoring, criteria }, ANY_PROFILE, answers);
}

/** The answers after one form changed. "Not applicable" without a reason is no answer yet. */
export function withFields(
	answers: ScoringData["answers"],
	criterionId: string,
	fields: AnswerFields,
): ScoringData["answers"] {
	const { [criterionId]: _before, ...others } = answers;
	if (fields.choice === "notApplicable") {
		return fields.reason.trim() === "" ? others : { ...others, [criterionId]: "notApplicable" };
	}
	return fields.choice === "" ? others : { ...others, [criterionId]: Number(fields.choice) as Level };
}
