/** Owns the careful opening of a spreadsheet file: everything that is refused before a parser sees it. Texts are French, for the screen. */
import { inflateRawSync } from "node:zlib";

const MAX_PACKED_BYTES = 5 * 1024 * 1024;
const MAX_UNPACKED_BYTES = 32 * 1024 * 1024;
const MAX_ENTRIES = 500;
/** Rows × columns up to the farthest cell: what the parser lays out in memory. */
const MAX_AREA = 2_000_000;

export class RefusedWorkbook extends Error {}

const NOT_A_WORKBOOK =
	"Ce fichier n’est pas un classeur .xlsx. → L’enregistrer au format « Classeur Excel (.xlsx) », sans mot de passe.";

/**
 * Unpacks an .xlsx in bounded memory and looks for what must not be there.
 * @throws RefusedWorkbook, with a message for the screen: not a spreadsheet, too large, macros, formulas.
 */
export function refuseUnsafeWorkbook(bytes: Buffer): void {
	if (bytes.length > MAX_PACKED_BYTES) throw tooLarge();
	const parts = unpack(bytes);
	if (!parts.has("xl/workbook.xml")) throw new RefusedWorkbook(NOT_A_WORKBOOK);
	const types = parts.get("[Content_Types].xml")?.toString("utf8") ?? "";
	if (/macroEnabled/i.test(types) || [...parts.keys()].some((name) => /vbaProject/i.test(name))) {
		throw new RefusedWorkbook("Ce classeur contient des macros. → L’enregistrer au format .xlsx, sans macro.");
	}
	for (const [name, data] of parts) {
		if (!/\.xml$/i.test(name) || /^xl\/(charts|drawings)\//i.test(name)) continue;
		const text = data.toString("utf8");
		if (/^<\?xml[^>]*encoding=["'](?!utf-8)/i.test(text) || text.includes("\0") || text.includes("<!DOCTYPE")) {
			throw new RefusedWorkbook(NOT_A_WORKBOOK);
		}
		if (!/^xl\/worksheets\//i.test(name) && !/<(\w+:)?worksheet[\s>]/.test(text)) continue;
		refuseFormulas(text);
		refuseVastSheet(text);
	}
}

function refuseFormulas(sheet: string): void {
	const formula = /<(?:\w+:)?f[\s/>]/.exec(sheet);
	if (!formula) return;
	const before = sheet.slice(0, formula.index);
	const cell = /^[^>]*\sr=["']([A-Z]+\d+)["']/.exec(
		before.slice(before.search(/<(?:\w+:)?c\s(?![\s\S]*<(?:\w+:)?c\s)/)),
	)?.[1];
	throw new RefusedWorkbook(
		`La cellule ${cell ?? "d’une feuille"} contient une formule. → La remplacer par sa valeur (copier, puis collage spécial « Valeurs »).`,
	);
}

function refuseVastSheet(sheet: string): void {
	let columns = 0;
	let rows = 0;
	for (const [, letters = "", digits = ""] of sheet.matchAll(/\sr=["']([A-Z]+)(\d+)["']/g)) {
		columns = Math.max(
			columns,
			[...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0),
		);
		rows = Math.max(rows, Number(digits));
	}
	if (columns * rows > MAX_AREA) throw tooLarge();
}

/** Every part by name, through the central directory, as the parser reads it. */
function unpack(bytes: Buffer): ReadonlyMap<string, Buffer> {
	const parts = new Map<string, Buffer>();
	try {
		const end = bytes.lastIndexOf(Buffer.from("PK\x05\x06", "latin1"));
		if (end === -1 || bytes.length - end > 65_557) throw new RefusedWorkbook(NOT_A_WORKBOOK);
		const count = bytes.readUInt16LE(end + 10);
		if (count > MAX_ENTRIES) throw tooLarge();
		let at = bytes.readUInt32LE(end + 16);
		let room = MAX_UNPACKED_BYTES;
		for (let index = 0; index < count; index++) {
			if (bytes.readUInt32LE(at) !== 0x02014b50) throw new RefusedWorkbook(NOT_A_WORKBOOK);
			const nameLength = bytes.readUInt16LE(at + 28);
			const name = bytes.toString("utf8", at + 46, at + 46 + nameLength);
			const declared = bytes.readUInt32LE(at + 24);
			// The parser sets aside what is declared.
			if (declared > room) throw tooLarge();
			const part = inflate(bytes, at, room);
			if (part.length !== declared || parts.has(name)) throw new RefusedWorkbook(NOT_A_WORKBOOK);
			room -= declared;
			parts.set(name, part);
			at += 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
		}
	} catch (error) {
		if (error instanceof RefusedWorkbook) throw error;
		if ((error as NodeJS.ErrnoException).code === "ERR_BUFFER_TOO_LARGE") throw tooLarge();
		throw new RefusedWorkbook(NOT_A_WORKBOOK);
	}
	return parts;
}

function inflate(bytes: Buffer, at: number, room: number): Buffer {
	const method = bytes.readUInt16LE(at + 10);
	const local = bytes.readUInt32LE(at + 42);
	const start = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
	const packed = bytes.subarray(start, start + bytes.readUInt32LE(at + 20));
	if (method === 0) return packed;
	if (method === 8) return inflateRawSync(packed, { maxOutputLength: room + 1 });
	throw new RefusedWorkbook(NOT_A_WORKBOOK);
}

function tooLarge(): RefusedWorkbook {
	return new RefusedWorkbook(
		"Ce classeur est trop grand pour un référentiel et n’a pas été ouvert. → Repartir d’un export, sans image ni feuille ajoutée.",
	);
}
