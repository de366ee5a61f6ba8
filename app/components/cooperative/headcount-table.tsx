/** Owns the headcounts of a cooperative, year by year, as they are read. */
import { DataTable } from "../display/data-table";
import { formatNumber } from "../text/format";

export interface YearHeadcount {
	readonly year: number;
	readonly headcount: number;
}

export function HeadcountTable({ rows }: { rows: readonly YearHeadcount[] }) {
	return (
		<DataTable
			caption="Effectif par année"
			captionHidden
			columns={[
				{ key: "year", header: "Année", rowHeader: true, cell: (row) => row.year },
				{ key: "headcount", header: "Personnes", numeric: true, cell: (row) => formatNumber(row.headcount) },
			]}
			rows={rows}
			rowKey={(row) => String(row.year)}
		/>
	);
}
