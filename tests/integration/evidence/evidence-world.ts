/** Owns a store of its own and forms with files, as the server receives them. */
import { mkdtemp, readdir, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { Readable } from "node:stream";
import type { ReadableStream } from "node:stream/web";
import type { Scan } from "~/services/evidence/clamd.server";
import { createDiskStorage } from "~/services/evidence/disk-storage.server";
import type { EvidenceStorage, UploadLimits } from "~/services/evidence/evidence-storage";
import { receiveFiles } from "~/services/evidence/receive-files.server";

export const LIMITS: UploadLimits = { fileBytes: 1024 * 1024, files: 3 };

export interface Store {
	readonly storage: EvidenceStorage;
	readonly quotaBytes: number;
	readonly incoming: string;
	/** Hashes that are kept. */
	kept(): Promise<readonly string[]>;
	/** Names of the temporary files. */
	left(): Promise<readonly string[]>;
	drop(): Promise<void>;
}

export async function createStore(quotaBytes = 10 * 1024 * 1024): Promise<Store> {
	const folder = await mkdtemp(path.join(os.tmpdir(), "label-cae-evidence-"));
	const incoming = path.join(folder, "incoming");
	const storage = createDiskStorage(folder);
	return {
		storage,
		quotaBytes,
		incoming,
		async kept() {
			const hashes: string[] = [];
			for await (const { sha256 } of storage.list()) hashes.push(sha256);
			return hashes.sort();
		},
		left: () => readdir(incoming).catch(() => []),
		drop: () => rm(folder, { recursive: true, force: true }),
	};
}

interface Sender {
	readonly ownerId?: string;
	readonly parts?: boolean;
	readonly fields?: Readonly<Record<string, string>>;
}

/** A form with files, from name to bytes. */
export function receive(
	{ incoming }: Store,
	files: readonly (readonly [name: string, bytes: string | Uint8Array<ArrayBuffer>])[],
	limits: UploadLimits = LIMITS,
	scan: Scan | null = null,
	{ ownerId = "personne", parts = false, fields = {} }: Sender = {},
) {
	const form = new FormData();
	form.set("key", "un champ");
	for (const [name, value] of Object.entries(fields)) form.set(name, value);
	for (const [name, bytes] of files) form.append("fichiers", new File([bytes], name));
	const { headers, body } = new Response(form);
	const stream = Readable.fromWeb(body as ReadableStream);
	return receiveFiles(stream, headers.get("Content-Type") ?? "", { incoming, limits, scan, ownerId, parts });
}
