/** Writes the archive of a dossier as it is read: the manifests first, then each file, never whole in memory. */
import type { Readable } from "node:stream";
import { ZipFile } from "yazl";
import type { EvidenceStorage } from "./evidence-storage";
import type { Archive } from "./list-archive.server";

/** @param texts what stands at the root, by name */
export function writeArchive(
	storage: EvidenceStorage,
	{ lines, madeAt }: Archive,
	texts: Readonly<Record<string, string>>,
): Readable {
	const zip = new ZipFile();
	const output = zip.outputStream as Readable;
	zip.on("error", (error) => output.destroy(error));
	for (const [name, text] of Object.entries(texts))
		zip.addBuffer(Buffer.from(text), name, { mtime: madeAt, compress: false });
	const written = new Set<string>();
	for (const { place, sha256, size, addedAt } of lines) {
		if (written.has(place)) continue;
		written.add(place);
		// PDF and images are packed already.
		const options = { mtime: addedAt, compress: false, size };
		zip.addReadStreamLazy(place, options, (take) => {
			storage.open(sha256).then(
				(bytes) => take(null, bytes),
				(error) => output.destroy(error),
			);
		});
	}
	zip.end();
	return output;
}
