/** Vitest's global setup of `integration-pglite`: data folders that each test file copies, a migrated and empty one to begin with. */
import path from "node:path";
import type { TestProject } from "vitest/node";
import { openDatabase } from "../../app/db/client.server";
import { createTemporaryFolder } from "./temporary-folder";

declare module "vitest" {
	interface ProvidedContext {
		/** Holds `empty`, and `demo` once a file has asked for it. */
		modelFolder: string;
	}
}

export default async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
	const folder = await createTemporaryFolder("models");
	const dataDir = path.join(folder.path, "empty");
	const open = await openDatabase({ engine: "pglite", dataDir, migrations: path.resolve("drizzle") });
	await open.close();
	provide("modelFolder", folder.path);
	return () => folder.remove();
}
