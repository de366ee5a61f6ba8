/** Owns a table that leaves as a workbook, to be read: its rows, and a sheet that says what they are. No text is ever a formula. */
import writeXlsxFile from "write-excel-file/node";
import { textCell } from "~/domain/text-cell";

export interface WorkbookTable {
	readonly sheet: string;
	readonly columns: readonly { readonly title: string; readonly width: number }[];
	/** A number stays one; null: nothing. */
	readonly rows: readonly (readonly (string | number | null)[])[];
	/** What it is, whose, since when: each with its name. */
	readonly about: readonly (readonly [string, string])[];
}

export const XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

const STYLE = { alignVertical: "top", wrap: true, borderColor: "#c9c4bb", borderStyle: "thin" } as const;

export function writeXlsx({ sheet, columns, rows, about }: WorkbookTable): Promise<Buffer> {
	const header = columns.map(({ title }) => ({ ...STYLE, ...textCell(title), fontWeight: "bold" as const }));
	const table = rows.map((row) =>
		row.map((value) => ({ ...STYLE, ...(typeof value === "number" ? { value } : textCell(value ?? "")) })),
	);
	return writeXlsxFile([
		{
			sheet,
			data: [header, ...table],
			columns: columns.map(({ width }) => ({ width })),
			stickyRowsCount: 1,
		},
		{
			sheet: "À lire",
			data: about.map(([name, said]) => [
				{ ...textCell(name), alignVertical: "top" as const, fontWeight: "bold" as const },
				{ ...textCell(said), wrap: true },
			]),
			columns: [{ width: 24 }, { width: 100 }],
		},
	]).toBuffer();
}
