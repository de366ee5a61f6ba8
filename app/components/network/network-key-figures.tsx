/** Owns the key figures of a year, each in a big number with its sentence. */
import type { KeyFigures as Figures } from "~/domain/network/key-figures";
import { engagedSentence } from "~/domain/network/network-conclusions";
import { nearestPercent } from "~/domain/network/rate";
import { agree } from "~/domain/network/words";
import { KeyFigure, KeyFigures } from "../display/key-figure";
import { frenchTypography } from "../text/french";

export function NetworkKeyFigures({
	figures,
	withReservations,
	expiring,
	yearUnderWay,
}: {
	figures: Figures;
	withReservations: number;
	/** Labels that end within twelve months from today. */
	expiring: number;
	/** The last day of the year is still to come. */
	yearUnderWay: boolean;
}) {
	const engaged = `${nearestPercent(figures.engaged, figures.cooperatives)}\u202f% des CAE membres du réseau au 31 décembre ${figures.year}`;
	const share = `${nearestPercent(figures.new, figures.cooperatives)}\u202f% des CAE du réseau`;
	return (
		<div className="network-figures">
			<KeyFigure large value={figures.engaged} sentence={frenchTypography(engagedSentence(figures))} note={engaged} />
			<KeyFigures>
				<KeyFigure
					value={figures.new}
					sentence={agree(figures.new, `nouvelle engagée en ${figures.year}`, `nouvelles engagées en ${figures.year}`)}
					note={share}
				/>
				<KeyFigure
					value={figures.audited}
					sentence={`${agree(figures.audited, "auditée")} dans l’année`}
					note="audit clos, chaque CAE comptée une fois"
				/>
				<KeyFigure
					value={figures.labelled}
					sentence={`${agree(figures.labelled, "labellisée")} au 31 décembre ${figures.year}`}
					note={`${withReservations === 0 ? "aucune avec réserves" : `dont ${withReservations} avec réserves`}${yearUnderWay ? ", d’après les décisions prises à ce jour" : ""}`}
				/>
				<KeyFigure
					value={expiring}
					sentence={agree(expiring, "label à renouveler", "labels à renouveler")}
					note="dans les douze mois qui viennent"
				/>
			</KeyFigures>
		</div>
	);
}
