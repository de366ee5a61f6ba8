/** Owns how the figures of the network move from one year to the next. */
import { type KeyFigures, keyFigures, type NetworkFacts } from "./key-figures";
import { type Quartiles, quartiles } from "./quartiles";
import type { Measure } from "./rate";
import type { ScoreStage } from "./stage";
import { ratesOf, type ScoreSummary } from "./summary";

/** The key figures of each year, in the order given. */
export function keyFigureTrend(facts: NetworkFacts, years: readonly number[]): readonly KeyFigures[] {
	return years.map((year) => keyFigures(facts, year));
}

export interface YearOfQuartiles {
	readonly year: number;
	/** Cooperatives with a figure that year, even too few to show. */
	readonly count: number;
	/** Null under the smallest cohort. */
	readonly quartiles: Quartiles | null;
}

/** Median and quartiles of one measure, year by year, at one stage. */
export function quartileTrend(
	summaries: readonly ScoreSummary[],
	years: readonly number[],
	stage: ScoreStage,
	measure: Measure,
): readonly YearOfQuartiles[] {
	return years.map((year) => {
		const rates = ratesOf(summaries, { year, stage, measure });
		return { year, count: rates.length, quartiles: quartiles(rates) };
	});
}

/**
 * The year a page opens on: the latest with enough assessments sent to be read together, else the latest with any, else the
 * current one.
 */
export function openingYear(sentByYear: ReadonlyMap<number, number>, enough: number, current: number): number {
	const sent = [...sentByYear].filter(([, count]) => count > 0).sort(([a], [b]) => b - a);
	return (sent.find(([, count]) => count >= enough) ?? sent[0])?.[0] ?? current;
}
