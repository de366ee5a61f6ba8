/** Owns what the figures of the network say, in one sentence each: the titles of the charts. Computed, never written by hand. */
import type { Ratio } from "../scoring/ratio";
import type { LabelRules } from "../standard/standard";
import type { Band } from "./distribution";
import { extremes } from "./extremes";
import type { Funnel } from "./funnel";
import type { KeyFigures } from "./key-figures";
import { type Quartiles, SMALLEST_COHORT } from "./quartiles";
import { flooredPercent, type Measure } from "./rate";
import type { ScoreStage } from "./stage";
import type { YearOfQuartiles } from "./trend";
import { agree, capitalised, gendered, measureInWords, rateInWords, shareInWords } from "./words";

/** After the number: « CAE engagées sur 71, trois sur quatre ». */
export function engagedSentence({ engaged, cooperatives }: KeyFigures): string {
	return `CAE ${agree(engaged, "engagée")} sur ${cooperatives}, ${shareInWords(engaged, cooperatives)}`;
}

export function funnelConclusion({ engaged, submitted, audited }: Funnel, year: number): string {
	if (engaged === 0) return `Aucune CAE n’est encore engagée dans le label en ${year}`;
	const own = "son auto-évaluation";
	if (submitted === 0) {
		return engaged === 1
			? `La seule CAE engagée n’a pas encore envoyé ${own} de ${year}`
			: `Aucune des ${engaged} CAE engagées n’a encore envoyé ${own} de ${year}`;
	}
	const sent =
		submitted === engaged
			? engaged === 1
				? `La seule CAE engagée a envoyé ${own} de ${year}`
				: `Les ${engaged} CAE engagées ont toutes envoyé leur auto-évaluation de ${year}`
			: `${submitted} des ${engaged} CAE engagées ${submitted === 1 ? `a envoyé ${own}` : "ont envoyé leur auto-évaluation"} de ${year}`;
	if (audited === 0) return `${sent}, aucune n’est encore auditée`;
	return `${sent}, ${audited} ${agree(audited, "a été auditée", "ont été auditées")}`;
}

export interface DomainMedian {
	/** « l’accompagnement »: takes a singular verb. */
	readonly phrase: string;
	readonly quartiles: Quartiles | null;
}

/** Under this many points between two medians, naming a strongest and a weakest would mislead. */
const TELLING_GAP = 5;

export function domainsConclusion(domains: readonly DomainMedian[], measure: Measure, stage: ScoreStage): string {
	const known = domains.flatMap(({ phrase, quartiles }) => (quartiles ? [{ phrase, rate: quartiles.median }] : []));
	const found = extremes(known);
	if (!found) return tooFew(measure, stage);
	const { strongest, weakest } = found;
	const [low, high] = [flooredPercent(weakest.rate), flooredPercent(strongest.rate)];
	if (high - low < TELLING_GAP) {
		const shared = `${measureInWords(measure, stage)} ${gendered(measure, "médian")}`;
		const range = low === high ? "est partout de" : `va seulement de ${low} à`;
		return `Les domaines se tiennent : ${shared} y ${range} ${rateInWords(strongest.rate, measure)}`;
	}
	const median = (rate: Ratio) => rateInWords(rate, measure);
	return (
		`${capitalised(weakest.phrase)} est le point le plus fragile du réseau (médiane ${median(weakest.rate)}), ` +
		`${strongest.phrase} le plus solide (${median(strongest.rate)})`
	);
}

/** @param bands with the thresholds of the label among their bounds */
export function distributionConclusion(
	bands: readonly Band[],
	measure: Measure,
	stage: ScoreStage,
	rules: LabelRules["conformity"],
	median: Ratio | null,
): string {
	const count = (kept: readonly Band[]) => kept.reduce((sum, band) => sum + band.count, 0);
	const total = count(bands);
	if (total === 0) return `Aucune CAE n’a encore de résultat ${stage === "declared" ? "déclaré" : "audité"}`;
	if (measure === "maturity") {
		return median
			? `La moitié des ${total} CAE a ${measureInWords(measure, stage).replace("l’", "un ")} de ${rateInWords(median, measure)} ou plus`
			: tooFew(measure, stage);
	}
	const full = count(bands.filter(({ from }) => from >= rules.awardedPercent));
	const low = count(bands.filter(({ to }) => to !== null && to <= rules.refusedBelowPercent));
	const reached =
		full === 0
			? `Aucune des ${total} CAE n’atteint`
			: `${full} CAE sur ${total} ${agree(full, "atteint", "atteignent")}`;
	const below = low === 0 ? "aucune n’est" : `${low} ${agree(low, "est", "sont")}`;
	return (
		`${reached} ${rules.awardedPercent} % de conformité ${stage === "declared" ? "déclarée" : "auditée"}, ` +
		`${below} sous ${rules.refusedBelowPercent} %`
	);
}

export function labelTrendConclusion(years: readonly KeyFigures[]): string {
	const [first, last] = [years[0], years.at(-1)];
	if (!first || !last) return "Aucune année à montrer";
	if (first.year === last.year) {
		return `${last.labelled} CAE ${agree(last.labelled, "labellisée")} fin ${last.year}, première année suivie`;
	}
	if (first.labelled === last.labelled) {
		return `De ${first.year} à ${last.year}, le nombre de CAE labellisées reste à ${last.labelled}`;
	}
	return `De ${first.year} à ${last.year}, le nombre de CAE labellisées passe de ${first.labelled} à ${last.labelled}`;
}

export function medianTrendConclusion(years: readonly YearOfQuartiles[], measure: Measure, stage: ScoreStage): string {
	const known = years.flatMap(({ year, quartiles }) => (quartiles ? [{ year, rate: quartiles.median }] : []));
	const [first, last] = [known[0], known.at(-1)];
	if (!first || !last) return tooFew(measure, stage);
	const subject = `${capitalised(measureInWords(measure, stage))} ${gendered(measure, "médian")}`;
	const [from, to] = [rateInWords(first.rate, measure), rateInWords(last.rate, measure)];
	if (first.year === last.year) return `${subject} est de ${to} en ${last.year}`;
	return from === to
		? `${subject} reste à ${to} de ${first.year} à ${last.year}`
		: `${subject} passe de ${from} en ${first.year} à ${to} en ${last.year}`;
}

export function expiriesConclusion(count: number): string {
	if (count === 0) return "Aucun label n’arrive à échéance dans les douze mois";
	return `${count} ${agree(count, "label arrive", "labels arrivent")} à échéance dans les douze mois`;
}

function tooFew(measure: Measure, stage: ScoreStage): string {
	const hidden = `${measureInWords(measure, stage)} du réseau n’est pas ${gendered(measure, "montré")}`;
	return `Moins de ${SMALLEST_COHORT} CAE ont un résultat : ${hidden}`;
}
