/** Looks at a text or a CSV: that it is text, that it is no page, and that no cell runs a programme in a spreadsheet. */
import { readFile } from "node:fs/promises";
import type { EvidenceRefusal } from "~/domain/evidence/evidence-file";

const MARKUP = /^[\s\ufeff]*(<!doctype|<html|<svg|<\?xml|<\?php|<script|<!--|<head|<body|#!|%PDF|MZ)/i;
/** A formula that runs a programme or fetches an address. */
const FORMULA =
	/(^|[\n;,\t"'])\s*[=+@-][^\n;]*?(\|\s*'?[^\n;]*!|\b(cmd|DDE|WEBSERVICE|HYPERLINK|IMPORTXML|IMPORTDATA|CALL|EXEC)\s*[(|])/i;

/** @param place a file whose size was checked already */
export async function inspectText(place: string): Promise<EvidenceRefusal | null> {
	const bytes = await readFile(place);
	// Old spreadsheets write Windows-1252; UTF-16 is full of NUL, and nothing else that is text has one.
	const utf16 = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
	if (utf16) return "CONTENT_MISMATCH";
	const text = bytes.toString("latin1");
	if (hasControl(bytes) || MARKUP.test(bytes.toString("utf8", 0, 4_096))) return "CONTENT_MISMATCH";
	return FORMULA.test(text) ? "ACTIVE_CONTENT" : null;
}

function hasControl(bytes: Buffer): boolean {
	return bytes.some((byte) => byte < 32 && byte !== 9 && byte !== 10 && byte !== 13 && byte !== 12);
}
