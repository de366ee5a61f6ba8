/** Owns the figures shown while filling in: the same pure module as the server, on what the page knows. */
import { answerValue, type RecordedAnswer } from "~/domain/assessment/answer-record";
import type { GaugedCriterion } from "~/domain/assessment/sheet";
import type { AnswerValue } from "~/domain/scoring/answer";
import { type DomainScore, scoreAssessment } from "~/domain/scoring/score-assessment";
import type { Level, Profile } from "~/domain/standard/standard";
import type { AnswerFields } from "./answer-outbox";

export interface ScoringData {
	readonly minorsMakingMajor: number;
	/** Criteria of the domain that the filter leaves out: they count all the same. */
	readonly hidden: readonly GaugedCriterion[];
	/** The other domains, as counts. */
	readonly elsewhere: { readonly applicable: number; readonly answered: number };
}

/** What counts of each answer of the domain, by criterion. */
export type LiveAnswers = Readonly<Record<string, AnswerValue | null>>;

export function startingAnswers(criteria: readonly GaugedCriterion[]): LiveAnswers {
	return Object.fromEntries(criteria.map(({ id, answer }) => [id, answerValue(answer)]));
}

/** What counts of a form as it stands. */
export function fieldsValue(fields: AnswerFields): AnswerValue | null {
	const recorded: RecordedAnswer = {
		level: /^[0-3]$/.test(fields.choice) ? (Number(fields.choice) as Level) : null,
		notApplicable: fields.choice === "notApplicable",
		reason: fields.reason,
		comment: fields.comment,
		version: 0,
	};
	return answerValue(recorded);
}

/** Every criterion sent to the page applies: the server has looked at the profile. */
const ANY_PROFILE: Profile = { sectors: [], activities: [], headcount: 0, conditions: [] };
const TO_ALL = { scope: "all" } as const;

export function liveScore(
	domain: string,
	criteria: readonly GaugedCriterion[],
	answers: LiveAnswers,
	minorsMakingMajor: number,
): DomainScore {
	return scoreAssessment(
		{
			domains: [{ code: domain }],
			criteria: criteria.map((criterion) => ({ ...criterion, domain, applicability: TO_ALL })),
			labelRules: { minorsMakingMajor },
		},
		ANY_PROFILE,
		answers,
	);
}
