/** Owns the one way to write CSV: semicolons and a byte order mark, as French spreadsheets expect, and no formula ever. */

const MARK = "\ufeff";
/** What a spreadsheet would run, after the spaces and controls that some skip; full-width forms too. */
const FORMULA = /^(?:[\t\r\n]|[\s\p{Cc}\p{Cf}]*[=+\-@＝＋－＠])/u;

/** One line per row. Numbers stay numbers. */
export function csvFile(rows: readonly (readonly (string | number)[])[]): string {
	return MARK + rows.map((row) => row.map(cell).join(";")).join("\r\n");
}

/** Quoted; a text that a spreadsheet would run as a formula is kept a text. */
function cell(value: string | number): string {
	if (typeof value === "number") return String(value).replace(".", ",");
	const bare = value.replaceAll("\u202f", "").replaceAll("\u00a0", " ");
	const safe = FORMULA.test(bare) ? `'${bare}` : bare;
	return `"${safe.replaceAll('"', '""')}"`;
}
