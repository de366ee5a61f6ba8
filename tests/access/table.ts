/** Owns the reviewed tables of this folder: read, compared with what was found, written again on demand. */
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

export interface Table {
	/** What the first columns are called: together they name a row. */
	readonly keys: readonly string[];
	readonly columns: readonly string[];
	/** By row name (`a · b · c`), one cell a column. */
	readonly rows: ReadonlyMap<string, readonly string[]>;
}

const fileOf = (name: string) => path.join(import.meta.dirname, `${name}.csv`);
export const rowName = (keys: readonly string[]) => keys.join(" · ");

/** Cells hold no comma and no quote: nothing else is needed. */
export function readTable(name: string, keyCount: number): Table {
	const [head = "", ...lines] = readFileSync(fileOf(name), "utf8").trimEnd().split("\n");
	const titles = head.split(",");
	return {
		keys: titles.slice(0, keyCount),
		columns: titles.slice(keyCount),
		rows: new Map(
			lines.map((line) => {
				const cells = line.split(",");
				return [rowName(cells.slice(0, keyCount)), cells.slice(keyCount)];
			}),
		),
	};
}

/** `ACCESS_TABLES=write npm run test:access` writes what is found: read the difference before you commit it. */
export const writesTables = process.env.ACCESS_TABLES === "write";

export function writeTable(name: string, { keys, columns, rows }: Table): void {
	const lines = [...rows].map(([key, cells]) => [...key.split(" · "), ...cells].join(","));
	writeFileSync(fileOf(name), `${[[...keys, ...columns].join(","), ...lines].join("\n")}\n`);
}

/** One line per cell that differs, row or column missing on either side. */
export function differences(expected: Table, found: Table): string[] {
	const said: string[] = [];
	if (expected.columns.join() !== found.columns.join()) {
		said.push(`columns: the table has ${expected.columns.join()}, found ${found.columns.join()}`);
	}
	for (const [key, cells] of found.rows) {
		const wanted = expected.rows.get(key);
		if (!wanted) said.push(`${key}: not in the table`);
		else {
			found.columns.forEach((column, index) => {
				if (wanted[index] !== cells[index]) {
					said.push(`${key}, ${column}: the table says ${wanted[index] || "no"}, found ${cells[index] || "no"}`);
				}
			});
		}
	}
	for (const key of expected.rows.keys()) if (!found.rows.has(key)) said.push(`${key}: in the table, not found`);
	return said;
}
