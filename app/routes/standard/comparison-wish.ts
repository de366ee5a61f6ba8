/** Owns what the address of a comparison asks to see, read the same way by the public page and the national team's. */
import { COMPARED_KINDS, type ComparedKind, type StandardComparison } from "~/domain/standard/comparison";

export interface ComparisonWish {
	/** Code of a domain; null for all. */
	readonly domain: string | null;
	/** Null: everything but the unchanged criteria. */
	readonly kind: ComparedKind | null;
}

/** What is not in the list of choices is as if it were not asked. */
export function comparisonWish(url: URL, { domains }: StandardComparison): ComparisonWish {
	const domain = url.searchParams.get("domaine");
	const kind = url.searchParams.get("changement");
	return {
		domain: domains.find(({ code }) => code === domain)?.code ?? null,
		kind: COMPARED_KINDS.find((one) => one === kind) ?? null,
	};
}

/** The comparison with the criteria asked for, and no other: a page carries what it shows. */
export function shownComparison(comparison: StandardComparison, wish: ComparisonWish): StandardComparison {
	return {
		...comparison,
		criteria: comparison.criteria.filter(
			({ domain, kind }) =>
				(wish.domain === null || domain === wish.domain) &&
				(wish.kind === null ? kind !== "unchanged" : kind === wish.kind),
		),
	};
}
