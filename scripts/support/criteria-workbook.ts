/** Owns the spreadsheet file of one version: the experts' table, and a sheet that says which files it was made from. */
import { createHash } from "node:crypto";
import readXlsxFile from "read-excel-file/universal";
import writeXlsxFile from "write-excel-file/node";
import type { CriteriaSheet } from "../../app/domain/standard/criteria-sheet";
import type { CriteriaFile } from "../../app/domain/standard/problem";
import { refuseUnsafeWorkbook } from "../../app/services/assessment/refuse-workbook.server";
import { RefusedWorkbook } from "../../app/services/assessment/unpack-workbook.server";

const TABLE = "Critères";
const ORIGIN = "Origine";
const HOW_TO = [
	"Les cellules blanches se modifient ; les cellules grises se lisent seulement.",
	"Garder les colonnes et leurs titres ; une colonne de notes ajoutée n’est pas reprise.",
	"Les lignes peuvent être triées (le tableau entier) ou filtrées, pas retirées.",
	"Ni formule ni macro. Un critère, une preuve ou une précision s’ajoute dans les fichiers YAML.",
];

const DAMAGED = "Ce classeur est abîmé et n’a pas pu être lu. → L’ouvrir dans un tableur et l’enregistrer de nouveau.";

export interface Origin {
	/** `label-cae/2.0`. */
	readonly reference: string;
	/** Of the files the table was made from. */
	readonly fingerprint: string;
}

/** SHA-256 of the names and bytes of a version's files. */
export function fingerprintOf(files: readonly CriteriaFile[]): string {
	const hash = createHash("sha256");
	for (const { path, bytes } of files) hash.update(`${path}\0${bytes.length}\0`).update(bytes);
	return hash.digest("hex");
}

export async function writeWorkbook(sheet: CriteriaSheet, origin: Origin): Promise<Buffer> {
	const style = { alignVertical: "top", wrap: true, borderColor: "#c9c4bb", borderStyle: "thin" } as const;
	const header = sheet.columns.map(({ title }) => ({ ...style, value: title, fontWeight: "bold" as const }));
	const rows = sheet.rows.map((cells) =>
		cells.map((value, at) => ({
			...style,
			...cellContent(value),
			...(sheet.columns[at]?.editable ? {} : { backgroundColor: "#e7e5e1" }),
		})),
	);
	const about = [
		["Référentiel", origin.reference],
		["Empreinte", origin.fingerprint],
		[],
		...HOW_TO.map((line) => [line]),
	];
	return writeXlsxFile([
		{
			sheet: TABLE,
			data: [header, ...rows],
			columns: sheet.columns.map(({ width }) => ({ width })),
			stickyRowsCount: 1,
			stickyColumnsCount: 1,
		},
		{ sheet: ORIGIN, data: about, columns: [{ width: 16 }, { width: 70 }] },
	]).toBuffer();
}

/** Texts are marked as such: a spreadsheet then never takes one for a date or a formula. */
function cellContent(value: string | number) {
	if (typeof value === "number") return { value };
	return value === "" ? {} : { value, type: String, format: "@" };
}

/** @throws RefusedWorkbook, with a message for the screen. */
export async function readWorkbook(
	bytes: Buffer,
): Promise<{ readonly table: readonly (readonly unknown[])[]; readonly origin: Origin }> {
	refuseUnsafeWorkbook(bytes, [TABLE, ORIGIN]);
	const sheets = await readXlsxFile(Uint8Array.from(bytes).buffer, { trim: false }).catch(() => {
		throw new RefusedWorkbook(DAMAGED);
	});
	const named = (name: string) => {
		const found = sheets.find(({ sheet }) => sheet === name);
		if (!found?.data) throw new RefusedWorkbook(DAMAGED);
		return found.data as readonly (readonly unknown[])[];
	};
	const about = named(ORIGIN);
	const said = (label: string) => String(about.find(([first]) => first === label)?.[1] ?? "");
	return { table: named(TABLE), origin: { reference: said("Référentiel"), fingerprint: said("Empreinte") } };
}
