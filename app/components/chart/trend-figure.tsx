/** Owns a trend over the years, with the table of its figures. */
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
}) {
	return (
		<Figure
			title={title}
			note={note}
			keys={spread ? [{ label: spread.label, tone: "spread" }] : []}
			drawing={{ kind: "trend", years: years.map(String), series, spread, max }}
		>
			<DataTable
				caption={caption}
				captionHidden
				columns={[
					{ key: "year", header: "Année", rowHeader: true, cell: ({ year }) => year },
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
