/** Owns what the figures of the network do with an exact rate: compare, show. A rate stays two integers until display. */
import type { Ratio } from "../scoring/ratio";

/** What is followed: conformity decides the label, maturity only tells progress (dossier C.4). */
export const MEASURES = ["conformity", "maturity"] as const;
export type Measure = (typeof MEASURES)[number];

/** Null when there is nothing to measure: a share of nothing is neither 0 % nor 100 %. */
export function rateOrNull(num: number, den: number): Ratio | null {
	return den > 0 ? { num, den } : null;
}

/** Negative when `a` is the smaller. Exact: no division. */
export function compareRates(a: Ratio, b: Ratio): number {
	return a.num * b.den - b.num * a.den;
}

/** The fraction 0..1, for drawing only. */
export function toFraction(rate: Ratio): number {
	return rate.num / rate.den;
}

/** Whole percent, rounded down: 100 only when true. */
export function flooredPercent(rate: Ratio): number {
	return Math.floor((100 * rate.num) / rate.den);
}

/** Whole percent of a count among another, to the nearest, but 100 (or 0) only when true. Nothing to count gives 0. */
export function nearestPercent(part: number, whole: number): number {
	if (whole === 0 || part === 0) return 0;
	if (part === whole) return 100;
	return Math.min(99, Math.max(1, Math.round((100 * part) / whole)));
}
