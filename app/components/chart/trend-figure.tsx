/** Owns a trend over the years, with the table of its figures. */
import { basisNote, breakNote, type TrendBasis, versionsOfYear } from "~/domain/network/trend-basis";
import { DataTable } from "../display/data-table";
import { Figure } from "./figure";
import type { Series, Spread } from "./series";

export function TrendFigure({
	title,
	note,
	caption,
	years,
	series,
	spread,
	spreadTexts,
	max,
	basis,
}: {
	title: string;
	note?: string;
	/** Of the table. */
	caption: string;
	years: readonly number[];
	series: readonly Series[];
	spread?: Spread;
	/** The spread of each year as read, e.g. "54 à 71". */
	spreadTexts?: readonly string[];
	max?: number;
	/** What the years are compared on; absent: nothing in them depends on the référentiel. */
	basis?: TrendBasis;
}) {
	const broken = basis !== undefined && basis.breaks.length > 0;
	const versions = broken ? years.map((year) => versionsOfYear(basis, year)) : undefined;
	const breaks = basis?.breaks.flatMap(({ before, after }) => {
		const index = years.indexOf(before.year);
		return index < 0 ? [] : [{ after: index, label: `version ${after.versions.join(" et ")}` }];
	});
	return (
		<Figure
			title={title}
			note={note}
			basis={basis && [basisNote(basis), breakNote(basis)].filter(Boolean).join(" ")}
			keys={spread ? [{ label: spread.label, tone: "spread" }] : []}
			drawing={{ kind: "trend", years: years.map(String), series, spread, max, versions, breaks }}
		>
			<DataTable
				caption={caption}
				captionHidden
				columns={[
					{ key: "year", header: "Année", rowHeader: true, cell: ({ year }) => year },
					...(versions
						? [{ key: "version", header: "Version", cell: ({ index }: { index: number }) => versions[index] }]
						: []),
					...series.map(({ label, texts }) => ({
						key: label,
						header: label,
						numeric: true,
						cell: ({ index }: { index: number }) => texts[index],
					})),
					...(spread && spreadTexts
						? [
								{
									key: "spread",
									header: spread.label,
									numeric: true,
									cell: ({ index }: { index: number }) => spreadTexts[index],
								},
							]
						: []),
				]}
				rows={years.map((year, index) => ({ year, index }))}
				rowKey={({ year }) => String(year)}
			/>
		</Figure>
	);
}
