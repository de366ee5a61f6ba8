/** Owns the figures of a chart as a CSV file. */
import { csvFile } from "../text/csv";
import type { Drawing } from "./series";

/** A data address: the file needs no request, and no script. */
export function csvAddress(drawing: Drawing): string {
	return `data:text/csv;charset=utf-8,${encodeURIComponent(drawingCsv(drawing))}`;
}

export function drawingCsv(drawing: Drawing): string {
	return csvFile(rowsOf(drawing));
}

function rowsOf(drawing: Drawing): readonly (readonly string[])[] {
	if (drawing.kind === "bar") return drawing.bars.map(({ label, text }) => [label, text]);
	const heads = drawing.kind === "radar" ? drawing.axes : drawing.years;
	return [
		["", ...drawing.series.map(({ label }) => label)],
		...heads.map((head, index) => [head, ...drawing.series.map(({ texts }) => texts[index] ?? "")]),
	];
}
