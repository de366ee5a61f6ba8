/** Owns how the cooperatives spread over bands of a rate. */
import { type Ratio, reaches } from "../scoring/ratio";
import type { LabelRules } from "../standard/standard";
import { heatBounds } from "./heatmap";
import type { Measure } from "./rate";

/** From `from` percent included to `to` percent excluded; `to` null: no upper bound. */
export interface Band {
	readonly from: number;
	readonly to: number | null;
	readonly count: number;
}

/** Lower bounds of the bands, in percent: the classes of the heatmap, and for conformity what the label itself asks for. */
export function bandBounds(measure: Measure, rules: LabelRules): readonly number[] {
	const bounds = [0, ...heatBounds(measure, rules)];
	return measure === "conformity" ? [...bounds, rules.conformity.awardedPercent] : bounds;
}

/**
 * Each rate falls in exactly one band, compared on integers.
 * @param bounds integer percents, rising, from 0
 */
export function distribution(rates: readonly Ratio[], bounds: readonly number[]): readonly Band[] {
	const counts = bounds.map(() => 0);
	for (const rate of rates) {
		const band = bounds.findLastIndex((bound) => reaches(rate, bound));
		if (band >= 0) counts[band] = (counts[band] ?? 0) + 1;
	}
	return bounds.map((from, index) => ({ from, to: bounds[index + 1] ?? null, count: counts[index] ?? 0 }));
}
