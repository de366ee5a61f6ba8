/** Owns the figures kept for one assessment, one stage and one domain, as the network reads them. */
import type { Ratio } from "../scoring/ratio";
import type { Measure } from "./rate";
import type { ScoreStage } from "./stage";

/** Code that stands for the whole assessment in place of a domain. */
export const WHOLE_DOMAIN = "*";

export interface ScoreSummary {
	readonly cooperativeId: string;
	readonly year: number;
	readonly stage: ScoreStage;
	/** Domain code, or {@link WHOLE_DOMAIN}. */
	readonly domain: string;
	readonly conformity: Ratio | null;
	readonly maturity: Ratio | null;
	/** What the figures rest on (comparable.ts); absent: every criterion of the assessment's own version. */
	readonly basis?: string;
}

export interface SummaryFilter {
	readonly year: number;
	readonly stage: ScoreStage;
	readonly measure: Measure;
	readonly domain?: string;
}

/** The rates of one measure at one stage: declared and audited never meet in a list. Whole assessments unless a domain is named. */
export function ratesOf(summaries: readonly ScoreSummary[], filter: SummaryFilter): readonly Ratio[] {
	const domain = filter.domain ?? WHOLE_DOMAIN;
	return summaries.flatMap((summary) => {
		const matches = summary.year === filter.year && summary.stage === filter.stage && summary.domain === domain;
		const rate = matches ? summary[filter.measure] : null;
		return rate ? [rate] : [];
	});
}
