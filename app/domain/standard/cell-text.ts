/** Owns how a cell of a spreadsheet reads as a text: what spreadsheets and word processors slip in is undone. Texts are French, for the screen. */

export type CellText =
	| { readonly ok: true; readonly text: string }
	| { readonly ok: false; readonly message: string; readonly fix: string };

const AS_TEXT = "Mettre la cellule au format Texte, puis saisir de nouveau son contenu";

/**
 * The text of a cell, with plain line ends and without outer spaces; empty for an empty cell.
 * @param cell as a spreadsheet gives it: text, number, yes or no, date, or nothing.
 */
export function cellText(cell: unknown): CellText {
	if (cell === null || cell === undefined) return { ok: true, text: "" };
	if (typeof cell === "number" || typeof cell === "boolean") return { ok: true, text: String(cell) };
	if (typeof cell === "string") return { ok: true, text: cell.replace(/\r\n?/g, "\n").trim() };
	const date = cell instanceof Date && !Number.isNaN(cell.getTime()) ? ` (${cell.toISOString().slice(0, 10)})` : "";
	return { ok: false, message: `le tableur en a fait une date${date}, ce n’est pas un texte`, fix: AS_TEXT };
}

/** Whether nothing is written in the cell. */
export function isBlank(cell: unknown): boolean {
	const read = cellText(cell);
	return read.ok && read.text === "";
}

/** Whether the spreadsheet holds a value where a text was written: `1.0` is then 1, and `007` is 7. */
export function isValue(cell: unknown): boolean {
	return typeof cell === "number" || typeof cell === "boolean";
}

/** What to say of a value where a text is wanted. */
export const VALUE_FOR_TEXT = {
	message: "le tableur en a fait un nombre ou une valeur logique, ce n’est plus le texte saisi",
	fix: AS_TEXT,
};

/**
 * One paragraph in the project's spelling: accents in one character, plain spaces, one at a time, where a spreadsheet or a
 * paste left non-breaking spaces, line breaks, tabs, soft hyphens, characters of no width and straight apostrophes. Source: criteria/README.md.
 */
export function oneParagraph(text: string): string {
	return text
		.normalize("NFC")
		.replace(/[\u00ad\u200b\u2060\ufeff]/g, "")
		.replace(/\s+/g, " ")
		.replace(/(?<=\p{L})'(?=\p{L})/gu, "’")
		.trim();
}

/** The paragraphs of a text, without the empty ones. */
export function paragraphs(text: string): readonly string[] {
	return text
		.split("\n")
		.map(oneParagraph)
		.filter((line) => line !== "");
}

/** `cellName(3, 11)` is `D12`. Both from 0. */
export function cellName(column: number, row: number): string {
	return `${columnName(column)}${row + 1}`;
}

/** `columnName(27)` is `AB`. From 0. */
export function columnName(column: number): string {
	const before = Math.floor(column / 26);
	return `${before > 0 ? columnName(before - 1) : ""}${String.fromCharCode(65 + (column % 26))}`;
}
