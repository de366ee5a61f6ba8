/** Looks at a file that came, before anything is kept: that it is what its name says, and does nothing when it is opened. */
import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { open } from "node:fs/promises";
import { pipeline } from "node:stream/promises";
import { fileTypeFromFile } from "file-type";
import {
	ACCEPTED_FILES,
	type AcceptedExtension,
	type EvidenceRefusal,
	extensionOf,
	isAcceptedExtension,
} from "~/domain/evidence/evidence-file";
import { accept, type Result, refuse } from "~/domain/result";
import type { Scan } from "./clamd.server";
import type { SoundFile } from "./evidence-storage";
import { redrawImage } from "./inspect-image.server";
import { inspectOffice } from "./inspect-office.server";
import { inspectPdf } from "./inspect-pdf.server";
import { inspectText } from "./inspect-text.server";

type Arrived = Omit<SoundFile, "mediaType">;
type Inspected = Result<SoundFile, EvidenceRefusal>;

const IMAGES = { png: "png", jpg: "jpeg", jpeg: "jpeg", webp: "webp" } as const;
/** What the first bytes of each kind are called by `file-type`: an office file is a ZIP first of all. */
const FIRST_BYTES: Readonly<Record<AcceptedExtension, readonly (string | undefined)[]>> = {
	pdf: ["pdf"],
	png: ["png"],
	jpg: ["jpg"],
	jpeg: ["jpg"],
	webp: ["webp"],
	docx: ["docx", "zip"],
	xlsx: ["xlsx", "zip"],
	odt: ["odt", "zip"],
	ods: ["ods", "zip"],
	csv: [undefined],
	txt: [undefined],
};

/** @param scan asks an antivirus; null: none is configured */
export async function inspectFile(file: Arrived, scan: Scan | null): Promise<Inspected> {
	if (file.size === 0) return refuse("EMPTY");
	const extension = extensionOf(file.name);
	if (extension === "heic" || extension === "heif") return refuse("HEIC");
	if (!isAcceptedExtension(extension)) return refuse("TYPE_NOT_ACCEPTED");
	const found = await fileTypeFromFile(file.path).catch(() => undefined);
	if (found?.ext === "heic") return refuse("HEIC");
	if (!FIRST_BYTES[extension].includes(found?.ext)) return refuse("CONTENT_MISMATCH");
	const verdict = scan ? await scan(file.path) : "clean";
	if (verdict !== "clean") return refuse(verdict === "infected" ? "INFECTED" : "SCAN_UNAVAILABLE");
	return inspectAs(extension, file);
}

async function inspectAs(extension: AcceptedExtension, file: Arrived): Promise<Inspected> {
	const mediaType = ACCEPTED_FILES[extension];
	if (isImage(extension)) return redrawn(file, mediaType, IMAGES[extension]);
	const refused = await refusalOf(extension, file);
	return refused ? refuse(refused) : accept({ ...file, mediaType });
}

function isImage(extension: AcceptedExtension): extension is keyof typeof IMAGES {
	return Object.hasOwn(IMAGES, extension);
}

function refusalOf(extension: Exclude<AcceptedExtension, keyof typeof IMAGES>, { path, size }: Arrived) {
	if (extension === "pdf") return inspectPdf(path, size);
	if (extension === "csv" || extension === "txt") return inspectText(path);
	return inspectOffice(path, size, extension);
}

/** Another file beside the one that came, with its own hash; both go when the answer has gone. */
async function redrawn(
	file: Arrived,
	mediaType: SoundFile["mediaType"],
	format: "png" | "jpeg" | "webp",
): Promise<Inspected> {
	const path = file.path.replace(/\.part$/, "-redrawn.part");
	const drawn = await redrawImage(file.path, path, format);
	if (!drawn.ok) return drawn;
	return accept({ name: file.name, path, size: drawn.value.size, sha256: await hashOf(path), mediaType });
}

/** Once it is on the disk, not only in the system's memory. */
export async function hashOf(place: string): Promise<string> {
	const handle = await open(place, "r+");
	await handle.sync().finally(() => handle.close());
	const hash = createHash("sha256");
	await pipeline(createReadStream(place), hash);
	return hash.digest("hex");
}
