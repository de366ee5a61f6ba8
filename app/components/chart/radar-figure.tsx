/** Owns the radar of the domains: the cooperative in accent, its last year dashed, the network in grey. */
import type { Measure } from "~/domain/network/rate";
import type { Ratio } from "~/domain/scoring/ratio";
import { DataTable } from "../display/data-table";
import { DomainMark } from "../display/domain-mark";
import { Figure } from "./figure";
import { rateSeries, type Tone } from "./series";

export interface RadarSeries {
	readonly label: string;
	readonly tone: Tone;
	/** By domain code; absent or null: no figure. */
	readonly rates: Readonly<Record<string, Ratio | null | undefined>>;
}

export function RadarFigure({
	title,
	note,
	basis,
	caption,
	domains,
	series,
	measure,
}: {
	title: string;
	note?: string;
	/** What the lines are compared on, when that is not every criterion of one version. */
	basis?: string;
	/** Of the table. */
	caption: string;
	domains: readonly { readonly code: string; readonly title: string }[];
	series: readonly RadarSeries[];
	measure: Measure;
}) {
	const drawn = series.map(({ label, tone, rates }) =>
		rateSeries(
			label,
			tone,
			domains.map(({ code }) => rates[code]),
			measure,
		),
	);
	return (
		<Figure
			title={title}
			note={note}
			basis={basis}
			keys={series}
			drawing={{ kind: "radar", axes: domains.map((domain) => domain.title), series: drawn }}
			height="tall"
		>
			<DataTable
				caption={caption}
				captionHidden
				columns={[
					{
						key: "domain",
						header: "Domaine",
						rowHeader: true,
						cell: ({ domain }) => <DomainMark code={domain.code} name={domain.title} />,
					},
					...drawn.map(({ label, texts }) => ({
						key: label,
						header: label,
						numeric: true,
						cell: ({ index }: { index: number }) => texts[index],
					})),
				]}
				rows={domains.map((domain, index) => ({ domain, index }))}
				rowKey={({ domain }) => domain.code}
			/>
		</Figure>
	);
}
