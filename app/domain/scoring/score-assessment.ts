/** Owns the score of one assessment: the same figures in the live gauge, on the server and on the command line. */
import { applies } from "../standard/applicability";
import type { Profile, ScoredStandard } from "../standard/standard";
import { type Answers, isSetAside } from "./answer";
import { type CompiledStandard, compileStandard } from "./compiled-standard";
import type { Ratio } from "./ratio";

/** Figures of one domain, or of the whole. Everything is an exact integer; rounding belongs to the display. */
export interface DomainScore {
	/** Criteria put to the cooperative and not declared "not applicable". */
	readonly applicable: number;
	/** Of these, how many have a level. */
	readonly answered: number;
	/** Weight of mandatory criteria met / weight of mandatory criteria applicable. */
	readonly conformity: Ratio;
	/** Recommended criteria, by count. */
	readonly recommended: { readonly met: number; readonly applicable: number };
	/** Sum of weight x level / sum of weight x 3. For progress only: it never enters a decision. */
	readonly maturity: Ratio;
	/** Ids of blocking criteria not met, and the code of each domain whose minors make a major. Sorted. */
	readonly majors: readonly string[];
	/** Ids of mandatory criteria, not blocking, not met. Sorted. */
	readonly minors: readonly string[];
}

export interface AssessmentScore extends DomainScore {
	/** By domain code, in the order of the standard; every domain is there, even with nothing applicable. */
	readonly domains: Readonly<Record<string, DomainScore>>;
}

/**
 * Scores answers against a standard for a profile.
 * Unanswered counts as not met and as level 0; "not applicable" leaves numerators and denominators. Answers to criteria that
 * are unknown, or not put to this profile, are ignored (check-answers.ts refuses them at the door). Sums of the domains give
 * the whole. Never throws on values of the declared types.
 * Source: dossier C.4, product 3.
 */
export function scoreAssessment(standard: ScoredStandard, profile: Profile, answers: Answers): AssessmentScore {
	const compiled = compileStandard(standard);
	const parts = compiled.domains.map(emptyTally);
	count(compiled, profile, answers, parts);
	const whole = emptyTally();
	const domains: Record<string, DomainScore> = {};
	for (const [index, part] of parts.entries()) {
		if (part.minors.length >= compiled.minorsMakingMajor) part.majors.unshift(compiled.domains[index] as string);
		add(whole, part);
		domains[compiled.domains[index] as string] = toScore(part);
	}
	whole.majors.sort();
	whole.minors.sort();
	return { ...toScore(whole), domains };
}

interface Tally {
	applicable: number;
	answered: number;
	metWeight: number;
	mandatoryWeight: number;
	recommendedMet: number;
	recommended: number;
	points: number;
	weight: number;
	majors: string[];
	minors: string[];
}

function emptyTally(): Tally {
	return {
		applicable: 0,
		answered: 0,
		metWeight: 0,
		mandatoryWeight: 0,
		recommendedMet: 0,
		recommended: 0,
		points: 0,
		weight: 0,
		majors: [],
		minors: [],
	};
}

function count(compiled: CompiledStandard, profile: Profile, answers: Answers, parts: readonly Tally[]): void {
	for (const { criterion, id, domain, weight, metFrom, mandatory, blocking, always } of compiled.criteria) {
		if (!always && !applies(criterion, profile).applies) continue;
		const value = answers[id];
		if (isSetAside(value)) continue;
		const tally = parts[domain] as Tally;
		const answered = typeof value === "number";
		const met = answered && value >= metFrom;
		tally.applicable += 1;
		tally.weight += weight;
		if (answered) {
			tally.answered += 1;
			tally.points += weight * value;
		}
		if (!mandatory) {
			tally.recommended += 1;
			if (met) tally.recommendedMet += 1;
			continue;
		}
		tally.mandatoryWeight += weight;
		if (met) tally.metWeight += weight;
		else if (blocking) tally.majors.push(id);
		else tally.minors.push(id);
	}
}

function add(whole: Tally, part: Tally): void {
	whole.applicable += part.applicable;
	whole.answered += part.answered;
	whole.metWeight += part.metWeight;
	whole.mandatoryWeight += part.mandatoryWeight;
	whole.recommendedMet += part.recommendedMet;
	whole.recommended += part.recommended;
	whole.points += part.points;
	whole.weight += part.weight;
	for (const id of part.majors) whole.majors.push(id);
	for (const id of part.minors) whole.minors.push(id);
}

function toScore(tally: Tally): DomainScore {
	return {
		applicable: tally.applicable,
		answered: tally.answered,
		conformity: { num: tally.metWeight, den: tally.mandatoryWeight },
		recommended: { met: tally.recommendedMet, applicable: tally.recommended },
		maturity: { num: tally.points, den: 3 * tally.weight },
		majors: tally.majors,
		minors: tally.minors,
	};
}
