/** Owns how far the cooperatives of a year went, from enrolment to the label. */
import { FUNNEL_STEPS, type Funnel } from "~/domain/network/funnel";
import { funnelConclusion } from "~/domain/network/network-conclusions";
import { nearestPercent } from "~/domain/network/rate";
import { funnelLabels } from "~/messages.fr";
import { BarFigure } from "../chart/bar-figure";

export function FunnelFigure({ funnel, year }: { funnel: Funnel; year: number }) {
	return (
		<BarFigure
			title={funnelConclusion(funnel, year)}
			note={`Nombre de CAE, chacune comptée une fois par étape. Labels en cours au 31 décembre ${year}, y compris ceux des années d’avant.`}
			caption={`Parcours des CAE engagées en ${year}`}
			categoryHeader="Étape"
			valueHeader="CAE"
			detailHeader="Part des engagées"
			max={funnel.engaged}
			bars={FUNNEL_STEPS.map((step) => ({
				label: funnelLabels[step],
				value: funnel[step],
				text: String(funnel[step]),
				tone: step === "labelled" ? "own" : "network",
				detail: `${nearestPercent(funnel[step], funnel.engaged)}\u202f%`,
			}))}
		/>
	);
}
