/** Removes the files that no row of the database speaks of: left by a crash, or by a piece that is gone. */
import { readdir, rm, stat } from "node:fs/promises";
import path from "node:path";
import { inArray } from "drizzle-orm";
import type { Database } from "~/db/client.server";
import { evidenceFiles } from "~/db/schema/evidence.server";
import { auditPhotos } from "~/db/schema/visit.server";
import type { EvidenceStorage } from "./evidence-storage";

/** Whatever is younger may belong to a request under way, here or in another instance. */
const SPARED_MS = 86_400_000;
const BATCH = 200;

export interface SweptFiles {
	/** Files of the store that were removed. */
	readonly stored: number;
	/** Temporary files that were removed. */
	readonly incoming: number;
}

/**
 * @param alone true at the start of a server that holds its data folder: no request is under way anywhere, what an interrupted
 * one left goes at once, whatever its age
 */
export async function sweepOrphans(
	db: Database,
	storage: EvidenceStorage,
	incoming: string,
	now: Date,
	{ alone }: { readonly alone: boolean },
): Promise<SweptFiles> {
	const limit = new Date(now.getTime() - SPARED_MS);
	const left = await leftIncoming(incoming, alone ? now : limit, limit);
	let stored = await removeUnreferenced(
		db,
		storage,
		left.flatMap(({ sha256 }) => sha256 ?? []),
	);
	for (const { name } of left) await rm(path.join(incoming, name), { force: true });
	let batch: string[] = [];
	for await (const { sha256, changedAt } of storage.list()) {
		if (changedAt > limit) continue;
		batch.push(sha256);
		if (batch.length < BATCH) continue;
		stored += await removeUnreferenced(db, storage, batch);
		batch = [];
	}
	stored += await removeUnreferenced(db, storage, batch);
	return { stored, incoming: left.length };
}

/** The name of a temporary file that was placed ends with its hash (disk-storage.server.ts). */
async function leftIncoming(incoming: string, limit: Date, spared: Date) {
	const left: { name: string; sha256: string | null }[] = [];
	for (const name of await readdir(incoming).catch(() => [])) {
		const found = await stat(path.join(incoming, name)).catch(() => null);
		// The beginning of a file waits a day for its end, whatever happens to the server.
		const until = name.endsWith(".partial") ? spared : limit;
		if (!found || found.mtime > until) continue;
		left.push({ name, sha256: /\.([0-9a-f]{64})$/.exec(name)?.[1] ?? null });
	}
	return left;
}

async function removeUnreferenced(db: Database, storage: EvidenceStorage, hashes: readonly string[]): Promise<number> {
	if (hashes.length === 0) return 0;
	const rows = await db
		.selectDistinct({ sha256: evidenceFiles.sha256 })
		.from(evidenceFiles)
		.where(inArray(evidenceFiles.sha256, [...hashes]));
	const photos = await db
		.selectDistinct({ sha256: auditPhotos.sha256 })
		.from(auditPhotos)
		.where(inArray(auditPhotos.sha256, [...hashes]));
	const spoken = new Set([...rows, ...photos].map(({ sha256 }) => sha256));
	const gone = [...new Set(hashes)].filter((sha256) => !spoken.has(sha256));
	for (const sha256 of gone) await storage.remove(sha256);
	return gone.length;
}
