/** Owns the figures of each chapter of a référentiel: the same score, one step finer. For reading only: no rule of the label looks at a chapter. */
import type { Profile, Standard } from "../standard/standard";
import type { Answers } from "./answer";
import { type DomainScore, scoreAssessment } from "./score-assessment";

/**
 * Figures by chapter code, as scoreAssessment gives them by domain; every chapter is there. The sums of the chapters of a domain
 * give those of the domain, but for `majors`: the rule that minors make a major holds in a domain, and is not applied here.
 * Source: product 3.
 */
export function scoreChapters(
	standard: Standard,
	profile: Profile,
	answers: Answers,
): Readonly<Record<string, DomainScore>> {
	const chapters = {
		domains: standard.domains.flatMap(({ chapters }) => chapters),
		criteria: standard.criteria.map((criterion) => ({ ...criterion, domain: criterion.chapter })),
		labelRules: { minorsMakingMajor: Number.POSITIVE_INFINITY },
	};
	return scoreAssessment(chapters, profile, answers).domains;
}
