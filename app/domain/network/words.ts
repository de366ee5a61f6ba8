/** Owns the few turns of phrase the conclusions share. Plain spaces: French spacing is set at display. */
import type { Ratio } from "../scoring/ratio";
import { flooredPercent, type Measure, nearestPercent } from "./rate";
import type { ScoreStage } from "./stage";

/** Whose figures these are: the reader's own cooperative, or another one. */
export type Voice = "own" | "other";

const SIMPLE_SHARES: readonly (readonly [number, number, string])[] = [
	[1, 10, "une sur dix"],
	[1, 5, "une sur cinq"],
	[1, 4, "une sur quatre"],
	[1, 3, "une sur trois"],
	[1, 2, "la moitié"],
	[2, 3, "deux sur trois"],
	[3, 4, "trois sur quatre"],
	[4, 5, "quatre sur cinq"],
	[9, 10, "neuf sur dix"],
];

/** « trois sur quatre » when that is true within one point of percent, else « 62 % ». All and none are said only when exact. */
export function shareInWords(part: number, whole: number): string {
	if (whole > 0 && part === whole) return "toutes";
	if (part === 0) return "aucune";
	const near = SIMPLE_SHARES.find(([num, den]) => Math.abs(part * den - num * whole) * 100 <= den * whole);
	return near ? near[2] : `${nearestPercent(part, whole)} %`;
}

/** « 3 CAE labellisées », « 1 CAE labellisée »: French keeps the singular under two. */
export function agree(count: number, singular: string, plural = `${singular}s`): string {
	return count < 2 ? singular : plural;
}

/** « 82 % » for conformity, « 82 » for maturity, an index out of 100. Rounded down. */
export function rateInWords(rate: Ratio, measure: Measure): string {
	return measure === "conformity" ? `${flooredPercent(rate)} %` : String(flooredPercent(rate));
}

/** « la conformité déclarée », « l’indice de maturité audité »: a figure always says its stage. */
export function measureInWords(measure: Measure, stage: ScoreStage): string {
	if (measure === "conformity") return stage === "declared" ? "la conformité déclarée" : "la conformité auditée";
	return stage === "declared" ? "l’indice de maturité déclaré" : "l’indice de maturité audité";
}

/** « votre conformité déclarée », « son indice de maturité audité ». */
export function ownMeasureInWords(measure: Measure, stage: ScoreStage, voice: Voice): string {
	const bare = measureInWords(measure, stage).replace(/^(la |l’)/, "");
	if (voice === "own") return `votre ${bare}`;
	return `${measure === "conformity" ? "sa" : "son"} ${bare}`;
}

/** Agrees an adjective or participle with the measure: conformity is feminine, the index masculine. */
export function gendered(measure: Measure, masculine: string): string {
	return measure === "conformity" ? `${masculine}e` : masculine;
}

/** For a label inside a sentence: « Déclaré par la CAE » becomes « déclaré par la CAE ». */
export function uncapitalised(text: string): string {
	return text.charAt(0).toLocaleLowerCase("fr") + text.slice(1);
}

export function capitalised(text: string): string {
	return text.charAt(0).toLocaleUpperCase("fr") + text.slice(1);
}
