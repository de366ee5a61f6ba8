/** Owns a table of a PDF: its heads and cells tagged, no row cut by the end of a page, its heads repeated on the next. */
import { frenchTypography } from "../text/french";
import { type Doc, type Element, MARGIN, RULE, SOFT } from "./open-document.server";
import { makeRoom, set, write } from "./writing.server";

export interface Column {
	readonly header: string;
	/** Points. */
	readonly width: number;
	readonly numeric?: boolean;
	readonly size?: number;
}

const SIZE = 8.5;
const PAD = 3;
const GAP = 8;
/** Rows. */
const SHORT = 6;

/** The first cell of a row is its head. */
export function drawTable(
	doc: Doc,
	parent: Element,
	{ caption, columns, rows }: { caption: string; columns: readonly Column[]; rows: readonly (readonly string[])[] },
): void {
	const table = doc.struct("Table");
	parent.add(table);
	makeRoom(doc, Math.max(80, wholeHeight(doc, columns, rows)));
	write(doc, table, "Caption", caption, { size: SIZE, colour: SOFT, after: 0.2 });
	const heads = columns.map(({ header }) => header);
	drawRow(doc, columns, heads, "head", table);
	for (const row of rows) {
		const cells = columns.map((_, index) => frenchTypography(row[index] ?? ""));
		if (doc.y + heightOf(doc, columns, cells) > doc.page.height - doc.page.margins.bottom) {
			doc.addPage();
			drawRow(doc, columns, heads, "head", null);
		}
		drawRow(doc, columns, cells, "body", table);
	}
	table.end();
	doc.x = MARGIN;
	doc.y += 16;
}

/** Of a table short enough to stay on one page; 0: its rows follow one another from page to page. */
function wholeHeight(doc: Doc, columns: readonly Column[], rows: readonly (readonly string[])[]): number {
	if (rows.length > SHORT) return 0;
	const cells = rows.map((row) => columns.map((_, index) => frenchTypography(row[index] ?? "")));
	return cells.reduce((sum, row) => sum + heightOf(doc, columns, row), 40);
}

/** @param table null: heads said again for the eyes only */
function drawRow(
	doc: Doc,
	columns: readonly Column[],
	cells: readonly string[],
	kind: "head" | "body",
	table: Element | null,
): void {
	const y = doc.y;
	const height = heightOf(doc, columns, cells, kind);
	const row = table ? doc.struct("TR") : null;
	if (row) table?.add(row);
	else doc.markContent("Artifact", { type: "Layout" });
	let x = MARGIN;
	columns.forEach((column, index) => {
		const left = x;
		const print = () => {
			style(doc, column, kind).text(cells[index] ?? "", left, y + PAD, {
				width: column.width - GAP,
				align: column.numeric ? "right" : "left",
			});
		};
		if (row) row.add(cellOf(doc, kind, index, print));
		else print();
		x += column.width;
	});
	if (row) row.end();
	else doc.endMarkedContent();
	doc.markContent("Artifact", { type: "Layout" });
	doc
		.moveTo(MARGIN, y + height)
		.lineTo(x - GAP, y + height)
		.lineWidth(kind === "head" ? 0.8 : 0.4)
		.stroke(RULE);
	doc.endMarkedContent();
	doc.y = y + height;
}

function cellOf(doc: Doc, kind: "head" | "body", index: number, print: () => void): Element {
	if (kind === "body" && index > 0) return doc.struct("TD", {}, print);
	// pdfkit writes the scope; its types do not know it.
	const options = { title: undefined, scope: kind === "head" ? "Column" : "Row" };
	return doc.struct("TH", options, print);
}

function style(doc: Doc, { size = SIZE }: Column, kind: "head" | "body"): Doc {
	return set(doc, { size, font: kind === "head" ? "bold" : "text" });
}

function heightOf(doc: Doc, columns: readonly Column[], cells: readonly string[], kind: "head" | "body" = "body") {
	const heights = columns.map((column, index) =>
		style(doc, column, kind).heightOfString(cells[index] ?? "", { width: column.width - GAP }),
	);
	return Math.max(...heights) + 2 * PAD;
}
