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

/** A campaign as the network's page sees it. */
export interface CampaignYear {
	readonly year: number;
	/** Last day on which an assessment can be sent. */
	readonly closesOn: string;
	/** Assessments sent so far. */
	readonly sent: number;
}

export function isOver(campaign: CampaignYear, today: string): boolean {
	return campaign.closesOn < today;
}

/**
 * The year a page opens on: the latest campaign that is over and that enough cooperatives have sent to be read together;
 * else the latest with enough, even under way; else the latest with any; else the current year.
 */
export function openingYear(campaigns: readonly CampaignYear[], enough: number, today: string): number {
	const latestFirst = [...campaigns].sort((a, b) => b.year - a.year);
	const chosen =
		latestFirst.find((one) => one.sent >= enough && isOver(one, today)) ??
		latestFirst.find((one) => one.sent >= enough) ??
		latestFirst.find((one) => one.sent > 0);
	return chosen?.year ?? Number(today.slice(0, 4));
}

/**
 * The years a trend is drawn on, oldest first, up to the one shown. A campaign under way is left out: those who send first
 * are not like the others, and the trend would say what is not. It stays when there is nothing else.
 */
export function trendYears(campaigns: readonly CampaignYear[], shown: number, today: string): readonly number[] {
	const upTo = campaigns.filter(({ year }) => year <= shown).sort((a, b) => a.year - b.year);
	const over = upTo.filter((one) => isOver(one, today));
	const years = (over.length > 0 ? over : upTo).map(({ year }) => year);
	return years.length > 0 ? years : [shown];
}
