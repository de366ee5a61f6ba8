/**
 * Owns the unpacking of a spreadsheet file, which is a .zip, in bounded memory: the référentiel's, and an assessment filled
 * in away from the site. Texts are French, for the screen.
 */
import { inflateRawSync } from "node:zlib";

export const MAX_PACKED_BYTES = 5 * 1024 * 1024;
const MAX_ENTRIES = 500;

/** How far one goes into a file before giving it up. */
export interface WorkbookBounds {
	readonly packedBytes: number;
	readonly unpackedBytes: number;
	/** Rows × columns up to the farthest cell that holds something: what the parser lays out in memory. */
	readonly area: number;
}

/** Of the experts' table, which a command reads. */
export const CRITERIA_BOUNDS: WorkbookBounds = {
	packedBytes: MAX_PACKED_BYTES,
	unpackedBytes: 32 * 1024 * 1024,
	area: 500_000,
};

export class RefusedWorkbook extends Error {}

export const SAVE_AS_XLSX =
	"→ L’ouvrir dans un tableur et l’enregistrer sous le format « Classeur Excel 2007-365 (.xlsx) »";
export const NOT_A_WORKBOOK = `Ce fichier n’est pas un classeur .xlsx. ${SAVE_AS_XLSX}.`;

/**
 * Every part by name, through the central directory, as the parser reads it.
 * @throws RefusedWorkbook: not a .zip, or too large.
 */
export function unpackWorkbook(bytes: Buffer, bounds: WorkbookBounds = CRITERIA_BOUNDS): ReadonlyMap<string, Buffer> {
	if (bytes.length > bounds.packedBytes) throw tooLarge();
	const parts = new Map<string, Buffer>();
	try {
		const end = bytes.lastIndexOf(Buffer.from("PK\x05\x06", "latin1"));
		if (end === -1 || bytes.length - end > 65_557) throw new RefusedWorkbook(NOT_A_WORKBOOK);
		const count = bytes.readUInt16LE(end + 10);
		// The parser goes by the other count, and by the directory of a large .zip where there is one.
		if (count !== bytes.readUInt16LE(end + 8) || bytes.readUInt32LE(end - 20) === 0x07064b50) {
			throw new RefusedWorkbook(NOT_A_WORKBOOK);
		}
		if (count > MAX_ENTRIES) throw tooLarge();
		let at = bytes.readUInt32LE(end + 16);
		let room = bounds.unpackedBytes;
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

export function tooLarge(): RefusedWorkbook {
	return new RefusedWorkbook(
		"Ce classeur est trop grand et n’a pas été ouvert. → Repartir d’un export, sans image ni feuille ajoutée.",
	);
}
