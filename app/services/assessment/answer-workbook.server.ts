/** Owns the spreadsheet file of one assessment: a sheet to read first, and the table that a team fills in away from the site. */
import { createHash } from "node:crypto";
import readXlsxFile from "read-excel-file/universal";
import writeXlsxFile from "write-excel-file/node";
import {
	ANSWER_COLUMNS,
	ANSWER_SHEET,
	answerRow,
	type Digest,
	type ExportedAnswer,
	NOT_APPLICABLE,
	READ_FIRST_SHEET,
} from "~/domain/assessment/answer-sheet";
import { cellText, columnName } from "~/domain/standard/cell-text";
import { textCell } from "~/domain/text-cell";
import { refuseUnsafeWorkbook } from "./refuse-workbook.server";
import { RefusedWorkbook, type WorkbookBounds } from "./unpack-workbook.server";

/** Parsed while the person waits, in the process that answers everybody: far under what a référentiel may take. */
const BOUNDS: WorkbookBounds = { packedBytes: 2 * 1024 * 1024, unpackedBytes: 12 * 1024 * 1024, area: 30_000 };

type WorkbookOptions = NonNullable<Parameters<typeof writeXlsxFile>[1]>;
type Feature = NonNullable<WorkbookOptions["features"]>[number];

const DAMAGED = "Ce classeur est abîmé et n’a pas pu être lu. → L’ouvrir dans un tableur et l’enregistrer de nouveau.";

const HOW_TO = [
	`Dans la feuille « ${ANSWER_SHEET} », remplissez les cellules blanches ; les cellules grises se lisent seulement.`,
	`Niveau : 0, 1, 2 ou 3. ${NOT_APPLICABLE} si le critère est sans objet chez vous : écrivez alors le motif.`,
	"À confirmer : « oui » signale une réponse proposée (année passée, nouvelle version), qui ne compte pas encore. Remplacez par « non » pour la confirmer telle quelle ; la modifier la confirme aussi.",
	"Une ligne retirée ne change rien. Une cellule vidée vide la réponse.",
	"Triez ou filtrez le tableau entier, jamais une colonne seule. Gardez les titres et la colonne « Repère ». Ni formule ni macro.",
	"Ensuite : sur le site, ouvrez l’auto-évaluation, « Exporter et importer », et déposez ce fichier. Rien n’est enregistré avant que vous ayez lu ce qui changera.",
];

/** Where a table comes from, as its first sheet says it. */
export interface AnswerOrigin {
	readonly assessmentId: string;
	/** `label-cae/2.0`. */
	readonly standard: string;
}

export interface AboutExport extends AnswerOrigin {
	readonly cooperative: string;
	readonly year: number;
	readonly exportedAt: string;
	/** « 108 critères applicables, 61 réponses enregistrées ». */
	readonly contents: string;
}

export const answerDigestOf: Digest = (text) => createHash("sha256").update(text).digest("hex").slice(0, 16);

const STYLE = { alignVertical: "top", wrap: true, borderColor: "#c9c4bb", borderStyle: "thin" } as const;
const READ_ONLY = { backgroundColor: "#e7e5e1" } as const;

export async function writeAnswerWorkbook(rows: readonly ExportedAnswer[], about: AboutExport): Promise<Buffer> {
	const header = ANSWER_COLUMNS.map(({ title }) => ({ ...STYLE, ...textCell(title), fontWeight: "bold" as const }));
	const table = rows.map((row) =>
		answerRow(row, answerDigestOf).map((value, at) => ({
			...STYLE,
			...(ANSWER_COLUMNS[at]?.editable ? {} : READ_ONLY),
			...(typeof value === "number" ? { value } : textCell(value)),
		})),
	);
	const said = [
		["CAE", about.cooperative],
		["Année", about.year],
		["Référentiel", about.standard],
		["Auto-évaluation", about.assessmentId],
		["Exporté le", about.exportedAt],
		["Contenu", about.contents],
	] as const;
	const features: Feature[] = [choices(rows.length)];
	const sheets: Parameters<typeof writeXlsxFile>[0] = [
		{
			sheet: READ_FIRST_SHEET,
			data: [
				[{ ...textCell("Auto-évaluation à remplir hors ligne"), fontWeight: "bold" }],
				[],
				...HOW_TO.map((line, index) => [
					{ value: index + 1, alignVertical: "top" as const, align: "left" as const },
					{ ...textCell(line), wrap: true },
				]),
				[],
				...said.map(([label, value]) => [
					textCell(label),
					typeof value === "number" ? { value, align: "left" as const } : { ...textCell(value), wrap: true },
				]),
			],
			columns: [{ width: 18 }, { width: 100 }],
		},
		{
			sheet: ANSWER_SHEET,
			data: [header, ...table],
			columns: ANSWER_COLUMNS.map(({ width }) => ({ width })),
			stickyRowsCount: 1,
			stickyColumnsCount: 1,
		},
	];
	return writeXlsxFile(sheets, { features }).toBuffer();
}

/** The lists that Excel and LibreOffice drop down in the columns of few values; the library writes none itself. */
function choices(rows: number): Feature {
	const list = (key: string, values: string, error: string) => {
		const letter = columnName(ANSWER_COLUMNS.findIndex((column) => column.key === key));
		return `<dataValidation type="list" allowBlank="1" showErrorMessage="1" errorTitle="Label CAE" error="${error}" sqref="${letter}2:${letter}${rows + 1}"><formula1>"${values}"</formula1></dataValidation>`;
	};
	const markup = [
		list("level", `0,1,2,3,${NOT_APPLICABLE}`, `0, 1, 2, 3 ou ${NOT_APPLICABLE}`),
		list("toConfirm", "oui,non", "oui ou non"),
	];
	const after =
		/(?=<(?:hyperlinks|printOptions|pageMargins|pageSetup|headerFooter|drawing|legacyDrawing)\b|<\/worksheet>)/;
	return {
		files: {
			transform: {
				"xl/worksheets/sheet{id}.xml": {
					transform: (xml: string, { sheet }: { readonly sheet?: string }) =>
						sheet === ANSWER_SHEET && rows > 0
							? xml.replace(after, `<dataValidations count="${markup.length}">${markup.join("")}</dataValidations>`)
							: xml,
				},
			},
		},
	};
}

export interface ReadAnswerWorkbook {
	readonly table: readonly (readonly unknown[])[];
	readonly origin: AnswerOrigin;
}

/** @throws RefusedWorkbook, with a message for the screen. */
export async function readAnswerWorkbook(bytes: Buffer): Promise<ReadAnswerWorkbook> {
	refuseUnsafeWorkbook(bytes, [ANSWER_SHEET, READ_FIRST_SHEET], BOUNDS);
	const sheets = await readXlsxFile(Uint8Array.from(bytes).buffer, { trim: false }).catch(() => {
		throw new RefusedWorkbook(DAMAGED);
	});
	const named = (name: string) => {
		const found = sheets.find(({ sheet }) => sheet === name);
		if (!found?.data) throw new RefusedWorkbook(DAMAGED);
		return found.data as readonly (readonly unknown[])[];
	};
	const about = named(READ_FIRST_SHEET);
	const said = (label: string) => {
		const read = cellText(about.find(([first]) => first === label)?.[1]);
		return read.ok ? read.text : "";
	};
	return {
		table: named(ANSWER_SHEET),
		origin: { assessmentId: said("Auto-évaluation"), standard: said("Référentiel") },
	};
}
