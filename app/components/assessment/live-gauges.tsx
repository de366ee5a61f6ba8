/** Owns the two bars that follow the person down the sheet, filled and conform, never confused. */
import { useMemo } from "react";
import { Gauge } from "../display/gauge";
import { liveScore, type ScoringData } from "./live-score";

export function LiveGauges({ scoring, domain, title }: { scoring: ScoringData; domain: string; title: string }) {
	const score = useMemo(() => liveScore(scoring), [scoring]);
	const part = score.domains[domain];
	if (!part) return null;
	const settled = score.applicable === 0 ? 0 : score.answered;
	return (
		<div className="sheet-progress">
			<strong>{title}</strong>
			<div className="gauge-pair">
				<Gauge
					variant="filled"
					label="Rempli"
					value={part.answered}
					max={part.applicable}
					text={`${part.answered} sur ${part.applicable}`}
				/>
				<Gauge
					variant="conform"
					label="Obligatoires conformes"
					value={part.conformity.num}
					max={part.conformity.den}
				/>
			</div>
			<span className="soft nowrap">
				Ensemble : {settled} sur {score.applicable}
			</span>
		</div>
	);
}
