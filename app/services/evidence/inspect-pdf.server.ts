/**
 * Looks at a PDF: that it is one from its first byte to its last, and that no script or programme to launch stands in it in
 * clear. Compressed objects are not unpacked: what hides there is never run here, a piece being only ever downloaded, or shown
 * in a frame without scripts. Embedded files stay: an electronic invoice (Factur-X) is a PDF with one.
 */
import { createReadStream } from "node:fs";
import { open } from "node:fs/promises";
import type { EvidenceRefusal } from "~/domain/evidence/evidence-file";

const OVERLAP = 64;
const TAIL = 2_048;
const ACTIVE = /\/(JavaScript|JS|Launch|RichMedia|XFA)(?![A-Za-z0-9])/;

export async function inspectPdf(place: string, size: number): Promise<EvidenceRefusal | null> {
	const { head, tail } = await ends(place, size);
	if (!head.startsWith("%PDF-")) return "CONTENT_MISMATCH";
	const end = tail.lastIndexOf("%%EOF");
	if (end < 0) return "DAMAGED";
	// Something else follows the PDF: an archive, a page.
	if (tail.slice(end + 5).replace(/[\s\0]+/g, "") !== "") return "CONTENT_MISMATCH";
	return (await isActive(place)) ? "ACTIVE_CONTENT" : null;
}

async function ends(place: string, size: number) {
	const file = await open(place, "r");
	try {
		const part = async (from: number, length: number) => {
			const bytes = Buffer.alloc(length);
			const { bytesRead } = await file.read(bytes, 0, length, from);
			return bytes.toString("latin1", 0, bytesRead);
		};
		const from = Math.max(0, size - TAIL);
		return { head: await part(0, 8), tail: await part(from, size - from) };
	} finally {
		await file.close();
	}
}

/** A name may be written « /J#61vaScript ». */
async function isActive(place: string): Promise<boolean> {
	let before = "";
	for await (const chunk of createReadStream(place, { encoding: "latin1" }) as AsyncIterable<string>) {
		const text = (before + chunk).replace(/#([0-9A-Fa-f]{2})/g, (_, code: string) =>
			String.fromCharCode(Number.parseInt(code, 16)),
		);
		if (ACTIVE.test(text)) return true;
		before = chunk.slice(-OVERLAP);
	}
	return false;
}
