/** Looks into a Word, Excel or OpenDocument file: what it says it is, and nothing that acts when it is opened. */
import { type FileHandle, open } from "node:fs/promises";
import type { AcceptedExtension, EvidenceRefusal } from "~/domain/evidence/evidence-file";
import { ACCEPTED_FILES } from "~/domain/evidence/evidence-file";
import { readZipDirectory, readZipEntry, UnsafeZipError, type ZipEntry } from "./zip-directory.server";

const TEXT_BYTES = 2 * 1024 * 1024;
const MAIN_PARTS = {
	docx: "wordprocessingml.document.main+xml",
	xlsx: "spreadsheetml.sheet.main+xml",
} as const;

const MACROS = /(^|\/)(vbaproject\.bin|vbadata\.xml|macrosheets\/|customui\/)|^(basic|scripts)\//i;
const EMBEDDED =
	/(^|\/)(embeddings|activex|oleobject)|^object \d+\/.*\.(bin|exe)$|\.(exe|dll|js|vbs|jar|scr|lnk|hta)$/i;

/** Why it is refused; null: it is sound. */
export async function inspectOffice(
	place: string,
	size: number,
	extension: Extract<AcceptedExtension, "docx" | "xlsx" | "odt" | "ods">,
): Promise<EvidenceRefusal | null> {
	const file = await open(place, "r");
	try {
		const entries = await readZipDirectory(file, size);
		const refused = refusedByName(entries) ?? (await refusedByContent(file, entries, extension));
		if (refused) return refused;
		// What it unpacks to is counted: a size that lies is found here, before somebody's office suite finds it.
		for (const entry of entries) await readZipEntry(file, entry, null);
		return null;
	} catch (error) {
		if (error instanceof UnsafeZipError) return "UNSAFE_ARCHIVE";
		throw error;
	} finally {
		await file.close();
	}
}

function refusedByName(entries: readonly ZipEntry[]): EvidenceRefusal | null {
	if (entries.some(({ name }) => MACROS.test(name))) return "MACROS";
	if (entries.some(({ name }) => EMBEDDED.test(name))) return "EMBEDDED_OBJECT";
	return null;
}

async function refusedByContent(
	file: FileHandle,
	entries: readonly ZipEntry[],
	extension: "docx" | "xlsx" | "odt" | "ods",
): Promise<EvidenceRefusal | null> {
	const textOf = async (name: string) => {
		const entry = entries.find((one) => one.name === name);
		return entry ? (await readZipEntry(file, entry, TEXT_BYTES)).toString("utf8") : null;
	};
	if (extension === "odt" || extension === "ods") {
		const [declared, manifest] = [await textOf("mimetype"), await textOf("META-INF/manifest.xml")];
		if (declared?.trim() !== ACCEPTED_FILES[extension] || manifest === null) return "CONTENT_MISMATCH";
		if (/encryption-data/i.test(manifest)) return "UNSAFE_ARCHIVE";
		return /application\/(binary|vnd\.sun\.xml\.ui|x-ole|vnd\.sun\.star\.oleobject)|Basic\//i.test(manifest)
			? "EMBEDDED_OBJECT"
			: null;
	}
	const types = await textOf("[Content_Types].xml");
	if (types === null) return "CONTENT_MISMATCH";
	if (/macroEnabled|vbaProject/i.test(types)) return "MACROS";
	if (!types.includes(MAIN_PARTS[extension])) return "CONTENT_MISMATCH";
	for (const { name } of entries.filter(({ name }) => name.endsWith(".rels"))) {
		if (leadsOutside((await textOf(name)) ?? "")) return "EXTERNAL_LINK";
	}
	return null;
}

/** A link to click is a text; anything else from outside is fetched when the file is opened. */
function leadsOutside(relationships: string): boolean {
	const found = relationships.match(/<Relationship\b[^>]*>/gi) ?? [];
	return found.some((one) => /TargetMode\s*=\s*["']External["']/i.test(one) && !/\/hyperlink["']/i.test(one));
}
