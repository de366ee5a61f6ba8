/** Owns what a chart is made of before it is drawn: numbers, their words, and whose they are. Knows nothing of Chart.js. */
import { flooredPercent, type Measure, toFraction } from "~/domain/network/rate";
import type { Ratio } from "~/domain/scoring/ratio";

/** Whose figures: accent and solid, the same a year before and dashed, grey and dotted. Never told by colour alone. */
export type Tone = "own" | "past" | "network";

export interface Series {
	readonly label: string;
	readonly tone: Tone;
	/** Null: no figure. */
	readonly values: readonly (number | null)[];
	/** The same, as read. */
	readonly texts: readonly string[];
}

/** Where the middle half of the network stands, drawn as a grey band. */
export interface Spread {
	readonly label: string;
	readonly low: readonly (number | null)[];
	readonly high: readonly (number | null)[];
}

export type Drawing =
	| { readonly kind: "radar"; readonly axes: readonly string[]; readonly series: readonly Series[] }
	| {
			readonly kind: "trend";
			readonly years: readonly string[];
			readonly series: readonly Series[];
			readonly spread?: Spread;
			/** Top of the scale; absent: what the figures need. */
			readonly max?: number;
			/** The version of the référentiel of each year, as read in a table, when it changes on the way. */
			readonly versions?: readonly string[];
			readonly breaks?: readonly DrawnBreak[];
			/** The lines go on across a break: what they count does not change with the référentiel. */
			readonly joined?: boolean;
	  }
	| { readonly kind: "bar"; readonly bars: readonly Bar[]; readonly max?: number };

/** The référentiel changes between the year at this index and the next: unless `joined`, the lines stop there and start again. */
export interface DrawnBreak {
	readonly after: number;
	/** Written over the mark, e.g. « version 2.0 ». */
	readonly label: string;
}

/** Gives the drawing as the address of a PNG image, under this title and this note. */
export type TakeImage = (title: string, note: string) => string;

export interface Bar {
	readonly label: string;
	readonly value: number;
	readonly text: string;
	readonly tone: Tone;
}

export const NO_FIGURE = "–";

/** « 82 % » or « 82 »: rounded down, so that 100 shows only when true. */
export function rateText(rate: Ratio | null | undefined, measure: Measure): string {
	if (!rate) return NO_FIGURE;
	return measure === "conformity" ? `${flooredPercent(rate)}\u202f%` : String(flooredPercent(rate));
}

/** Drawn at its exact place on a scale of 100, read rounded down. */
export function rateValue(rate: Ratio | null | undefined): number | null {
	return rate ? 100 * toFraction(rate) : null;
}

export function rateSeries(
	label: string,
	tone: Tone,
	rates: readonly (Ratio | null | undefined)[],
	measure: Measure,
): Series {
	return { label, tone, values: rates.map(rateValue), texts: rates.map((rate) => rateText(rate, measure)) };
}

export function countSeries(label: string, tone: Tone, counts: readonly number[]): Series {
	return { label, tone, values: counts, texts: counts.map(String) };
}
