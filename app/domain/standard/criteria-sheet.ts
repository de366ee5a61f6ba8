/** Owns the table that domain experts edit in a spreadsheet: a row per criterion, and what an edited table changes. Texts are French, for the screen. */
import { cellName, cellText, columnName, isBlank, isValue, oneParagraph, VALUE_FOR_TEXT } from "./cell-text";
import { type CriterionColumn, criterionColumns } from "./criterion-columns";
import type { CriterionEdit } from "./edit-criteria-text";
import { findShuffled, type MovedText } from "./shuffled-columns";
import type { Criterion, Standard } from "./standard";

export interface SheetColumn {
	readonly title: string;
	/** In characters. */
	readonly width: number;
	readonly editable: boolean;
}

export interface CriteriaSheet {
	readonly columns: readonly SheetColumn[];
	readonly rows: readonly (readonly (string | number)[])[];
}

export interface CellEdit extends CriterionEdit {
	/** `D12`. */
	readonly cell: string;
}

export interface CellProblem {
	/** `D12`. */
	readonly cell: string;
	/** A French sentence without its full stop. */
	readonly message: string;
	readonly fix: string;
}

export type SheetReading =
	| {
			readonly ok: true;
			readonly edits: readonly CellEdit[];
			/** Columns of the experts' own, left aside: `U (Notes)`. */
			readonly ignored: readonly string[];
	  }
	| { readonly ok: false; readonly problems: readonly CellProblem[] };

/** The table of one version, a row per criterion in its order. An absent text is an empty cell. */
export function criteriaSheet(standard: Standard): CriteriaSheet {
	const columns = criterionColumns(standard);
	return {
		columns: columns.map(({ title, width, edit }) => ({ title, width, editable: edit !== undefined })),
		rows: standard.criteria.map((criterion) => columns.map(({ read }) => read(criterion))),
	};
}

type Table = readonly (readonly unknown[])[];
type PlacedColumn = CriterionColumn & { readonly at: number };

/**
 * What an edited table changes in the version it was made from. Columns are known by their title and rows by their id: both
 * may have been moved, blank rows are skipped, columns of other titles are left aside. Whatever its line ends, its outer or
 * non-breaking spaces, a cell reads the same. All the problems come back at once.
 * @param table header first; each cell as a spreadsheet gives it, null when empty.
 */
export function readCriteriaSheet(standard: Standard, table: Table): SheetReading {
	const placed = placeColumns(standard, table[0] ?? []);
	if (!placed.ok) return placed;
	const { columns } = placed;
	const idAt = columns[0]?.at ?? 0;
	const edits: CellEdit[] = [];
	const problems: CellProblem[] = [];
	const lines = new Map<string, number>();
	const moved = new Map<CriterionColumn, MovedText[]>();
	for (const [index, row] of table.entries()) {
		if (index === 0 || columns.every(({ at }) => isBlank(row[at]))) continue;
		const place = (column: number) => cellName(column, index);
		const id = textOf(row[idAt]);
		const criterion = standard.criteria.find((one) => one.id === id);
		const first = lines.get(id);
		if (!criterion) {
			problems.push({ cell: place(idAt), ...unknownId(id, standard) });
		} else if (first !== undefined) {
			const fix = "N’en garder qu’une ; un critère nouveau s’écrit dans le fichier YAML";
			problems.push({ cell: place(idAt), message: `${id} est déjà en ligne ${first}`, fix });
		} else {
			lines.set(id, index + 1);
			for (const column of columns) {
				const cell = place(column.at);
				const read = readCell(column, criterion, row[column.at]);
				if (!read.ok) {
					problems.push({ cell, message: `${id}, ${column.title} : ${read.message}`, fix: read.fix });
				} else if (read.changes.length > 0) {
					edits.push(...read.changes.map((change) => ({ ...change, id, cell })));
					const text = { cell, before: String(column.read(criterion)), after: textOf(row[column.at]) };
					if (column.prose) moved.set(column, [...(moved.get(column) ?? []), text]);
				}
			}
		}
	}
	for (const { id } of standard.criteria) {
		if (lines.has(id)) continue;
		const fix = "Remettre sa ligne ; un critère se retire dans les fichiers YAML";
		problems.push({ cell: cellName(idAt, table.length), message: `${id} manque`, fix });
	}
	for (const [{ title }, texts] of moved) {
		const cell = findShuffled(texts);
		if (cell === null) continue;
		const message = `« ${title} » semble triée sans les autres colonnes : ses textes ont changé de critère`;
		problems.push({ cell, message, fix: "Annuler le tri, puis trier le tableau entier" });
	}
	return problems.length > 0 ? { ok: false, problems } : { ok: true, edits, ignored: ignoredColumns(columns, table) };
}

/** The cell an edit of this criterion came from, to show there a problem found later at a key path such as `levels.2`. */
export function cellOfKey(standard: Standard, table: Table, id: string, keyPath: string): string | null {
	const placed = placeColumns(standard, table[0] ?? []);
	if (!placed.ok) return null;
	const idAt = placed.columns[0]?.at ?? 0;
	const row = table.findIndex((cells, index) => index > 0 && textOf(cells[idAt]) === id);
	const column = placed.columns.find(({ key }) => keyPath === key || keyPath.startsWith(`${key}[`));
	return row === -1 || !column ? null : cellName(column.at, row);
}

type CellReading =
	| { readonly ok: true; readonly changes: readonly Omit<CriterionEdit, "id">[] }
	| { readonly ok: false; readonly message: string; readonly fix: string };

function readCell({ read, edit, prose }: CriterionColumn, criterion: Criterion, cell: unknown): CellReading {
	const before = textOf(read(criterion));
	const after = cellText(cell);
	if (!after.ok) return after;
	const { text } = after;
	if (text === before || (!edit && oneParagraph(text) === oneParagraph(before))) return { ok: true, changes: [] };
	const [excerpt = ""] = before.split("\n");
	if (!edit) {
		const fix = `Remettre « ${excerpt} », ou changer le fichier YAML`;
		return { ok: false, message: "cette colonne se lit seulement", fix };
	}
	if (before === "") {
		return { ok: false, message: "ce critère n’en a pas encore", fix: "L’ajouter d’abord dans le fichier YAML" };
	}
	if (text === "") {
		return { ok: false, message: "la cellule est vide", fix: `Remettre un texte, par exemple « ${excerpt} »` };
	}
	if (prose && isValue(cell)) return { ok: false, ...VALUE_FOR_TEXT };
	const asked = edit(text, criterion);
	return "message" in asked ? { ok: false, ...asked } : { ok: true, changes: asked.changes };
}

type Placement =
	| { readonly ok: true; readonly columns: readonly PlacedColumn[] }
	| { readonly ok: false; readonly problems: readonly CellProblem[] };

/** Where each column is, by its title. */
function placeColumns(standard: Standard, header: readonly unknown[]): Placement {
	const titles = header.map((cell) => oneParagraph(textOf(cell)));
	const columns = criterionColumns(standard).map((column) => ({ ...column, at: titles.indexOf(column.title) }));
	if (columns.every(({ at }) => at === -1)) {
		const fix = "Retirer les lignes ajoutées au-dessus du tableau, ou repartir d’un export";
		return { ok: false, problems: [{ cell: "A1", message: "La ligne 1 doit porter les titres de l’export", fix }] };
	}
	const problems = columns.flatMap(({ title, at }, expected): readonly CellProblem[] => {
		const again = titles.indexOf(title, at + 1);
		const found = titles[expected] ?? "";
		if (at === -1) {
			const known = columns.some((column) => column.title === found);
			const cell = cellName(known ? titles.length : expected, 0);
			const fix = "Remettre cette colonne, sous le titre que lui donne l’export";
			return [{ cell, message: `La colonne « ${title} » manque`, fix }];
		}
		if (again === -1) return [];
		const fix = "N’en garder qu’une";
		return [{ cell: cellName(again, 0), message: `La colonne « ${title} » est déjà en ${cellName(at, 0)}`, fix }];
	});
	return problems.length > 0 ? { ok: false, problems } : { ok: true, columns };
}

function ignoredColumns(columns: readonly PlacedColumn[], table: Table): readonly string[] {
	const width = table.reduce((most, { length }) => Math.max(most, length), 0);
	return Array.from({ length: width }, (_, at) => at)
		.filter((at) => columns.every((column) => column.at !== at) && table.some((row) => !isBlank(row[at])))
		.map((at) => {
			const title = oneParagraph(textOf(table[0]?.[at]));
			return title === "" ? columnName(at) : `${columnName(at)} (${title})`;
		});
}

function unknownId(id: string, { code, version }: Standard): Omit<CellProblem, "cell"> {
	const fix = "Corriger l’identifiant ; un critère nouveau s’écrit dans le fichier YAML";
	const shown = id.length > 20 ? `${id.slice(0, 20)}…` : id;
	return { message: id === "" ? "L’identifiant manque" : `${shown} n’est pas un critère de ${code} ${version}`, fix };
}

/** Empty for a date too. */
function textOf(cell: unknown): string {
	const read = cellText(cell);
	return read.ok ? read.text : "";
}
