/** Owns the databases of the integration tests: each file has its own, on the engine the project names. */
import path from "node:path";
import { inject } from "vitest";
import { type Database, type DatabaseTarget, type OpenDatabase, openDatabase } from "~/db/client.server";
import { copyFolder } from "./copy-folder";
import { demoDatabase, demoFolder } from "./demo-template";
import { createPostgresDatabase } from "./postgres";
import { createTemporaryFolder } from "./temporary-folder";

const MIGRATIONS = path.resolve("drizzle");

/** A database that nobody has opened. */
export interface TestTarget {
	readonly target: DatabaseTarget;
	/** What a command of ours is told it by. */
	readonly env: Readonly<Record<string, string>>;
	open<T>(work: (db: Database) => Promise<T>): Promise<T>;
	remove(): Promise<void>;
}

export interface TestDatabase extends OpenDatabase {
	/** Closes the database and removes it. */
	drop(): Promise<void>;
}

/** Migrated and empty, or with the demonstration in it. */
export async function createTestTarget(content: "empty" | "demo" = "empty"): Promise<TestTarget> {
	if (process.env.TEST_ENGINE === "postgres") {
		const database = await createPostgresDatabase(content === "demo" ? await demoDatabase(MIGRATIONS) : undefined);
		const target: DatabaseTarget = { engine: "postgres", url: database.url, migrations: MIGRATIONS };
		return {
			target,
			env: { DATABASE_URL: database.url },
			open: (work) => within(target, work),
			remove: () => database.drop(),
		};
	}
	const folder = await createTemporaryFolder("test");
	const model = path.join(inject("modelFolder"), content);
	await copyFolder(content === "demo" ? await demoFolder(model, MIGRATIONS) : model, folder.path);
	const target: DatabaseTarget = { engine: "pglite", dataDir: folder.path, migrations: MIGRATIONS };
	return {
		target,
		env: { DATA_DIR: folder.path },
		open: (work) => within(target, work),
		remove: () => folder.remove(),
	};
}

export async function createTestDatabase(content: "empty" | "demo" = "empty"): Promise<TestDatabase> {
	const { target, remove } = await createTestTarget(content);
	const open = await openDatabase(target);
	return {
		...open,
		async drop() {
			await open.close();
			await remove();
		},
	};
}

async function within<T>(target: DatabaseTarget, work: (db: Database) => Promise<T>): Promise<T> {
	const open = await openDatabase(target);
	try {
		return await work(open.db);
	} finally {
		await open.close();
	}
}
