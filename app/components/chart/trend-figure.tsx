/** Owns a trend over the years, with the table of its figures. */
import { basisNote, breakNote, countNote, type TrendBasis, versionsOfYear } from "~/domain/network/trend-basis";
import { DataTable } from "../display/data-table";
import { frenchTypography } from "../text/french";
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
	counts = false,
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
	/** What the years are compared on, and where the référentiel changes. */
	basis: TrendBasis;
	/** Counts, which a new version leaves as they are: the lines go on across its mark. */
	counts?: boolean;
}) {
	const broken = basis.breaks.length > 0;
	const versions = broken ? years.map((year) => versionsOfYear(basis, year)) : undefined;
	const compared = counts ? countNote(basis) : [basisNote(basis), breakNote(basis)].filter(Boolean).join(" ");
	const breaks = basis.breaks.flatMap(({ before, after }) => {
		const index = years.indexOf(before.year);
		return index < 0 ? [] : [{ after: index, label: `version ${after.versions.join(" et ")}` }];
	});
	return (
		<Figure
			title={title}
			note={note}
			basis={compared ?? undefined}
			keys={spread ? [{ label: spread.label, tone: "spread" }] : []}
			drawing={{ kind: "trend", years: years.map(String), series, spread, max, versions, breaks, joined: counts }}
		>
			<DataTable
				caption={caption}
				captionNote={compared && frenchTypography(compared)}
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
