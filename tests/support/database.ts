/** Opens a migrated, empty database for one test file, on the engine the project names. */
import { cp, mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { inject } from "vitest";
import { type OpenDatabase, openDatabase } from "~/db/client.server";
import { createPostgresDatabase } from "./postgres";

const MIGRATIONS = path.resolve("drizzle");

export interface TestDatabase extends OpenDatabase {
	/** Closes the database and removes it. */
	drop(): Promise<void>;
}

export async function createTestDatabase(): Promise<TestDatabase> {
	if (process.env.TEST_ENGINE === "postgres") {
		const database = await createPostgresDatabase();
		const open = await openDatabase({ engine: "postgres", url: database.url, migrations: MIGRATIONS });
		return {
			...open,
			drop: async () => {
				await open.close();
				await database.drop();
			},
		};
	}
	const dataDir = await mkdtemp(path.join(os.tmpdir(), "label-cae-test-"));
	await cp(inject("emptyFolder"), dataDir, { recursive: true });
	const open = await openDatabase({ engine: "pglite", dataDir, migrations: MIGRATIONS });
	return {
		...open,
		drop: async () => {
			await open.close();
			await rm(dataDir, { recursive: true, force: true });
		},
	};
}
