/** Owns conformity and maturity domain by domain, at one stage, beside the network's median. */
import { at, type Comparison, type ProgressFigures } from "~/domain/network/progress";
import { flooredPercent, type Measure } from "~/domain/network/rate";
import type { ScoreStage } from "~/domain/network/stage";
import { WHOLE_DOMAIN } from "~/domain/network/summary";
import { measureLabels } from "~/messages.fr";
import { rateText } from "../chart/series";
import { DataTable } from "../display/data-table";
import { DomainMark } from "../display/domain-mark";
import { Gauge } from "../display/gauge";

export function DomainFiguresTable({
	caption,
	captionNote,
	year,
	stage,
	domains,
	figures,
	network,
}: {
	caption: string;
	captionNote?: string;
	year: number;
	stage: ScoreStage;
	domains: readonly { readonly code: string; readonly title: string }[];
	figures: readonly ProgressFigures[];
	network: readonly Comparison[];
}) {
	const measured = (measure: Measure, code: string) => {
		const rate = at(figures, { year, stage, domain: code })?.[measure];
		if (!rate) return rateText(null, measure);
		return (
			<Gauge
				compact
				variant="conform"
				label={measureLabels[measure]}
				value={rate.num}
				max={rate.den}
				text={measure === "maturity" ? String(flooredPercent(rate)) : undefined}
			/>
		);
	};
	const median = (measure: Measure, code: string) =>
		rateText(at(network, { year, stage, domain: code })?.quartiles[measure]?.median, measure);
	return (
		<DataTable
			caption={caption}
			captionNote={captionNote}
			stacked
			columns={[
				{
					key: "domain",
					header: "Domaine",
					rowHeader: true,
					cell: ({ code, title }) =>
						code === WHOLE_DOMAIN ? <strong>{title}</strong> : <DomainMark code={code} name={title} />,
				},
				{ key: "conformity", header: measureLabels.conformity, cell: ({ code }) => measured("conformity", code) },
				{
					key: "conformityMedian",
					header: "Réseau",
					label: "Conformité médiane du réseau",
					numeric: true,
					cell: ({ code }) => median("conformity", code),
				},
				{ key: "maturity", header: measureLabels.maturity, cell: ({ code }) => measured("maturity", code) },
				{
					key: "maturityMedian",
					header: "Réseau",
					label: "Maturité médiane du réseau",
					numeric: true,
					cell: ({ code }) => median("maturity", code),
				},
			]}
			rows={[...domains, { code: WHOLE_DOMAIN, title: "Ensemble" }]}
			rowKey={({ code }) => code}
		/>
	);
}
