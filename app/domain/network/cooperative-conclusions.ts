/** Owns what one cooperative's figures say, in one sentence each. */
import type { Ratio } from "../scoring/ratio";
import { extremes } from "./extremes";
import { compareRates, type Measure } from "./rate";
import type { ScoreStage } from "./stage";
import { agree, capitalised, ownMeasureInWords, rateInWords, type Voice } from "./words";

export interface DomainRate {
	/** « l’accompagnement »: takes a singular verb. */
	readonly phrase: string;
	readonly rate: Ratio;
}

/** « L’accompagnement est votre point le plus solide (82), l’ancrage le plus fragile (54) » */
export function strengthsConclusion(domains: readonly DomainRate[], measure: Measure, voice: Voice): string {
	const found = extremes(domains);
	if (!found) return "Pas encore de résultat par domaine";
	const { strongest, weakest } = found;
	const [high, low] = [rateInWords(strongest.rate, measure), rateInWords(weakest.rate, measure)];
	if (high === low) return `${voice === "own" ? "Vos" : "Ses"} domaines se tiennent, tous à ${high}`;
	return (
		`${capitalised(strongest.phrase)} est ${voice === "own" ? "votre" : "son"} point le plus solide (${high}), ` +
		`${weakest.phrase} le plus fragile (${low})`
	);
}

export interface YearRate {
	readonly year: number;
	readonly rate: Ratio;
}

/** Where the rate comes from and stands. Years without a figure are simply absent. */
export function ownTrendConclusion(
	years: readonly YearRate[],
	measure: Measure,
	stage: ScoreStage,
	voice: Voice,
	median: Ratio | null,
): string {
	const [first, last] = [years[0], years.at(-1)];
	if (!first || !last) return "Pas encore de résultat à suivre";
	const subject = capitalised(ownMeasureInWords(measure, stage, voice));
	const [from, to] = [rateInWords(first.rate, measure), rateInWords(last.rate, measure)];
	const move =
		first.year === last.year
			? `${subject} est de ${to} en ${last.year}`
			: from === to
				? `${subject} reste à ${to} de ${first.year} à ${last.year}`
				: `${subject} passe de ${from} en ${first.year} à ${to} en ${last.year}`;
	return `${move}${median ? beside(last.rate, median, measure) : ""}`;
}

function beside(rate: Ratio, median: Ratio, measure: Measure): string {
	const shown = rateInWords(median, measure);
	if (rateInWords(rate, measure) === shown) return ", comme la médiane du réseau";
	return `, plus ${compareRates(rate, median) > 0 ? "haut" : "bas"} que la médiane du réseau (${shown})`;
}

/** Declared and audited side by side, each named: never one figure made of both. */
export function auditGapConclusion(declared: Ratio, audited: Ratio, voice: Voice): string {
	const [said, kept] = [rateInWords(declared, "conformity"), rateInWords(audited, "conformity")];
	const you = voice === "own" ? "vous avez" : "la CAE a";
	return said === kept
		? `L’audit retient la même conformité que celle que ${you} déclarée : ${kept}`
		: `L’audit retient ${kept} de conformité là où ${you} déclaré ${said}`;
}

/** How the domains moved since the year before. Null when nothing can be compared. */
export function progressConclusion(
	pairs: readonly { readonly phrase: string; readonly before: Ratio; readonly now: Ratio }[],
	previousYear: number,
): string | null {
	if (pairs.length === 0) return null;
	const risen = pairs.filter(({ before, now }) => compareRates(now, before) > 0).length;
	const fallen = pairs.filter(({ before, now }) => compareRates(now, before) < 0).length;
	if (risen === 0 && fallen === 0) return `Aucun domaine n’a bougé depuis ${previousYear}.`;
	if (risen === pairs.length) return `Tous les domaines progressent depuis ${previousYear}.`;
	const up =
		risen === 0
			? "Aucun domaine ne progresse"
			: `${risen} ${agree(risen, "domaine progresse", "domaines progressent")}`;
	const down = fallen === 0 ? "aucun ne recule" : `${fallen} ${agree(fallen, "recule", "reculent")}`;
	return `${up} depuis ${previousYear}, ${down}.`;
}
