/** Vitest's global setup of `integration-pglite`: one migrated, empty data folder that each test file copies. */
import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import type { TestProject } from "vitest/node";
import { openDatabase } from "../../app/db/client.server";

declare module "vitest" {
	interface ProvidedContext {
		/** A migrated, empty data folder, to be copied. */
		emptyFolder: string;
	}
}

export default async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
	const dataDir = await mkdtemp(path.join(os.tmpdir(), "label-cae-empty-"));
	const open = await openDatabase({ engine: "pglite", dataDir, migrations: path.resolve("drizzle") });
	await open.close();
	provide("emptyFolder", dataDir);
	return () => rm(dataDir, { recursive: true, force: true });
}
