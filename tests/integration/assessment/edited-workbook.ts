/** An export as a team gives it back: with some cells changed, or damaged in every way a spreadsheet knows. */
import { ANSWER_COLUMNS, type AnswerColumnKey } from "~/domain/assessment/answer-sheet";
import { type AboutExport, writeAnswerWorkbook } from "~/services/assessment/answer-workbook.server";
import type { ExportedAssessment } from "~/services/assessment/export-answers.server";
import { unpackWorkbook } from "~/services/assessment/unpack-workbook.server";
import { zip } from "../../support/zip";

type Cell = string | number | Date | null;
type Edits = Readonly<Record<string, Partial<Record<AnswerColumnKey, Cell>>>>;

const TABLE = "xl/worksheets/sheet2.xml";

function about({ assessmentId, year, standard, cooperative }: ExportedAssessment): AboutExport {
	return {
		assessmentId,
		year,
		standard: `${standard.code}/${standard.version}`,
		cooperative: cooperative.name,
		exportedAt: "5 octobre 2026",
		contents: "des réponses",
	};
}

export async function editedWorkbook(exported: ExportedAssessment, edits: Edits = {}): Promise<Buffer> {
	const whole = await writeAnswerWorkbook(exported.rows, about(exported));
	return withParts(whole, { [TABLE]: (xml) => inCells(exported, xml, edits) }, true);
}

/** Each cell written in place, as a spreadsheet would: a text inline, a number, a date, or nothing. */
function inCells({ rows }: ExportedAssessment, xml: string, edits: Edits): string {
	let edited = xml;
	for (const [code, cells] of Object.entries(edits)) {
		const index = rows.findIndex(({ criterion }) => criterion.id === code);
		if (index === -1) throw new Error(`${code} is not in the export`);
		for (const [key, value] of Object.entries(cells)) edited = inCell(edited, place(key, index + 2), value ?? null);
	}
	return edited;
}

function place(key: string, row: number): string {
	return `${String.fromCharCode(65 + ANSWER_COLUMNS.findIndex((column) => column.key === key))}${row}`;
}

function inCell(xml: string, cell: string, value: Cell): string {
	const found = new RegExp(`<c r="${cell}"([^>]*?)(?:/>|>.*?</c>)`).exec(xml);
	if (!found) throw new Error(`${cell} is not in the sheet`);
	const style = (found[1] ?? "").replace(/ t="\w+"/, "");
	return xml.replace(found[0], () => `<c r="${cell}"${style}${content(value)}`);
}

function content(value: Cell): string {
	if (value === null || value === "") return "/>";
	if (typeof value === "number") return `><v>${value}</v></c>`;
	if (value instanceof Date) return ` t="d"><v>${value.toISOString().slice(0, 10)}</v></c>`;
	const text = value.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
	return ` t="inlineStr"><is><t xml:space="preserve">${text}</t></is></c>`;
}

export function withParts(
	workbook: Buffer,
	edit: Readonly<Record<string, (xml: string) => string>>,
	mayStay = false,
): Buffer {
	const parts = new Map([...unpackWorkbook(workbook)].map(([name, data]) => [name, data.toString("utf8")]));
	for (const [name, change] of Object.entries(edit)) {
		const before = parts.get(name) ?? "";
		const after = change(before);
		if (after === before && !mayStay) throw new Error(`${name} stays as it is`);
		parts.set(name, after);
	}
	return zip(parts);
}

export interface Damaged {
	readonly what: string;
	readonly bytes: Buffer;
	/** Part of what the report says. */
	readonly says: string;
}

export async function damagedWorkbooks(exported: ExportedAssessment): Promise<readonly Damaged[]> {
	const whole = await editedWorkbook(exported);
	const edited = (code: string, cells: Edits[string]) => editedWorkbook(exported, { [code]: cells });
	const table = (change: (xml: string) => string) => withParts(whole, { [TABLE]: change });
	const origin = (change: Partial<AboutExport>) =>
		writeAnswerWorkbook(exported.rows, { ...about(exported), ...change });
	const header = (key: AnswerColumnKey, title: string) => (xml: string) => inCell(xml, place(key, 1), title);
	const first = exported.rows[0]?.criterion;
	const second = exported.rows[1]?.criterion;
	if (!first || !second) throw new Error("the export is empty");
	return [
		{ what: "nothing", bytes: Buffer.alloc(0), says: "Ce fichier est vide." },
		{ what: "half a file", bytes: whole.subarray(0, whole.length / 2), says: "n’est pas un classeur .xlsx" },
		{ what: "a CSV", bytes: Buffer.from("Code;Niveau\nJUR-01;2\n"), says: "Ce fichier est du texte (CSV" },
		{ what: "another .zip", bytes: zip([["a.txt", "a"]]), says: "n’est pas un classeur .xlsx" },
		{ what: "macros", bytes: withParts(whole, { "xl/vbaProject.bin": () => "x" }), says: "contient des macros" },
		{
			what: "a bomb",
			bytes: zip([["xl/worksheets/sheet1.xml", Buffer.alloc(13 * 1024 * 1024)]]),
			says: "trop grand",
		},
		{
			what: "a vast sheet",
			bytes: table((xml) =>
				xml.replace("</sheetData>", '<row r="90000"><c r="CZ90000"><v>1</v></c></row></sheetData>'),
			),
			says: "trop grand",
		},
		{
			what: "the table renamed",
			bytes: withParts(whole, { "xl/workbook.xml": (xml) => xml.replace("Réponses", "Feuille1") }),
			says: "La feuille « Réponses » manque",
		},
		{
			what: "the first sheet removed",
			bytes: withParts(whole, { "xl/workbook.xml": (xml) => xml.replace(/<sheet [^>]*lire[^>]*\/>/, "") }),
			says: "La feuille « À lire d’abord » manque",
		},
		{
			what: "a formula",
			bytes: table((xml) => xml.replace(/<c r="G3"[^>]*?(?:\/>|>.*?<\/c>)/, '<c r="G3"><f>1+1</f><v>2</v></c>')),
			says: "La cellule G3 de la feuille « Réponses » contient une formule",
		},
		{
			what: "another assessment",
			bytes: await origin({ assessmentId: "3b9f3c1e-0000-4000-8000-000000000001" }),
			says: "n’est pas un export de l’auto-évaluation",
		},
		{ what: "another version", bytes: await origin({ standard: "label-cae/1.0" }), says: "label-cae/1.0" },
		{
			what: "a column renamed",
			bytes: table(header("comment", "Remarques")),
			says: "la colonne « Commentaire » manque",
		},
		{ what: "a column twice", bytes: table(header("statement", "Commentaire")), says: "« Commentaire » est déjà en" },
		{
			what: "a line above the table",
			bytes: table((xml) => xml.replace(/<row r="1".*?<\/row>/, '<row r="1"><c r="A1"><v>2026</v></c></row>')),
			says: "ne porte pas les titres",
		},
		{
			what: "a level out of the scale",
			bytes: await edited(first.id, { level: 4 }),
			says: "G2 : « 4 » n’est pas un niveau",
		},
		{
			what: "a level in words",
			bytes: await edited(first.id, { level: "bien" }),
			says: "« bien » n’est pas un niveau",
		},
		{ what: "half a level", bytes: await edited(first.id, { level: 1.5 }), says: "« 1.5 » n’est pas un niveau" },
		{
			what: "a date for a level",
			bytes: await edited(first.id, { level: new Date("2026-03-02") }),
			says: "a fait une date",
		},
		{
			what: "a date for a comment",
			bytes: await edited(first.id, { comment: new Date("2026-03-02") }),
			says: "I2 : le tableur en a fait une date",
		},
		{
			what: "a comment too long",
			bytes: await edited(first.id, { comment: "a".repeat(10_001) }),
			says: "10001 signes",
		},
		{ what: "a reason too long", bytes: await edited(first.id, { reason: "a".repeat(2_001) }), says: "2001 signes" },
		{
			what: "an unknown code",
			bytes: await edited(first.id, { code: "XYZ-99" }),
			says: "« XYZ-99 » n’est pas un critère",
		},
		{ what: "no code", bytes: await edited(first.id, { code: "" }), says: "A2 : le code manque" },
		{
			what: "a code twice",
			bytes: await edited(first.id, { code: second.id }),
			says: `${second.id} est aussi à la ligne 3`,
		},
		{
			what: "titles sorted alone",
			bytes: await edited(first.id, { title: second.title }),
			says: "ce titre n’est pas celui de",
		},
		{ what: "no mark", bytes: await edited(first.id, { mark: "" }), says: "le repère de cette ligne manque" },
		{
			what: "the mark of another",
			bytes: await edited(first.id, { mark: `${second.id} 0 0123456789abcdef` }),
			says: `ce repère est celui de ${second.id}`,
		},
		{
			what: "neither yes nor no",
			bytes: await edited(first.id, { toConfirm: "peut-être" }),
			says: "« peut-être » n’est ni oui ni non",
		},
	];
}
