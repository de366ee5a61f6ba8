/** Owns one cooperative's figures from year to year, and what they are compared with. */
import type { Ratio } from "../scoring/ratio";
import type { ShownVersion } from "../standard/shown-version";
import { OWN_VERSION } from "./comparable";
import type { Quartiles } from "./quartiles";
import type { Measure } from "./rate";
import type { ScoreStage } from "./stage";
import { WHOLE_DOMAIN } from "./summary";

/** Figures of one year, one stage, one domain (`*`: the whole). */
export interface ProgressFigures {
	readonly year: number;
	readonly stage: ScoreStage;
	readonly domain: string;
	readonly conformity: Ratio | null;
	readonly maturity: Ratio | null;
	readonly recommended: Ratio | null;
	readonly majors: number;
	readonly minors: number;
	/** What the figures rest on (comparable.ts); absent: every criterion of the assessment's own version. */
	readonly basis?: string;
}

/** What the draft would give if it were sent as it stands. For the cooperative only, and always shown as « indicatif ». */
export interface DraftFigures {
	readonly assessmentId: string;
	readonly year: number;
	readonly version: ShownVersion;
	readonly applicable: number;
	readonly answered: number;
	readonly conformity: Ratio | null;
	readonly maturity: Ratio | null;
}

/** The network at the same year, stage and domain: nobody's name, and nothing under the smallest cohort. */
export interface Comparison {
	readonly year: number;
	readonly stage: ScoreStage;
	readonly domain: string;
	readonly quartiles: Readonly<Record<Measure, Quartiles | null>>;
	readonly basis?: string;
}

interface Place {
	readonly year: number;
	readonly stage: ScoreStage;
	/** The whole unless named. */
	readonly domain?: string;
	/** Every criterion of the own version unless named. */
	readonly basis?: string;
}

function restsOn(row: { readonly basis?: string }, basis = OWN_VERSION): boolean {
	return (row.basis ?? OWN_VERSION) === basis;
}

/** The row of one year, stage, domain and basis, if there is one. */
export function at<Row extends Place & { readonly domain: string }>(
	rows: readonly Row[],
	place: Place,
): Row | undefined {
	const domain = place.domain ?? WHOLE_DOMAIN;
	return rows.find(
		(row) => row.year === place.year && row.stage === place.stage && row.domain === domain && restsOn(row, place.basis),
	);
}

/** The latest year before this one with figures at that stage. */
export function yearBefore(figures: readonly ProgressFigures[], year: number, stage: ScoreStage): number | null {
	const before = figures.filter((row) => row.stage === stage && row.year < year).map((row) => row.year);
	return before.length === 0 ? null : Math.max(...before);
}

/** The rates of the whole by year at one stage, oldest first; years without a figure are absent. */
export function ratesByYear(
	figures: readonly ProgressFigures[],
	stage: ScoreStage,
	measure: Measure,
	basis = OWN_VERSION,
) {
	return figures
		.flatMap((row) => {
			const asked = row.stage === stage && row.domain === WHOLE_DOMAIN && restsOn(row, basis);
			const rate = asked ? row[measure] : null;
			return rate ? [{ year: row.year, rate }] : [];
		})
		.sort((a, b) => a.year - b.year);
}
