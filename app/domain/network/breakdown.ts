/** Owns the figures by region or by sector: the same key figures, group by group. */
import type { LabelDecision } from "../decision/label-state";
import { type KeyFigures, keyFigures, type Membership, type NetworkFacts } from "./key-figures";
import { type Quartiles, quartiles } from "./quartiles";
import type { Measure } from "./rate";
import type { ScoreSummary } from "./summary";

export interface GroupFigures {
	/** Null: not given. */
	readonly group: string | null;
	readonly figures: KeyFigures;
	/** Null under the smallest cohort. */
	readonly quartiles: Quartiles | null;
}

const french = new Intl.Collator("fr");

/**
 * Key figures and quartiles of each group of cooperatives, by name, « not given » last; groups without a member that year are
 * left out.
 * @param wholes one row per cooperative, of one year and one stage
 */
export function breakdown<One extends Membership>(
	facts: NetworkFacts & { readonly cooperatives: readonly One[] },
	wholes: readonly ScoreSummary[],
	groupOf: (cooperative: One) => string | null,
	year: number,
	measure: Measure,
): readonly GroupFigures[] {
	const groups = new Map<string | null, One[]>();
	for (const cooperative of facts.cooperatives) {
		const group = groupOf(cooperative);
		const known = groups.get(group);
		if (known) known.push(cooperative);
		else groups.set(group, [cooperative]);
	}
	return [...groups]
		.map(([group, cooperatives]) => {
			const ids = new Set(cooperatives.map(({ id }) => id));
			const own = <Row extends Pick<LabelDecision, "cooperativeId">>(rows: readonly Row[]) =>
				rows.filter(({ cooperativeId }) => ids.has(cooperativeId));
			const figures = keyFigures(
				{ cooperatives, decisions: own(facts.decisions), closedAudits: own(facts.closedAudits) },
				year,
			);
			const rates = own(wholes).flatMap((whole) => whole[measure] ?? []);
			return { group, figures, quartiles: quartiles(rates) };
		})
		.filter(({ figures }) => figures.cooperatives > 0)
		.sort((a, b) => (a.group === null ? 1 : b.group === null ? -1 : french.compare(a.group, b.group)));
}
