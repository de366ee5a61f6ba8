/** Owns the connection: one Drizzle type over the embedded database (PGlite) and PostgreSQL. */
import { mkdir, readFile } from "node:fs/promises";
import path from "node:path";
import type { ConnectionOptions } from "node:tls";
import { PGlite } from "@electric-sql/pglite";
import type { PgDatabase, PgQueryResultHKT } from "drizzle-orm/pg-core";
import { drizzle as drizzlePglite } from "drizzle-orm/pglite";
import { drizzle as drizzlePostgres } from "drizzle-orm/postgres-js";
import postgres from "postgres";
import { holdDataFolder } from "./data-folder-lock.server";
import { type MessageBus, pgliteBus, postgresBus } from "./message-bus.server";
import { migratePglite, migratePostgres } from "./migrate.server";

export type Database = PgDatabase<PgQueryResultHKT, Record<string, never>>;
/** What a transaction hands out; a plain {@link Database} fits too. */
export type Transaction = Parameters<Parameters<Database["transaction"]>[0]>[0];

export interface OpenDatabase {
	readonly db: Database;
	readonly engine: "pglite" | "postgres";
	/** One line that says where the data is, for the console. */
	readonly where: string;
	readonly bus: MessageBus;
	close(): Promise<void>;
}

export type DatabaseTarget =
	| { readonly engine: "pglite"; readonly dataDir: string; readonly migrations: string }
	| {
			readonly engine: "postgres";
			readonly url: string;
			readonly tls?: DatabaseTls | null;
			readonly migrations: string;
	  };

/** The server's certificate is verified, name included: by the authority of a PEM file, or by those of Node. */
export interface DatabaseTls {
	readonly caFile: string | undefined;
}

/** Opens and migrates. Throws DataFolderHeldError when another process holds the folder, NewerSchemaError on a newer schema. */
export async function openDatabase(target: DatabaseTarget): Promise<OpenDatabase> {
	return target.engine === "postgres" ? openPostgres(target) : openPglite(target);
}

async function openPglite(target: { dataDir: string; migrations: string }): Promise<OpenDatabase> {
	await mkdir(target.dataDir, { recursive: true });
	const lock = await holdDataFolder(target.dataDir);
	try {
		const client = await PGlite.create({ dataDir: path.join(target.dataDir, "pglite") });
		const db = drizzlePglite(client) as unknown as Database;
		await migratePglite(client, target.migrations);
		return {
			db,
			engine: "pglite",
			where: `base embarquée dans ${target.dataDir}`,
			bus: pgliteBus(client),
			async close() {
				await client.close();
				await lock.release();
			},
		};
	} catch (error) {
		await lock.release();
		throw error;
	}
}

async function openPostgres(target: {
	url: string;
	tls?: DatabaseTls | null;
	migrations: string;
}): Promise<OpenDatabase> {
	const ssl = target.tls ? await verifiedTls(target.url, target.tls) : false;
	await migratePostgres(target.url, ssl, target.migrations);
	const connection = { application_name: "label-cae" };
	const client = postgres(target.url, { ssl, max: 10, onnotice: () => {}, connection });
	const db = drizzlePostgres(client) as unknown as Database;
	return {
		db,
		engine: "postgres",
		where: `PostgreSQL (${new URL(target.url).host})`,
		bus: postgresBus(client),
		close: () => client.end({ timeout: 5 }),
	};
}

async function verifiedTls(url: string, { caFile }: DatabaseTls): Promise<ConnectionOptions> {
	const ca = caFile === undefined ? undefined : await readFile(caFile, "utf8");
	// Without a host, the certificate of a server named by its address would be compared with `localhost`.
	return { ca, rejectUnauthorized: true, minVersion: "TLSv1.2", host: new URL(url).hostname };
}
