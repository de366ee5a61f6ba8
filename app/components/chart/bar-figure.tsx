/** Owns lying bars, one per category, with the table of their figures. */
import { DataTable } from "../display/data-table";
import { Figure } from "./figure";
import type { Bar } from "./series";

export interface DetailedBar extends Bar {
	/** Second column of the table, e.g. "75 % des CAE engagées". */
	readonly detail?: string;
}

export function BarFigure({
	title,
	note,
	caption,
	categoryHeader,
	valueHeader,
	detailHeader,
	bars,
	max,
}: {
	title: string;
	note?: string;
	/** Of the table. */
	caption: string;
	categoryHeader: string;
	valueHeader: string;
	detailHeader?: string;
	bars: readonly DetailedBar[];
	max?: number;
}) {
	return (
		<Figure title={title} note={note} drawing={{ kind: "bar", bars, max }} height="short">
			<DataTable
				caption={caption}
				captionHidden
				columns={[
					{ key: "category", header: categoryHeader, rowHeader: true, cell: (bar) => bar.label },
					{ key: "value", header: valueHeader, numeric: true, cell: (bar) => bar.text },
					...(detailHeader
						? [{ key: "detail", header: detailHeader, numeric: true, cell: (bar: DetailedBar) => bar.detail }]
						: []),
				]}
				rows={bars}
				rowKey={(bar) => bar.label}
			/>
		</Figure>
	);
}
