/** Owns how a visit goes through its sample: first at a follow-up, and what is left of it when the visit ends. Pure. Rules. */
import type { Criterion } from "../standard/standard";
import type { AuditKind } from "./audit";
import { isExamined, type RecordedFinding } from "./finding";
import type { SampledCriterion } from "./sampling";

interface VisitedCriterion {
	/** Null: it is not of the sample. */
	readonly sampled: Pick<SampledCriterion, "reasons"> | null;
}

export interface SheetOrder<C> {
	/** Shown first: open gaps, then the rest of the sample. Empty but at a follow-up. */
	readonly first: readonly C[];
	readonly others: readonly C[];
}

/**
 * In which order a sheet shows its criteria. A follow-up looks at a sample: it comes first, what was left open at its head; an
 * initial or renewal audit looks at all of them, in the order of the référentiel.
 * @param criteria of one domain, in the order of the référentiel
 * Source: R-219.
 */
export function orderSheet<C extends VisitedCriterion>(kind: AuditKind, criteria: readonly C[]): SheetOrder<C> {
	if (kind !== "followUp") return { first: [], others: criteria };
	const isOpen = ({ sampled }: C) => sampled?.reasons.includes("openGap") ?? false;
	const sample = criteria.filter(({ sampled }) => sampled !== null);
	return {
		first: [...sample.filter(isOpen), ...sample.filter((one) => !isOpen(one))],
		others: criteria.filter(({ sampled }) => sampled === null),
	};
}

/**
 * Sampled criteria that the visit has not examined, in the order of the référentiel. Told to whoever ends the visit, and never
 * in its way: what must be examined is said by `checkClosing`. A note alone is no examination, and what no longer
 * applies is not looked for.
 * @param sampled ids of the sample, those taken out left aside
 * Source: R-220.
 */
export function unexaminedSample(
	applicable: readonly Pick<Criterion, "id">[],
	sampled: ReadonlySet<string>,
	findings: ReadonlyMap<string, RecordedFinding>,
): readonly string[] {
	return applicable.flatMap(({ id }) => (sampled.has(id) && !isExamined(findings.get(id)) ? [id] : []));
}
