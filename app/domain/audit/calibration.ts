/**
 * Owns what the audits say of the way a network declares, and of the way its auditors retain: gaps (retained minus declared), never
 * levels of the two sorts averaged together, and only over enough cases to be fair. Rules.
 */
import { SMALLEST_COHORT } from "../network/quartiles";

/** Under these an auditor has no figure. Source: R-217. */
export const AUDITOR_MINIMUMS = { audits: 3, criteria: 60 } as const;

/** Gaps of one criterion over finished audits. */
export interface CriterionSums {
	readonly criterionId: string;
	readonly cooperatives: number;
	readonly gaps: number;
	/** Sum of the gaps, in levels. */
	readonly total: number;
}

export interface CriterionCalibration {
	readonly criterionId: string;
	readonly cooperatives: number;
	/** Mean gap, in levels: negative where the network declares more than the audits retain. */
	readonly mean: number;
}

/** Those of enough cooperatives, in the order given. Source: R-216. */
export function calibrateCriteria(sums: readonly CriterionSums[]): readonly CriterionCalibration[] {
	return sums
		.filter(({ cooperatives }) => cooperatives >= SMALLEST_COHORT)
		.map(({ criterionId, cooperatives, gaps, total }) => ({ criterionId, cooperatives, mean: total / gaps }));
}

/** One criterion of one finished audit, with both levels. */
export interface AuditGap {
	readonly auditId: string;
	readonly cooperativeId: string;
	readonly criterionId: string;
	/** Retained minus declared, -3 to 3. */
	readonly gap: number;
}

interface IndexedCriterion {
	gaps: number;
	total: number;
	/** How many gaps each cooperative has. */
	readonly cooperatives: Map<string, number>;
}

export type GapIndex = ReadonlyMap<string, Readonly<IndexedCriterion>>;

/** Counted once, for as many sums as one needs: see {@link sumsOf}. */
export function indexGaps(gaps: readonly AuditGap[]): GapIndex {
	const index = new Map<string, IndexedCriterion>();
	for (const { criterionId, cooperativeId, gap } of gaps) {
		const found = index.get(criterionId) ?? { gaps: 0, total: 0, cooperatives: new Map<string, number>() };
		found.gaps += 1;
		found.total += gap;
		found.cooperatives.set(cooperativeId, (found.cooperatives.get(cooperativeId) ?? 0) + 1);
		index.set(criterionId, found);
	}
	return index;
}

/** By criterion. @param without gaps of the index that are left out. Source. */
export function sumsOf(index: GapIndex, without: readonly AuditGap[] = []): ReadonlyMap<string, CriterionSums> {
	const left = indexGaps(without);
	const sums = new Map<string, CriterionSums>();
	for (const [criterionId, { gaps, total, cooperatives }] of index) {
		const out = left.get(criterionId);
		const gone = [...(out?.cooperatives ?? [])].filter(([id, count]) => cooperatives.get(id) === count).length;
		const kept = gaps - (out?.gaps ?? 0);
		if (kept === 0) continue;
		sums.set(criterionId, {
			...{ criterionId, gaps: kept, total: total - (out?.total ?? 0) },
			cooperatives: cooperatives.size - gone,
		});
	}
	return sums;
}

/** `lower`: retains less than the others, whatever chance does; `unclear`: chance alone may explain it. */
export type CalibrationReading = "lower" | "higher" | "unclear";

export interface AuditorCalibration {
	/** Audits with a criterion that others retained too. */
	readonly audits: number;
	/** Criteria compared, over these audits. */
	readonly criteria: number;
	/** Null: too few cases to be fair. */
	readonly figure: {
		/** Levels, beside the others on the same criteria; each audit counts as one. */
		readonly mean: number;
		/** Interval at 95 %, over the audits. */
		readonly low: number;
		readonly high: number;
		readonly reading: CalibrationReading;
	} | null;
}

/** Student, 97.5 %, by degrees of freedom from 2; the last one is kept beyond, on the careful side. */
const STUDENT = [
	...[4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201],
	...[2.179, 2.16, 2.145, 2.131, 2.12, 2.11, 2.101, 2.093, 2.086],
] as const;

/**
 * How an auditor's gaps stand beside those of the others on the same criteria: the mean, over their audits, of what each audit
 * retained more or less than the others did. An audit made by two counts for both: what one did is not told from the other.
 * @param own gaps of the audits of this auditor
 * @param others gaps of the audits made without them; a criterion of fewer than five cooperatives is no comparison
 * Source: R-217.
 */
export function calibrateAuditor(
	own: readonly AuditGap[],
	others: ReadonlyMap<string, CriterionSums>,
): AuditorCalibration {
	const byAudit = new Map<string, number[]>();
	let criteria = 0;
	for (const { auditId, criterionId, gap } of own) {
		const beside = others.get(criterionId);
		if (!beside || beside.cooperatives < SMALLEST_COHORT) continue;
		criteria += 1;
		byAudit.set(auditId, [...(byAudit.get(auditId) ?? []), gap - beside.total / beside.gaps]);
	}
	const means = [...byAudit.values()].map(meanOf);
	const enough = means.length >= AUDITOR_MINIMUMS.audits && criteria >= AUDITOR_MINIMUMS.criteria;
	return { audits: means.length, criteria, figure: enough ? figureOf(means) : null };
}

function figureOf(means: readonly number[]): NonNullable<AuditorCalibration["figure"]> {
	const mean = meanOf(means);
	const spread = means.reduce((sum, one) => sum + (one - mean) ** 2, 0) / (means.length - 1);
	const quantile = STUDENT[Math.min(means.length - 3, STUDENT.length - 1)] ?? STUDENT[0];
	const reach = quantile * Math.sqrt(spread / means.length);
	const [low, high] = [mean - reach, mean + reach];
	return { mean, low, high, reading: high < 0 ? "lower" : low > 0 ? "higher" : "unclear" };
}

function meanOf(values: readonly number[]): number {
	return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** « Le réseau se surestime sur 43 critères et se sous-estime sur 12 ; l’écart le plus fort est sur JUR-07 » */
export function calibrationConclusion(criteria: readonly CriterionCalibration[]): string {
	const [first, ...rest] = criteria;
	if (!first) return "Pas encore assez d’audits pour un chiffre qui ne désigne personne";
	const over = criteria.filter(({ mean }) => mean < 0).length;
	const under = criteria.filter(({ mean }) => mean > 0).length;
	if (over + under === 0) return "Le réseau se voit comme les audits le voient, sur chaque critère";
	const largest = rest.reduce((most, one) => (Math.abs(one.mean) > Math.abs(most.mean) ? one : most), first);
	const counted = (count: number) => `${count} critère${count > 1 ? "s" : ""}`;
	const sides = [
		...(over > 0 ? [`se surestime sur ${counted(over)}`] : []),
		...(under > 0 ? [`se sous-estime sur ${counted(under)}`] : []),
	];
	return `Le réseau ${sides.join(" et ")} ; l’écart le plus fort est sur ${largest.criterionId}`;
}
