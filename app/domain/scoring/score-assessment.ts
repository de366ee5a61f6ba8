/** Owns the score of one assessment: the same figures in the live gauge, on the server and on the command line. */
import { applies } from "../standard/applicability";
import type { Profile, ScoredStandard } from "../standard/standard";
import { type Answers, type AnswerValue, isSetAside } from "./answer";
import { type CompiledCriterion, type CompiledStandard, compileStandard } from "./compiled-standard";
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
	/** Ids of blocking criteria not met, of those an audit raised, and the code of each domain whose minors make a major. Sorted. */
	readonly majors: readonly string[];
	/** Ids of mandatory criteria, neither blocking nor raised, not met. Sorted. */
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
 * @param raised ids of criteria whose minor an audit raised to a major; none before an audit
 * Source: dossier C.4, product 3.
 */
export function scoreAssessment(
	standard: ScoredStandard,
	profile: Profile,
	answers: Answers,
	raised: ReadonlySet<string> = NONE,
): AssessmentScore {
	const compiled = compileStandard(standard);
	const whole = emptyTally();
	const parts = compiled.domains.map(emptyTally);
	count(compiled, profile, answers, raised, whole, parts);
	const domains: Record<string, DomainScore> = {};
	const worsened: string[] = [];
	compiled.domains.forEach((code, index) => {
		const part = parts[index] as Tally;
		if (part.minors.length >= compiled.minorsMakingMajor) {
			worsened.push(code);
			part.majors.unshift(code);
		}
		add(whole, part);
		domains[code] = toScore(part);
	});
	if (worsened.length > 0) whole.majors = [...whole.majors, ...worsened].sort();
	const { applicable, answered, conformity, recommended, maturity, majors, minors } = toScore(whole);
	return { applicable, answered, conformity, recommended, maturity, majors, minors, domains };
}

const NONE: ReadonlySet<string> = new Set();

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

/** Criteria come sorted by id, so the lists of the whole fill up sorted; its sums are added afterwards. */
function count(
	compiled: CompiledStandard,
	profile: Profile,
	answers: Answers,
	raised: ReadonlySet<string>,
	whole: Tally,
	parts: readonly Tally[],
): void {
	const values = byPlace(compiled, answers);
	for (let place = 0; place < compiled.criteria.length; place++) {
		const { criterion, id, domain, weight, metFrom, mandatory, blocking, always } = compiled.criteria[
			place
		] as CompiledCriterion;
		if (!always && !applies(criterion, profile).applies) continue;
		const value = values[place];
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
		else if (blocking || raised.has(id)) {
			tally.majors.push(id);
			whole.majors.push(id);
		} else {
			tally.minors.push(id);
			whole.minors.push(id);
		}
	}
}

/** Answers in the order of the compiled criteria. Running through the answers, not the ids, makes the score twice as fast. */
function byPlace({ criteria, places }: CompiledStandard, answers: Answers): (AnswerValue | null | undefined)[] {
	const values: (AnswerValue | null | undefined)[] = new Array(criteria.length).fill(undefined);
	for (const id in answers) {
		const place = places.get(id);
		if (place !== undefined) values[place] = answers[id];
	}
	return values;
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
