/** Owns exact comparison of shares: integers only, a rounded figure never decides. */

/** A share kept as two integers. `den` 0 means there is nothing to measure: neither 0 % nor 100 %. */
export interface Ratio {
	readonly num: number;
	readonly den: number;
}

/** Whether `ratio` is at least `percent` (integer 0..100). A share of nothing reaches nothing, not even 0 %. */
export function reaches(ratio: Ratio, percent: number): boolean {
	return ratio.den > 0 && ratio.num * 100 >= percent * ratio.den;
}

/** The smallest integer numerator that reaches `percent` of `den`. */
export function neededFor(percent: number, den: number): number {
	return Math.ceil((percent * den) / 100);
}
