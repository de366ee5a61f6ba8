/** Owns how the cooperatives spread over the bands of a rate. */
import type { Band } from "~/domain/network/distribution";
import { distributionConclusion } from "~/domain/network/network-conclusions";
import type { Quartiles } from "~/domain/network/quartiles";
import type { Measure } from "~/domain/network/rate";
import type { ScoreStage } from "~/domain/network/stage";
import { uncapitalised } from "~/domain/network/words";
import type { LabelRules } from "~/domain/standard/standard";
import { measureLabels, stageLabels } from "~/messages.fr";
import { BarFigure } from "../chart/bar-figure";

export function DistributionFigure({
	bands,
	measure,
	stage,
	rules,
	quartiles,
	year,
}: {
	bands: readonly Band[];
	measure: Measure;
	stage: ScoreStage;
	rules: LabelRules["conformity"];
	quartiles: Quartiles | null;
	year: number;
}) {
	const unit = measure === "conformity" ? "\u202f%" : "";
	return (
		<BarFigure
			title={distributionConclusion(bands, measure, stage, rules, quartiles?.median ?? null)}
			note={`${stageLabels[stage]}, ${year}. Nombre de CAE par tranche de ${uncapitalised(measureLabels[measure])}.`}
			caption={`Répartition des CAE, ${uncapitalised(measureLabels[measure])}, ${year}`}
			categoryHeader="Tranche"
			valueHeader="CAE"
			bars={bands.map((band) => ({
				label: bandLabel(band, unit),
				value: band.count,
				text: String(band.count),
				tone: measure === "conformity" && band.from >= rules.awardedPercent ? "own" : "network",
			}))}
		/>
	);
}

/** Figures are rounded down: « 65 à 79 » is exactly from 65 included to 80 excluded. */
function bandLabel({ from, to }: Band, unit: string): string {
	if (from === 0 && to !== null) return `Moins de ${to}${unit}`;
	if (to === null) return from === 100 ? `100${unit}` : `${from}${unit} ou plus`;
	return `${from} à ${to - 1}${unit}`;
}
