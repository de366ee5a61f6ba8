/**
 * Owns the files of the evidence on disk: each under the hash of its bytes. A file is whole and on the disk (fsync) before it
 * has its name, and has its name before a row of the database speaks of it.
 */
import { createReadStream } from "node:fs";
import { link, mkdir, open, readdir, rename, rm, stat, utimes } from "node:fs/promises";
import path from "node:path";
import type { EvidenceStorage, StoredFile } from "./evidence-storage";

const HASH = /^[0-9a-f]{64}$/;

/** @param folder made when it is not there */
export function createDiskStorage(folder: string): EvidenceStorage {
	const placeOf = (sha256: string) => {
		if (!HASH.test(sha256)) throw new Error(`not a hash: ${sha256}`);
		return path.join(folder, sha256.slice(0, 2), sha256);
	};
	return {
		async keep({ path: received, sha256 }) {
			const place = placeOf(sha256);
			await mkdir(path.dirname(place), { recursive: true });
			// Its name says what it became: after a crash, the next start finds it and looks whether a row speaks of it.
			const placed = `${received.replace(/\.[^./]+$/, "")}.${sha256}`;
			await rename(received, placed);
			try {
				await link(placed, place);
			} catch (error) {
				if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
				// Young again: the sweep leaves alone what was just kept.
				const now = new Date();
				await utimes(place, now, now);
			}
			await flushFolder(path.dirname(place));
		},
		async open(sha256) {
			const stream = createReadStream(placeOf(sha256));
			await new Promise<void>((resolve, reject) => {
				stream.once("open", () => resolve());
				stream.once("error", reject);
			});
			return stream;
		},
		async *list(): AsyncGenerator<StoredFile> {
			for (const shelf of await namesIn(folder)) {
				if (!/^[0-9a-f]{2}$/.test(shelf)) continue;
				for (const sha256 of await namesIn(path.join(folder, shelf))) {
					if (!HASH.test(sha256)) continue;
					const found = await stat(path.join(folder, shelf, sha256)).catch(() => null);
					if (found) yield { sha256, changedAt: found.mtime };
				}
			}
		},
		async remove(sha256) {
			await rm(placeOf(sha256), { force: true });
		},
	};
}

async function namesIn(folder: string): Promise<readonly string[]> {
	return readdir(folder).catch((error: NodeJS.ErrnoException) => {
		if (error.code === "ENOENT") return [];
		throw error;
	});
}

async function flushFolder(folder: string): Promise<void> {
	const handle = await open(folder, "r");
	try {
		await handle.sync();
	} finally {
		await handle.close();
	}
}
