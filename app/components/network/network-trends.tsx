/** Owns how the network moves from year to year: engaged and labelled cooperatives, then the median of a measure. */
import type { KeyFigures } from "~/domain/network/key-figures";
import { labelTrendConclusion, medianTrendConclusion } from "~/domain/network/network-conclusions";
import { SMALLEST_COHORT } from "~/domain/network/quartiles";
import type { Measure } from "~/domain/network/rate";
import type { ScoreStage } from "~/domain/network/stage";
import type { YearOfQuartiles } from "~/domain/network/trend";
import { likeForLike, type TrendBasis } from "~/domain/network/trend-basis";
import { uncapitalised } from "~/domain/network/words";
import { measureLabels, stageLabels } from "~/messages.fr";
import { countSeries, NO_FIGURE, rateSeries, rateText, rateValue } from "../chart/series";
import { TrendFigure } from "../chart/trend-figure";

export function LabelTrend({ years, basis }: { years: readonly KeyFigures[]; basis: TrendBasis }) {
	return (
		<TrendFigure
			title={labelTrendConclusion(years)}
			note="Nombre de CAE membres du réseau, au 31 décembre de chaque année."
			caption="CAE engagées, auditées et labellisées par année"
			years={years.map(({ year }) => year)}
			basis={basis}
			counts
			series={[
				countSeries(
					"engagées",
					"network",
					years.map(({ engaged }) => engaged),
				),
				countSeries(
					"labellisées",
					"own",
					years.map(({ labelled }) => labelled),
				),
				countSeries(
					"auditées",
					"past",
					years.map(({ audited }) => audited),
				),
			]}
		/>
	);
}

export function MedianTrend({
	years,
	measure,
	stage,
	basis,
}: {
	years: readonly YearOfQuartiles[];
	measure: Measure;
	stage: ScoreStage;
	basis: TrendBasis;
}) {
	return (
		<TrendFigure
			title={likeForLike(medianTrendConclusion(years, measure, stage), basis)}
			note={`${stageLabels[stage]}. ${measureLabels[measure]}${measure === "conformity" ? " en pour cent" : " sur 100"}. Rien n’est montré sous ${SMALLEST_COHORT} CAE.`}
			caption={`${measureLabels[measure]} par année, ${uncapitalised(stageLabels[stage])}`}
			years={years.map(({ year }) => year)}
			basis={basis}
			max={100}
			series={[
				rateSeries(
					"médiane",
					"network",
					years.map(({ quartiles }) => quartiles?.median),
					measure,
				),
			]}
			spread={{
				label: "La moitié centrale des CAE",
				low: years.map(({ quartiles }) => rateValue(quartiles?.low)),
				high: years.map(({ quartiles }) => rateValue(quartiles?.high)),
			}}
			spreadTexts={years.map(({ quartiles }) =>
				quartiles ? `${rateText(quartiles.low, measure)} à ${rateText(quartiles.high, measure)}` : NO_FIGURE,
			)}
		/>
	);
}
