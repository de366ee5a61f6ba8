/** Owns the migrations: under an advisory lock on PostgreSQL, and never on a schema newer than this code. */
import { readFile } from "node:fs/promises";
import path from "node:path";
import type { ConnectionOptions } from "node:tls";
import type { PGlite } from "@electric-sql/pglite";
import { drizzle as drizzlePglite } from "drizzle-orm/pglite";
import { migrate as applyPglite } from "drizzle-orm/pglite/migrator";
import { drizzle as drizzlePostgres } from "drizzle-orm/postgres-js";
import { migrate as applyPostgres } from "drizzle-orm/postgres-js/migrator";
import postgres from "postgres";

/** Any constant does, as long as every instance takes the same one. */
const MIGRATION_LOCK = 7_120_035;
const LAST_APPLIED = `select max(created_at)::text as "at" from drizzle.__drizzle_migrations`;
const HAS_MIGRATIONS = `select to_regclass('drizzle.__drizzle_migrations')::text as "name"`;

export class NewerSchemaError extends Error {
	constructor() {
		super(
			"La base de données vient d’une version plus récente de Label CAE. " +
				"Rien n’a été modifié : installez cette version ou une suivante, ou restaurez une sauvegarde.",
		);
	}
}

async function refuseNewerSchema(folder: string, query: (sql: string) => Promise<Record<string, string | null>[]>) {
	const [known] = await query(HAS_MIGRATIONS);
	if (!known?.name) return;
	const [last] = await query(LAST_APPLIED);
	const journal = JSON.parse(await readFile(path.join(folder, "meta", "_journal.json"), "utf8")) as {
		entries: { when: number }[];
	};
	const newest = Math.max(0, ...journal.entries.map((entry) => entry.when));
	if (Number(last?.at ?? 0) > newest) throw new NewerSchemaError();
}

export async function migratePglite(client: PGlite, folder: string): Promise<void> {
	await refuseNewerSchema(folder, async (sql) => (await client.query<Record<string, string | null>>(sql)).rows);
	await applyPglite(drizzlePglite(client), { migrationsFolder: folder });
}

/** Several instances may start at once: they queue on the advisory lock, held on a connection of its own. */
export async function migratePostgres(url: string, ssl: ConnectionOptions | false, folder: string): Promise<void> {
	const connection = { application_name: "label-cae-migrate" };
	const client = postgres(url, { ssl, max: 1, onnotice: () => {}, connection });
	try {
		await client`select pg_advisory_lock(${MIGRATION_LOCK})`;
		await refuseNewerSchema(folder, (sql) => client.unsafe(sql));
		await applyPostgres(drizzlePostgres(client), { migrationsFolder: folder });
		await client`select pg_advisory_unlock(${MIGRATION_LOCK})`;
	} finally {
		await client.end({ timeout: 5 });
	}
}
