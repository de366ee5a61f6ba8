/** Owns one cooperative's trend over the campaigns at one stage, beside the network's median of the same years. */
import { ownTrendConclusion } from "~/domain/network/cooperative-conclusions";
import { at, type Comparison, type ProgressFigures, ratesByYear } from "~/domain/network/progress";
import type { Measure } from "~/domain/network/rate";
import type { ScoreStage } from "~/domain/network/stage";
import { likeForLike, type TrendBasis } from "~/domain/network/trend-basis";
import { uncapitalised, type Voice } from "~/domain/network/words";
import { measureLabels, stageLabels } from "~/messages.fr";
import { rateSeries, rateValue } from "../chart/series";
import { TrendFigure } from "../chart/trend-figure";

export function CooperativeTrend({
	stage,
	measure,
	voice,
	figures,
	network,
	basis,
}: {
	stage: ScoreStage;
	measure: Measure;
	voice: Voice;
	figures: readonly ProgressFigures[];
	network: readonly Comparison[];
	basis: TrendBasis;
}) {
	const own = ratesByYear(figures, stage, measure, basis.basis);
	const last = own.at(-1);
	const years = own.map(({ year }) => year);
	const quartiles = years.map((year) => at(network, { year, stage, basis: basis.basis })?.quartiles[measure] ?? null);
	const compared = quartiles.some(Boolean);
	const spread = {
		label: "La moitié centrale du réseau",
		low: quartiles.map((one) => rateValue(one?.low)),
		high: quartiles.map((one) => rateValue(one?.high)),
	};
	return (
		<TrendFigure
			title={likeForLike(
				ownTrendConclusion(own, measure, stage, voice, last ? (quartiles.at(-1)?.median ?? null) : null),
				basis,
			)}
			note={`${stageLabels[stage]}. ${measureLabels[measure]}${measure === "conformity" ? " en pour cent des obligations, pondérées" : " sur 100"}.${compared ? "" : " Trop peu de CAE pour montrer le réseau."}`}
			caption={`${measureLabels[measure]} par année, ${uncapitalised(stageLabels[stage])}`}
			years={years}
			basis={basis}
			max={100}
			series={[
				rateSeries(
					voice === "own" ? "votre CAE" : "la CAE",
					"own",
					own.map(({ rate }) => rate),
					measure,
				),
				...(compared
					? [
							rateSeries(
								"médiane du réseau",
								"network",
								quartiles.map((one) => one?.median),
								measure,
							),
						]
					: []),
			]}
			spread={compared ? spread : undefined}
			spreadTexts={quartiles.map((one) =>
				one ? `${Math.floor(rateValue(one.low) ?? 0)} à ${Math.floor(rateValue(one.high) ?? 0)}` : "–",
			)}
		/>
	);
}
