/** Owns the grid of cooperatives by domains: one rate per cell, five classes, and the order of the rows. */
import type { Ratio } from "../scoring/ratio";
import type { LabelRules } from "../standard/standard";
import { compareRates, type Measure } from "./rate";
import type { ScoreStage } from "./stage";
import type { ScoreSummary } from "./summary";

export interface HeatRow {
	readonly id: string;
	readonly name: string;
	/** By domain code, `*` for the whole. Absent: nothing sent, or nothing to measure. */
	readonly rates: Readonly<Record<string, Ratio>>;
}

/** Upper bounds in percent of the first four of the five classes. */
export type HeatBounds = readonly [number, number, number, number];

/** The last two bounds of conformity are those of the label: refusal, then label with reservations (80 and 90: 50, 65, 80, 90). */
export function heatBounds(measure: Measure, rules: LabelRules): HeatBounds {
	if (measure === "maturity") return [35, 50, 65, 80];
	const { refusedBelowPercent: refusal, reservationsPercent } = rules.conformity;
	return [Math.round((refusal * 5) / 8), Math.round((refusal * 13) / 16), refusal, reservationsPercent];
}

/** One row per cooperative, those without figures included. */
export function heatRows(
	cooperatives: readonly { readonly id: string; readonly name: string }[],
	summaries: readonly ScoreSummary[],
	filter: { readonly year: number; readonly stage: ScoreStage; readonly measure: Measure },
): readonly HeatRow[] {
	const rates = new Map<string, Record<string, Ratio>>();
	for (const summary of summaries) {
		const rate = summary[filter.measure];
		if (summary.year !== filter.year || summary.stage !== filter.stage || !rate) continue;
		const own = rates.get(summary.cooperativeId) ?? {};
		own[summary.domain] = rate;
		rates.set(summary.cooperativeId, own);
	}
	return cooperatives.map(({ id, name }) => ({ id, name, rates: rates.get(id) ?? {} }));
}

/** Name of the cooperative, or a column: a domain code or `*`. */
export const NAME_ORDER = "name";

const french = new Intl.Collator("fr", { numeric: true });

/** By name from A to Z, or by a column from the highest; rows without a figure always last, equal ones by name. */
export function sortHeatRows(rows: readonly HeatRow[], order: string, reversed = false): readonly HeatRow[] {
	const turn = reversed ? -1 : 1;
	const byName = (a: HeatRow, b: HeatRow) => french.compare(a.name, b.name);
	if (order === NAME_ORDER) return [...rows].sort((a, b) => turn * byName(a, b));
	return [...rows].sort((a, b) => {
		const [left, right] = [a.rates[order], b.rates[order]];
		if (!left || !right) return left ? -1 : right ? 1 : byName(a, b);
		return turn * compareRates(right, left) || byName(a, b);
	});
}
