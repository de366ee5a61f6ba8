import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { sql } from "drizzle-orm";
import { afterEach, describe, expect, it } from "vitest";
import { openDatabase } from "~/db/client.server";
import { DataFolderHeldError } from "~/db/data-folder-lock.server";
import { NewerSchemaError } from "~/db/migrate.server";
import { createPostgresDatabase } from "../../support/postgres";

const MIGRATIONS = path.resolve("drizzle");
const cleanings: (() => Promise<void>)[] = [];
afterEach(async () => {
	for (const clean of cleanings.splice(0).reverse()) await clean();
});

const postgresOnly = process.env.TEST_ENGINE === "postgres" ? it : null;
const pgliteOnly = process.env.TEST_ENGINE === "postgres" ? null : it;

async function target() {
	if (process.env.TEST_ENGINE === "postgres") {
		const database = await createPostgresDatabase();
		cleanings.push(() => database.drop());
		return { engine: "postgres", url: database.url, migrations: MIGRATIONS } as const;
	}
	const dataDir = await mkdtemp(path.join(os.tmpdir(), "label-cae-open-"));
	cleanings.push(() => rm(dataDir, { recursive: true, force: true }));
	return { engine: "pglite", dataDir, migrations: MIGRATIONS } as const;
}

describe("openDatabase", () => {
	it("finds again what was written before it was closed", async () => {
		const where = await target();
		const first = await openDatabase(where);
		await first.db.execute(sql`create table kept (word text)`);
		await first.db.execute(sql`insert into kept values ('gardé')`);
		await first.close();
		const second = await openDatabase(where);
		const result = (await second.db.execute(sql`select word from kept`)) as unknown;
		const rows = Array.isArray(result) ? result : (result as { rows: unknown[] }).rows;
		expect(rows).toEqual([{ word: "gardé" }]);
		await second.close();
	});

	it("refuses a schema newer than this code and changes nothing", async () => {
		const where = await target();
		const open = await openDatabase(where);
		await open.db.execute(
			sql`insert into drizzle.__drizzle_migrations (hash, created_at) values ('from the future', 99999999999999)`,
		);
		await open.close();
		await expect(openDatabase(where)).rejects.toThrow(NewerSchemaError);
	});

	pgliteOnly?.("refuses a second opening of the same folder, naming the first, and frees it at closing", async () => {
		const where = await target();
		const first = await openDatabase(where);
		await expect(openDatabase(where)).rejects.toThrow(DataFolderHeldError);
		await expect(openDatabase(where)).rejects.toThrow(`processus ${process.pid}`);
		await first.close();
		await (await openDatabase(where)).close();
	});

	postgresOnly?.("lets five instances migrate at once", async () => {
		const where = await target();
		const opened = await Promise.all(Array.from({ length: 5 }, () => openDatabase(where)));
		await Promise.all(opened.map((open) => open.close()));
		expect(opened).toHaveLength(5);
	});
});
