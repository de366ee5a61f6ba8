/** Owns where one cooperative stands in a year at one stage, in big numbers, each beside the network's median. */
import { at, type Comparison, type ProgressFigures } from "~/domain/network/progress";
import { flooredPercent, type Measure } from "~/domain/network/rate";
import type { ScoreStage } from "~/domain/network/stage";
import { agree } from "~/domain/network/words";
import { rateText } from "../chart/series";
import { KeyFigure } from "../display/key-figure";

export function StageFigures({
	year,
	stage,
	figures,
	network,
}: {
	year: number;
	stage: ScoreStage;
	figures: readonly ProgressFigures[];
	network: readonly Comparison[];
}) {
	const whole = at(figures, { year, stage });
	if (!whole) return null;
	const median = (measure: Measure) => {
		const quartiles = at(network, { year, stage })?.quartiles[measure];
		return quartiles
			? `médiane du réseau : ${rateText(quartiles.median, measure)}, sur ${quartiles.count} CAE`
			: "trop peu de CAE pour montrer le réseau";
	};
	const said = stage === "declared" ? "selon la CAE" : "selon l’audit";
	return (
		<div className="ruled stage-figures">
			{whole.conformity && (
				<KeyFigure
					value={flooredPercent(whole.conformity)}
					unit="%"
					sentence={`de conformité, ${said}`}
					note={median("conformity")}
				/>
			)}
			{whole.maturity && (
				<KeyFigure
					value={flooredPercent(whole.maturity)}
					unit="sur 100"
					sentence={`d’indice de maturité, ${said}`}
					note={median("maturity")}
				/>
			)}
			<KeyFigure
				value={whole.majors + whole.minors}
				sentence={agree(whole.majors + whole.minors, "écart à lever", "écarts à lever")}
				note={`${whole.majors} ${agree(whole.majors, "majeur")}, ${whole.minors} ${agree(whole.minors, "mineur")}`}
			/>
		</div>
	);
}
