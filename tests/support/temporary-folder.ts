/** Owns temporary folders that go with the process that made them, even when it is killed. */
import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { onDeath } from "./on-death";

export interface TemporaryFolder {
	readonly path: string;
	remove(): Promise<void>;
}

export async function createTemporaryFolder(name: string): Promise<TemporaryFolder> {
	const folder = await mkdtemp(path.join(os.tmpdir(), `label-cae-${name}-`));
	// A server that is being killed too may still write: it gets a second.
	const watcher = onDeath('sleep 1; rm -rf "$1"', folder);
	return {
		path: folder,
		async remove() {
			watcher.dismiss();
			await rm(folder, { recursive: true, force: true });
		},
	};
}
