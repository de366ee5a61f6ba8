/** Owns the figures of a chart as a CSV file. */
import { csvFile } from "../text/csv";
import type { Drawing } from "./series";

/** A data address: the file needs no request, and no script. */
export function csvAddress(drawing: Drawing, notes: readonly string[] = []): string {
	return `data:text/csv;charset=utf-8,${encodeURIComponent(drawingCsv(drawing, notes))}`;
}

/** @param notes what the figures rest on, each on a line of its own under the table */
export function drawingCsv(drawing: Drawing, notes: readonly string[] = []): string {
	return csvFile([...rowsOf(drawing), ...notes.map((note) => [note])]);
}

function rowsOf(drawing: Drawing): readonly (readonly string[])[] {
	if (drawing.kind === "bar") return drawing.bars.map(({ label, text }) => [label, text]);
	const heads = drawing.kind === "radar" ? drawing.axes : drawing.years;
	const versions = drawing.kind === "trend" ? drawing.versions : undefined;
	return [
		["", ...(versions ? ["Référentiel"] : []), ...drawing.series.map(({ label }) => label)],
		...heads.map((head, index) => [
			head,
			...(versions ? [versions[index] ?? ""] : []),
			...drawing.series.map(({ texts }) => texts[index] ?? ""),
		]),
	];
}
