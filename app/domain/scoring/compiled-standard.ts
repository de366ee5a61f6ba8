/** Owns the compact form of a standard that the score runs through: sorted once, kept as long as the standard itself. */
import type { ScoredCriterion, ScoredStandard } from "../standard/standard";

export interface CompiledCriterion {
	readonly criterion: ScoredCriterion;
	readonly id: string;
	/** Index in `domains`. */
	readonly domain: number;
	readonly weight: number;
	readonly metFrom: number;
	readonly mandatory: boolean;
	readonly blocking: boolean;
	/** Put to every cooperative: the profile need not be read. */
	readonly always: boolean;
}

export interface CompiledStandard {
	/** Domain codes in the order of the standard. */
	readonly domains: readonly string[];
	/** Sorted by id, so that the order of the file changes nothing in a result. */
	readonly criteria: readonly CompiledCriterion[];
	/** Index in `criteria`, by id. */
	readonly places: ReadonlyMap<string, number>;
	readonly minorsMakingMajor: number;
}

const compiled = new WeakMap<ScoredStandard, CompiledStandard>();

/** A standard is immutable: its compiled form is computed once. Criteria of an undeclared domain are a parse error, not ours. */
export function compileStandard(standard: ScoredStandard): CompiledStandard {
	const known = compiled.get(standard);
	if (known) return known;
	const domains = standard.domains.map(({ code }) => code);
	const criteria = standard.criteria
		.map((criterion) => ({
			criterion,
			id: criterion.id,
			domain: domains.indexOf(criterion.domain),
			weight: criterion.weight,
			metFrom: criterion.metFrom,
			mandatory: criterion.kind === "mandatory",
			blocking: criterion.blocking,
			always: criterion.applicability.scope === "all",
		}))
		.sort((a, b) => (a.id < b.id ? -1 : 1));
	const places = new Map(criteria.map(({ id }, place) => [id, place]));
	const fresh = { domains, criteria, places, minorsMakingMajor: standard.labelRules.minorsMakingMajor };
	compiled.set(standard, fresh);
	return fresh;
}
