/** Owns the reading of a table filled in away from the site: which rows were touched, and which cells cannot be taken. Texts are French, for the screen. */
import {
	type CellText,
	cellName,
	cellText,
	columnName,
	isBlank,
	oneParagraph,
	VALUE_FOR_TEXT,
} from "../standard/cell-text";
import type { Criterion, Level, Standard } from "../standard/standard";
import { COMMENT_LIMIT, REASON_LIMIT } from "./answer-record";
import {
	ANSWER_COLUMNS,
	type AnswerColumnKey,
	answerDigest,
	type Digest,
	NOT_APPLICABLE,
	plainText,
	readMark,
} from "./answer-sheet";

/** What a touched row says. */
export interface OfflineAnswer {
	/** Of the sheet, from 1. */
	readonly row: number;
	readonly criterionId: string;
	/** Of the answer when the table left; 0 when there was none. */
	readonly version: number;
	readonly level: Level | null;
	readonly notApplicable: boolean;
	readonly reason: string;
	readonly comment: string;
	/** « À confirmer » does not say « oui ». */
	readonly confirmed: boolean;
}

export interface RefusedCell {
	/** `G12`. */
	readonly cell: string;
	readonly row: number;
	/** Empty when the row names none. */
	readonly criterionId: string;
	/** A French sentence without its full stop. */
	readonly message: string;
	readonly fix: string;
}

export type AnswerSheetReading =
	| {
			readonly ok: true;
			readonly touched: readonly OfflineAnswer[];
			readonly refused: readonly RefusedCell[];
			/** Rows that say what they said when the table left. */
			readonly untouched: number;
			/** Columns of the team's own, left aside: `M (Notes)`. */
			readonly ignored: readonly string[];
	  }
	| { readonly ok: false; readonly problems: readonly string[] };

type Table = readonly (readonly unknown[])[];
type Places = ReadonlyMap<AnswerColumnKey, number>;

/** Columns that only help whoever fills the table in: they may be taken away. */
const HELPING: readonly AnswerColumnKey[] = ["domain", "chapter", "statement", "kind", "savedOn"];

/**
 * Columns are known by their title and rows by their code: both may have been moved; blank rows are skipped, missing rows
 * change nothing. Every problem comes back at once.
 * @param table header first; each cell as a spreadsheet gives it, null when empty.
 */
export function readAnswerSheet(standard: Standard, table: Table, digest: Digest): AnswerSheetReading {
	const header = table[0] ?? [];
	const placed = placeColumns(header);
	if (!placed.ok) return placed;
	const { places } = placed;
	const criteria = new Map(standard.criteria.map((criterion) => [criterion.id, criterion]));
	const at = (key: AnswerColumnKey) => places.get(key) ?? 0;
	const codes = table.map((row) => oneParagraph(textOf(row[at("code")])));
	const touched: OfflineAnswer[] = [];
	const refused: RefusedCell[] = [];
	let untouched = 0;
	for (const [index, row] of table.entries()) {
		if (index === 0 || [...places.values()].every((place) => isBlank(row[place]))) continue;
		const code = codes[index] ?? "";
		const problem = (key: AnswerColumnKey, message: string, fix: string) =>
			refused.push({ cell: cellName(at(key), index), row: index + 1, criterionId: code.slice(0, 40), message, fix });
		const criterion = criteria.get(code);
		if (!criterion) {
			problem("code", ...unknownCode(code, standard));
			continue;
		}
		const again = codes.findIndex((other, place) => place > 0 && place !== index && other === code);
		if (again !== -1) {
			problem("code", `${code} est aussi à la ligne ${again + 1}`, "Ne garder qu’une des deux lignes");
			continue;
		}
		const said = readRow(criterion, (key) => row[at(key)], problem);
		if (!said) continue;
		if (said.asExported(digest)) untouched += 1;
		else touched.push({ row: index + 1, ...said.answer });
	}
	return { ok: true, touched, refused, untouched, ignored: ignoredColumns(places, table) };
}

type Problem = (key: AnswerColumnKey, message: string, fix: string) => void;

function readRow(criterion: Criterion, cell: (key: AnswerColumnKey) => unknown, problem: Problem) {
	const { id } = criterion;
	const mark = readMark(oneParagraph(textOf(cell("mark"))));
	if (oneParagraph(textOf(cell("title"))) !== oneParagraph(criterion.title)) {
		problem(
			"title",
			`ce titre n’est pas celui de ${id}`,
			"Annuler le tri ou le copier-coller qui a séparé les colonnes",
		);
		return null;
	}
	if (!mark) {
		problem("mark", "le repère de cette ligne manque ou a changé", "Remettre celui de l’export");
		return null;
	}
	if (mark.criterionId !== id) {
		problem("mark", `ce repère est celui de ${mark.criterionId}`, "Annuler le tri ou le copier-coller qui l’a déplacé");
		return null;
	}
	const level = readLevel(cell("level"));
	const reason = readText(cell("reason"), REASON_LIMIT);
	const comment = readText(cell("comment"), COMMENT_LIMIT);
	const confirm = readConfirmation(cell("toConfirm"));
	if (!level.ok) problem("level", level.message, level.fix);
	if (!reason.ok) problem("reason", reason.message, reason.fix);
	if (!comment.ok) problem("comment", comment.message, comment.fix);
	if (!confirm.ok) problem("toConfirm", confirm.message, confirm.fix);
	if (!level.ok || !reason.ok || !comment.ok || !confirm.ok) return null;
	const value = { ...level.value, reason: reason.text, comment: comment.text };
	return {
		answer: { criterionId: id, version: mark.version, ...value, confirmed: !confirm.pending },
		asExported: (digest: Digest) => answerDigest({ ...value, toConfirm: confirm.pending }, digest) === mark.said,
	};
}

type Wrong = { readonly ok: false; readonly message: string; readonly fix: string };

function readLevel(
	cell: unknown,
): Wrong | { readonly ok: true; readonly value: { level: Level | null; notApplicable: boolean } } {
	const fix = `Écrire 0, 1, 2 ou 3, ${NOT_APPLICABLE} si le critère est sans objet, ou laisser vide`;
	const read = cellText(cell);
	if (!read.ok) return { ok: false, message: read.message, fix };
	const text = oneParagraph(read.text).toUpperCase();
	if (text === "") return { ok: true, value: { level: null, notApplicable: false } };
	if (/^[0-3]$/.test(text)) return { ok: true, value: { level: Number(text) as Level, notApplicable: false } };
	if (/^(NA|N\/A|N\.A\.|NON APPLICABLE)$/.test(text)) return { ok: true, value: { level: null, notApplicable: true } };
	return { ok: false, message: `« ${excerpt(read.text)} » n’est pas un niveau`, fix };
}

/** A number is taken as it is written: a year is a comment too. */
function readText(cell: unknown, limit: number): CellText {
	if (typeof cell === "boolean") return { ok: false, ...VALUE_FOR_TEXT };
	const read = cellText(typeof cell === "string" ? plainText(cell) : cell);
	if (!read.ok || read.text.length <= limit) return read;
	const message = `ce texte compte ${read.text.length} signes, pour ${limit} au plus`;
	return { ok: false, message, fix: "Le raccourcir, ou joindre une pièce" };
}

function readConfirmation(cell: unknown): Wrong | { readonly ok: true; readonly pending: boolean } {
	const read = cellText(cell);
	const text = read.ok ? oneParagraph(read.text).toLowerCase() : "?";
	if (text === "oui") return { ok: true, pending: true };
	if (text === "" || text === "non") return { ok: true, pending: false };
	return {
		ok: false,
		message: `« ${excerpt(read.ok ? read.text : "une date")} » n’est ni oui ni non`,
		fix: "Écrire non pour confirmer la réponse proposée, ou laisser oui",
	};
}

type Placement = { readonly ok: true; readonly places: Places } | { readonly ok: false; readonly problems: string[] };

function placeColumns(header: readonly unknown[]): Placement {
	const titles = header.map((cell) => oneParagraph(textOf(cell)));
	if (ANSWER_COLUMNS.every(({ title }) => !titles.includes(oneParagraph(title)))) {
		return {
			ok: false,
			problems: [
				"A1 : la ligne 1 ne porte pas les titres de l’export. → Retirer les lignes ajoutées au-dessus du tableau, ou repartir d’un export.",
			],
		};
	}
	const places = new Map<AnswerColumnKey, number>();
	const problems: string[] = [];
	for (const { key, title } of ANSWER_COLUMNS) {
		const wanted = oneParagraph(title);
		const first = titles.indexOf(wanted);
		const again = titles.indexOf(wanted, first + 1);
		if (first !== -1 && again !== -1) {
			problems.push(
				`${cellName(again, 0)} : la colonne « ${title} » est déjà en ${cellName(first, 0)}. → N’en garder qu’une.`,
			);
		} else if (first !== -1) places.set(key, first);
		else if (!HELPING.includes(key)) {
			problems.push(`Ligne 1 : la colonne « ${title} » manque. → La remettre, sous ce titre, ou repartir d’un export.`);
		}
	}
	return problems.length > 0 ? { ok: false, problems } : { ok: true, places };
}

function ignoredColumns(places: Places, table: Table): readonly string[] {
	const known = [...places.values()];
	const width = table.reduce((most, { length }) => Math.max(most, length), 0);
	return Array.from({ length: width }, (_, at) => at)
		.filter((at) => !known.includes(at) && table.some((row) => !isBlank(row[at])))
		.map((at) => {
			const title = oneParagraph(textOf(table[0]?.[at]));
			return title === "" ? columnName(at) : `${columnName(at)} (${excerpt(title)})`;
		});
}

function unknownCode(code: string, { code: standard, version }: Standard): [message: string, fix: string] {
	const fix = "Remettre le code de l’export ; un critère ne s’ajoute pas ici";
	return [code === "" ? "le code manque" : `« ${excerpt(code)} » n’est pas un critère de ${standard} ${version}`, fix];
}

function excerpt(text: string): string {
	const line = oneParagraph(text);
	return line.length > 30 ? `${line.slice(0, 30)}…` : line;
}

/** Empty for a date too. */
function textOf(cell: unknown): string {
	const read = cellText(cell);
	return read.ok ? read.text : "";
}
