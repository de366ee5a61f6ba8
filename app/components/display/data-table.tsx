/** Owns a table of rows: caption, row headers, tabular figures, its own scroll, stacked on a phone if asked. */
import { Fragment, type ReactElement, type ReactNode, useId } from "react";

export interface Column<Row> {
	readonly key: string;
	readonly header: ReactNode;
	readonly cell?: (row: Row) => ReactNode;
	readonly numeric?: boolean;
	/** The column that names the row: rendered as th scope="row". */
	readonly rowHeader?: boolean;
	/** Repeated beside each value when stacked; needed when `header` is not a string. */
	readonly label?: string;
	/** Renders the whole <td> (a HeatCell); the header is centred. */
	readonly wholeCell?: (row: Row) => ReactElement;
}

export function DataTable<Row>({
	caption,
	captionNote,
	captionHidden,
	columns,
	rows,
	rowKey,
	stacked,
	heatmap,
	empty,
	foot,
}: {
	caption: string;
	captionNote?: ReactNode;
	captionHidden?: boolean;
	columns: readonly Column<Row>[];
	rows: readonly Row[];
	rowKey: (row: Row) => string;
	/** One row under the other on a phone; `words`: of sentences, which read from the left. */
	stacked?: boolean | "words";
	/** Tightens the cells for `wholeCell` columns of HeatCell. */
	heatmap?: boolean;
	/** Shown instead of the table when there is no row. */
	empty?: ReactNode;
	/** <tr> of totals. */
	foot?: ReactNode;
}) {
	const captionId = useId();
	if (rows.length === 0 && empty) {
		return <>{empty}</>;
	}
	return (
		// biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
		<section className="table-scroll" aria-labelledby={captionId} tabIndex={0}>
			<table
				className={`table${stacked ? " table-stacked" : ""}${stacked === "words" ? " table-words" : ""}${heatmap ? " heatmap" : ""}`}
			>
				<caption className={captionHidden ? "visually-hidden" : undefined} id={captionId}>
					{caption}
					{captionNote && <small>{captionNote}</small>}
				</caption>
				<thead>
					<tr>
						{columns.map((column) => (
							<th
								key={column.key}
								scope="col"
								className={column.wholeCell ? "heat-head" : column.numeric ? "numeric" : undefined}
							>
								{column.header}
							</th>
						))}
					</tr>
				</thead>
				<tbody>
					{rows.map((row) => (
						<tr key={rowKey(row)}>
							{columns.map((column) => (
								<Cell key={column.key} column={column} row={row} stacked={Boolean(stacked)} />
							))}
						</tr>
					))}
				</tbody>
				{foot && <tfoot>{foot}</tfoot>}
			</table>
		</section>
	);
}

function Cell<Row>({ column, row, stacked }: { column: Column<Row>; row: Row; stacked?: boolean }) {
	const className = column.numeric ? "numeric" : undefined;
	if (column.wholeCell) {
		return <Fragment>{column.wholeCell(row)}</Fragment>;
	}
	if (column.rowHeader) {
		return (
			<th scope="row" className={className}>
				{column.cell?.(row)}
			</th>
		);
	}
	const label = column.label ?? (typeof column.header === "string" ? column.header : undefined);
	return (
		<td className={className} data-label={stacked ? label : undefined}>
			{column.cell?.(row)}
		</td>
	);
}
