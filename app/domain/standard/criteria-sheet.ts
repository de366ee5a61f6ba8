/** Owns the table that domain experts edit in a spreadsheet: a row per criterion, and what an edited table changes. Texts are French, for the screen. */
import { type CriterionColumn, criterionColumns } from "./criterion-columns";
import type { CriterionEdit } from "./edit-criteria-text";
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
	| { readonly ok: true; readonly edits: readonly CellEdit[] }
	| { readonly ok: false; readonly problems: readonly CellProblem[] };

/** The table of one version, a row per criterion in its order. An absent text is an empty cell. */
export function criteriaSheet(standard: Standard): CriteriaSheet {
	const columns = criterionColumns(standard);
	return {
		columns: columns.map(({ title, width, edit }) => ({ title, width, editable: edit !== undefined })),
		rows: standard.criteria.map((criterion) => columns.map(({ read }) => read(criterion))),
	};
}

/**
 * What an edited table changes in the version it was made from. Rows may have been sorted, blank rows are skipped; columns
 * may not have moved. A cell reads the same whatever its line ends and outer spaces. All the problems come back at once.
 * @param table header first; each cell as a spreadsheet gives it, null when empty.
 */
export function readCriteriaSheet(standard: Standard, table: readonly (readonly unknown[])[]): SheetReading {
	const columns = criterionColumns(standard);
	const headings = headingProblems(columns, table[0] ?? []);
	if (headings.length > 0) return { ok: false, problems: headings };
	const edits: CellEdit[] = [];
	const problems: CellProblem[] = [];
	const lines = new Map<string, number>();
	for (const [index, row] of table.entries()) {
		if (index === 0 || row.every(isBlank)) continue;
		const place = (column: number) => cellName(column, index);
		const id = asText(row[0]) ?? "";
		const criterion = standard.criteria.find((one) => one.id === id);
		const first = lines.get(id);
		if (!criterion) {
			problems.push({ cell: place(0), ...unknownId(id, standard) });
		} else if (first !== undefined) {
			const fix = "N’en garder qu’une ; un critère nouveau s’écrit dans le fichier YAML";
			problems.push({ cell: place(0), message: `${id} est déjà en ligne ${first}`, fix });
		} else {
			lines.set(id, index + 1);
			const stray = row.findIndex((cell, at) => at >= columns.length && !isBlank(cell));
			if (stray !== -1) problems.push({ cell: place(stray), ...STRAY });
			for (const [at, column] of columns.entries()) {
				const read = readCell(column, criterion, row[at]);
				if (read.ok) edits.push(...read.changes.map((change) => ({ ...change, id, cell: place(at) })));
				else problems.push({ cell: place(at), message: `${id}, ${column.title} : ${read.message}`, fix: read.fix });
			}
		}
	}
	for (const { id } of standard.criteria) {
		if (lines.has(id)) continue;
		const fix = "Remettre sa ligne ; un critère se retire dans les fichiers YAML";
		problems.push({ cell: cellName(0, table.length), message: `${id} manque`, fix });
	}
	return problems.length > 0 ? { ok: false, problems } : { ok: true, edits };
}

/** The cell an edit of this criterion came from, to show there a problem found later at a key path such as `levels.2`. */
export function cellOfKey(
	standard: Standard,
	table: readonly (readonly unknown[])[],
	id: string,
	keyPath: string,
): string | null {
	const row = table.findIndex((cells, index) => index > 0 && asText(cells[0]) === id);
	const column = criterionColumns(standard).findIndex(({ key }) => keyPath === key || keyPath.startsWith(`${key}[`));
	return row === -1 || column === -1 ? null : cellName(column, row);
}

type CellReading =
	| { readonly ok: true; readonly changes: readonly Omit<CriterionEdit, "id">[] }
	| { readonly ok: false; readonly message: string; readonly fix: string };

function readCell({ read, edit }: CriterionColumn, criterion: Criterion, cell: unknown): CellReading {
	const before = asText(read(criterion)) ?? "";
	const after = asText(cell);
	if (after === null) return { ok: false, message: "ce n’est pas un texte", fix: "Mettre la cellule au format Texte" };
	if (after === before) return { ok: true, changes: [] };
	if (!edit) {
		const fix = `Remettre « ${before.split("\n")[0]} », ou changer le fichier YAML`;
		return { ok: false, message: "cette colonne se lit seulement", fix };
	}
	if (before === "") {
		return { ok: false, message: "ce critère n’en a pas encore", fix: "L’ajouter d’abord dans le fichier YAML" };
	}
	if (after === "")
		return {
			ok: false,
			message: "la cellule est vide",
			fix: `Remettre un texte, par exemple « ${before.split("\n")[0]} »`,
		};
	const asked = edit(after, criterion);
	return "message" in asked ? { ok: false, ...asked } : { ok: true, changes: asked.changes };
}

const STRAY = {
	message: "Cette colonne n’est pas du tableau",
	fix: "La vider ou la supprimer : rien de ce qu’elle contient ne peut être repris",
};

function headingProblems(columns: readonly CriterionColumn[], header: readonly unknown[]): readonly CellProblem[] {
	const length = Math.max(columns.length, header.length);
	return Array.from({ length }, (_, at) => at).flatMap((at): readonly CellProblem[] => {
		const column = columns[at];
		const cell = cellName(at, 0);
		if (!column) return isBlank(header[at]) ? [] : [{ cell, ...STRAY }];
		if (asText(header[at]) === column.title) return [];
		const fix = "Remettre les colonnes dans l’ordre de l’export, sans en ajouter ni en retirer";
		return [{ cell, message: `La colonne « ${column.title} » est attendue ici`, fix }];
	});
}

function unknownId(id: string, { code, version }: Standard): Omit<CellProblem, "cell"> {
	const fix = "Corriger l’identifiant ; un critère nouveau s’écrit dans le fichier YAML";
	return { message: id === "" ? "L’identifiant manque" : `${id} n’est pas un critère de ${code} ${version}`, fix };
}

/** Null for what is neither a text, a number, a yes or no, nor empty. */
function asText(cell: unknown): string | null {
	if (cell === null || cell === undefined) return "";
	if (typeof cell !== "string" && typeof cell !== "number" && typeof cell !== "boolean") return null;
	return String(cell).replace(/\r\n?/g, "\n").trim();
}

function isBlank(cell: unknown): boolean {
	return asText(cell) === "";
}

/** `cellName(3, 11)` is `D12`. */
function cellName(column: number, row: number): string {
	const letters = column >= 26 ? String.fromCharCode(64 + Math.floor(column / 26)) : "";
	return `${letters}${String.fromCharCode(65 + (column % 26))}${row + 1}`;
}
