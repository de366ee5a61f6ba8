/** Owns what is looked for in a spreadsheet file before a parser sees it, and refused. Texts are French, for the screen. */
import {
	CRITERIA_BOUNDS,
	NOT_A_WORKBOOK,
	RefusedWorkbook,
	SAVE_AS_XLSX,
	tooLarge,
	unpackWorkbook,
	type WorkbookBounds,
} from "./unpack-workbook.server";

/** Of any spreadsheet. */
const MAX_ROWS = 1_048_576;
/** What spreadsheets write: anything else could be read in one way here, in another by the parser. */
const PLAIN_TAG = /<(?:\/?[\w.:-]+(?:\s+[\w.:-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*\s*\/?|\?[^<>]*\?)>/g;
const OLE = Buffer.from("d0cf11e0a1b11ae1", "hex");

/**
 * Unpacks an .xlsx in bounded memory and looks for what must not be there.
 * @param names of the sheets that will be read; what the others hold is nobody's concern, as long as it is not vast.
 * @throws RefusedWorkbook, with a message for the screen: another format, too large, macros, links, formulas, a sheet that
 * is missing or hidden.
 */
export function refuseUnsafeWorkbook(
	bytes: Buffer,
	names: readonly string[],
	bounds: WorkbookBounds = CRITERIA_BOUNDS,
): void {
	refuseOtherFormats(bytes);
	const parts = unpackWorkbook(bytes, bounds);
	const text = (name: string) => parts.get(name)?.toString("utf8") ?? "";
	if (/^application\/vnd\.oasis\.opendocument/.test(text("mimetype"))) {
		throw new RefusedWorkbook(`Ce fichier est un classeur LibreOffice (.ods). ${SAVE_AS_XLSX}.`);
	}
	if (parts.has("xl/workbook.bin")) {
		throw new RefusedWorkbook(`Ce fichier est un classeur binaire (.xlsb). ${SAVE_AS_XLSX}.`);
	}
	if (!parts.has("xl/workbook.xml")) throw new RefusedWorkbook(NOT_A_WORKBOOK);
	const partNames = [...parts.keys()];
	if (
		/macroEnabled/i.test(text("[Content_Types].xml")) ||
		partNames.some((name) => /vbaProject|macrosheets\//i.test(name))
	) {
		throw new RefusedWorkbook("Ce classeur contient des macros (.xlsm). → L’enregistrer au format .xlsx, sans macro.");
	}
	const link = partNames.find((name) => /^xl\/(externalLinks\/[^/]+|connections)\.xml$/i.test(name));
	if (link) refuseLink(text(link.replace(/([^/]+)$/, "_rels/$1.rels")));
	for (const [name, data] of parts) {
		if (!/\.(xml|rels)$/i.test(name)) continue;
		const xml = data.toString("utf8");
		if (/^\s*<\?xml[^>]*encoding=["'](?!utf-8)/i.test(xml) || xml.includes("\0") || xml.includes("<!DOCTYPE")) {
			throw new RefusedWorkbook(NOT_A_WORKBOOK);
		}
		if (!/^(customXml|docProps)\//.test(name) && xml.replace(PLAIN_TAG, "").includes("<"))
			throw new RefusedWorkbook(NOT_A_WORKBOOK);
		if (/<(?:[\w.-]+:)?(row|c)[\s/>]/.test(xml)) refuseVastSheet(xml, bounds.area);
	}
	const sheets = sheetsOf(text("xl/workbook.xml"), text("xl/_rels/workbook.xml.rels"));
	for (const name of names) {
		const sheet = sheets.find((one) => one.name === name);
		if (!sheet) {
			throw new RefusedWorkbook(`La feuille « ${name} » manque. → Lui rendre son nom, ou repartir d’un export.`);
		}
		if (sheet.hidden && name === names[0]) {
			throw new RefusedWorkbook(
				`La feuille « ${name} » est masquée : ce qui se voit n’est pas ce qui serait repris. → L’afficher, et retirer ses copies.`,
			);
		}
		refuseFormulas(name, text(sheet.part));
	}
}

function refuseOtherFormats(bytes: Buffer): void {
	if (bytes.length === 0)
		throw new RefusedWorkbook("Ce fichier est vide. → Repartir d’un export, ou d’une sauvegarde.");
	if (bytes.subarray(0, OLE.length).equals(OLE)) {
		if (bytes.includes(Buffer.from("EncryptedPackage", "utf16le"))) {
			throw new RefusedWorkbook(
				"Ce classeur est protégé par un mot de passe. → L’ouvrir, retirer le mot de passe et l’enregistrer de nouveau en .xlsx.",
			);
		}
		throw new RefusedWorkbook(`Ce fichier est à l’ancien format d’Excel (.xls). ${SAVE_AS_XLSX}.`);
	}
	if (!bytes.includes(0)) {
		throw new RefusedWorkbook(
			`Ce fichier est du texte (CSV, page web…), quel que soit son nom, pas un classeur .xlsx. ${SAVE_AS_XLSX}.`,
		);
	}
}

function refuseLink(relations: string): void {
	const target = /\sTarget\s*=\s*["']([^"']+)["']/.exec(relations)?.[1];
	const file = target && decodeEntities(target).split(/[\\/]/).at(-1);
	throw new RefusedWorkbook(
		`Ce classeur est lié à ${file ? `un autre fichier (« ${file} »)` : "des données extérieures"}. → Rompre le lien (Données, Modifier les liens), puis enregistrer.`,
	);
}

interface Sheet {
	readonly name: string;
	readonly part: string;
	readonly hidden: boolean;
}

function sheetsOf(workbook: string, relations: string): readonly Sheet[] {
	const targets = new Map(
		tags(relations, "Relationship").map((tag) => [attribute(tag, "Id"), attribute(tag, "Target") ?? ""]),
	);
	return tags(workbook, "sheet").map((tag) => {
		const target = targets.get(attribute(tag, "id")) ?? "";
		return {
			name: attribute(tag, "name") ?? "",
			part: target.startsWith("/") ? target.slice(1) : `xl/${target}`,
			hidden: /^(very)?hidden$/i.test(attribute(tag, "state") ?? ""),
		};
	});
}

function tags(xml: string, name: string): readonly string[] {
	return [...xml.matchAll(new RegExp(`<(?:\\w+:)?${name}\\s[^>]*>`, "g"))].map(([tag]) => tag);
}

function attribute(tag: string, name: string): string | undefined {
	const found = new RegExp(`\\s(?:(?!xmlns:)\\w+:)?${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(tag);
	const value = found?.[1] ?? found?.[2];
	return value === undefined ? undefined : decodeEntities(value);
}

const ENTITIES: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

function decodeEntities(text: string): string {
	return text.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|(\w+));/gi, (whole, decimal, hex, name) => {
		if (name) return ENTITIES[name] ?? whole;
		const code = decimal ? Number(decimal) : Number.parseInt(hex, 16);
		return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
	});
}

/** Formulas of cells only: those of data validations and of conditional formats put nothing in a cell. */
function refuseFormulas(name: string, sheet: string): void {
	const end = sheet.search(/<\/(?:\w+:)?sheetData\s*>/);
	let cell: string | undefined;
	for (const [tag, , kind] of sheet.slice(0, end === -1 ? undefined : end).matchAll(/<(\w+:)?(c|f)(?=[\s/>])[^>]*>/g)) {
		if (kind === "c") cell = attribute(tag, "r");
		else
			throw new RefusedWorkbook(
				`La cellule ${cell ? `${cell} ` : ""}de la feuille « ${name} » contient une formule. → La remplacer par sa valeur (copier, puis collage spécial « Valeurs »).`,
			);
	}
}

/** Cells that only have a format do not count: the format of whole columns costs nothing. */
function refuseVastSheet(sheet: string, area: number): void {
	let columns = 0;
	let rows = 0;
	for (const [, kind, rest = ""] of sheet.matchAll(/<(?:[\w.-]+:)?(row|c)(\s[^<]*)/g)) {
		for (const [, place = ""] of rest.matchAll(/(?<!xmlns:)\br\s*=\s*["']([^"']*)["']/g)) {
			const [, letters = "", digits = ""] = /^([A-Z]{0,3})([0-9]{1,7})$/.exec(place) ?? [];
			if (digits === "") throw new RefusedWorkbook(NOT_A_WORKBOOK);
			if (Number(digits) > MAX_ROWS) throw tooLarge();
			if (kind === "row" || /\/>\s*$/.test(rest)) continue;
			columns = Math.max(
				columns,
				[...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0),
			);
			rows = Math.max(rows, Number(digits));
		}
	}
	if (columns * rows > area) throw tooLarge();
}
