/** Owns a text as a cell of a workbook. */

/**
 * Marked as a text, which no spreadsheet runs as a formula nor turns into a date, whatever it starts with. `_x000D_` would
 * be read as the sign of that code: its underscore is written as a code too. So is the first sign of `valueOf` and its like,
 * which the library's table of texts takes for its own.
 */
export function textCell(text: string) {
	const literal = text.replace(/_(?=x[0-9a-f]{4}_)/gi, "_x005F_");
	const value =
		literal in {} ? `_x${literal.charCodeAt(0).toString(16).padStart(4, "0")}_${literal.slice(1)}` : literal;
	return { value, type: String, format: "@" };
}
