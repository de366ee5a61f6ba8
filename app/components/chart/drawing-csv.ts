/** Owns the figures of a chart as a CSV file: semicolons and a byte order mark, as French spreadsheets expect. */
import type { Drawing } from "./series";

const MARK = "\ufeff";

/** A data address: the file needs no request, and no script. */
export function csvAddress(drawing: Drawing): string {
	return `data:text/csv;charset=utf-8,${encodeURIComponent(drawingCsv(drawing))}`;
}

export function drawingCsv(drawing: Drawing): string {
	return (
		MARK +
		rowsOf(drawing)
			.map((row) => row.map(cell).join(";"))
			.join("\r\n")
	);
}

function rowsOf(drawing: Drawing): readonly (readonly string[])[] {
	if (drawing.kind === "bar") return drawing.bars.map(({ label, text }) => [label, text]);
	const heads = drawing.kind === "radar" ? drawing.axes : drawing.years;
	return [
		["", ...drawing.series.map(({ label }) => label)],
		...heads.map((head, index) => [head, ...drawing.series.map(({ texts }) => texts[index] ?? "")]),
	];
}

/** Quoted; a text that a spreadsheet would run as a formula is kept a text. */
function cell(text: string): string {
	const bare = text.replaceAll("\u202f", "").replaceAll("\u00a0", " ");
	const safe = /^[=+\-@\t\r＝＋－＠]/.test(bare) ? `'${bare}` : bare;
	return `"${safe.replaceAll('"', '""')}"`;
}
