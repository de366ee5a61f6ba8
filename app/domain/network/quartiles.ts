/** Owns the comparison with the others: median and quartiles, exact, and kept silent in a small cohort. */
import type { Ratio } from "../scoring/ratio";
import { compareRates } from "./rate";

/** Under this many cooperatives a figure would let one guess whose it is. */
export const SMALLEST_COHORT = 5;

export interface Quartiles {
	/** Cooperatives in the cohort. */
	readonly count: number;
	readonly low: Ratio;
	readonly median: Ratio;
	readonly high: Ratio;
}

/**
 * Quartiles of one rate per cooperative, or null under {@link SMALLEST_COHORT} cooperatives.
 * Method: linear interpolation between ranked values at (n - 1) x k / 4 (type 7 of Hyndman and Fan, the "inclusive" quartile
 * of spreadsheets), computed on integers: nothing is rounded.
 */
export function quartiles(rates: readonly Ratio[]): Quartiles | null {
	if (rates.length < SMALLEST_COHORT) return null;
	const ranked = [...rates].sort(compareRates);
	const at = (k: 1 | 2 | 3) => interpolate(ranked, (ranked.length - 1) * k);
	return { count: ranked.length, low: at(1), median: at(2), high: at(3) };
}

/** The value at rank `quarters / 4`, counting from 0. */
function interpolate(ranked: readonly Ratio[], quarters: number): Ratio {
	const below = ranked[Math.floor(quarters / 4)] as Ratio;
	const rest = quarters % 4;
	if (rest === 0) return below;
	const above = ranked[Math.floor(quarters / 4) + 1] as Ratio;
	return {
		num: (4 - rest) * below.num * above.den + rest * above.num * below.den,
		den: 4 * below.den * above.den,
	};
}
