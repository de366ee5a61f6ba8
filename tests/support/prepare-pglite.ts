/** Vitest's global setup of `integration-pglite`: one migrated, empty data folder that each test file copies. */
import path from "node:path";
import type { TestProject } from "vitest/node";
import { openDatabase } from "../../app/db/client.server";
import { createTemporaryFolder } from "./temporary-folder";

declare module "vitest" {
	interface ProvidedContext {
		/** A migrated, empty data folder, to be copied. */
		emptyFolder: string;
	}
}

export default async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
	const folder = await createTemporaryFolder("empty");
	const open = await openDatabase({ engine: "pglite", dataDir: folder.path, migrations: path.resolve("drizzle") });
	await open.close();
	provide("emptyFolder", folder.path);
	return () => folder.remove();
}
