/** Owns the figures of a draft: shown to the cooperative alone, and said to be indicative. */
import type { DraftFigures as Draft } from "~/domain/network/progress";
import { paths } from "~/paths";
import { rateText } from "../chart/series";
import { Gauge } from "../display/gauge";
import { ButtonLink } from "../form/button";

export function DraftFigures({ draft }: { draft: Draft }) {
	return (
		<div className="stack">
			<div className="gauge-pair">
				<Gauge
					variant="filled"
					label="Rempli"
					value={draft.answered}
					max={draft.applicable}
					text={`${draft.answered} sur ${draft.applicable}`}
				/>
				{draft.conformity && (
					<Gauge
						variant="conform"
						label="Conforme, à ce stade (indicatif)"
						value={draft.conformity.num}
						max={draft.conformity.den}
						detail={`Un critère sans réponse compte comme non conforme. Indice de maturité à ce stade : ${rateText(draft.maturity, "maturity")} sur 100 (indicatif).`}
					/>
				)}
			</div>
			<p>
				<ButtonLink href={paths.assessments.one(draft.assessmentId)}>
					Continuer l’auto-évaluation {draft.year}
				</ButtonLink>
			</p>
		</div>
	);
}
