/** Owns the two bars that follow the person down the sheet, filled and conform, never confused. */
import { useMemo } from "react";
import type { GaugedCriterion } from "~/domain/assessment/sheet";
import { Gauge } from "../display/gauge";
import { type LiveAnswers, liveScore, type ScoringData } from "./live-score";

export function LiveGauges({
	domain,
	rows,
	scoring,
	answers,
}: {
	domain: { readonly code: string; readonly title: string };
	rows: readonly GaugedCriterion[];
	scoring: ScoringData;
	answers: LiveAnswers;
}) {
	const score = useMemo(
		() => liveScore(domain.code, [...rows, ...scoring.hidden], answers, scoring.minorsMakingMajor),
		[domain.code, rows, scoring, answers],
	);
	const { elsewhere } = scoring;
	return (
		<div className="sheet-progress">
			<strong>{domain.title}</strong>
			<div className="gauge-pair">
				<Gauge
					variant="filled"
					label="Rempli"
					value={score.answered}
					max={score.applicable}
					text={`${score.answered} sur ${score.applicable}`}
				/>
				<Gauge
					variant="conform"
					label="Obligatoires conformes"
					value={score.conformity.num}
					max={score.conformity.den}
				/>
			</div>
			<span className="soft nowrap">
				{`Ensemble : ${elsewhere.answered + score.answered} sur ${elsewhere.applicable + score.applicable}`}
			</span>
		</div>
	);
}
