/** Owns the products under test: a build in this process, on a PostgreSQL database of its own. */
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import type { Database } from "~/db/client.server";
import { openDatabase } from "~/db/client.server";
import { createPostgresDatabase } from "../support/postgres";
import { type AccessWorld, createAccessWorld, PIECE_BYTES } from "./two-cooperatives";

export interface Served {
	readonly origin: string;
	readonly db: Database;
	readonly world: AccessWorld;
	stop(): Promise<void>;
}

interface BuiltModule {
	readonly entry: {
		readonly module: { startServer(get: () => Promise<unknown>): Promise<{ origin: string; stop(): Promise<void> }> };
	};
}

export interface Build {
	readonly ok: boolean;
	readonly said: string;
	/** Folder that holds `server/index.js`. */
	readonly folder: string;
}

/** Builds a variant of the product (variants.vite.config.ts). */
export function buildVariant(variant: string): Promise<Build> {
	const env: NodeJS.ProcessEnv = { ...process.env, NODE_ENV: "production", ACCESS_VARIANT: variant };
	// Vitest's variables would make the configuration files believe they are under test.
	delete env.VITEST;
	const child = spawn(
		path.resolve("node_modules/.bin/remix"),
		["vite:build", "--config", "tests/access/variants.vite.config.ts"],
		{ env, stdio: ["ignore", "pipe", "pipe"] },
	);
	let said = "";
	for (const stream of [child.stdout, child.stderr]) {
		stream.on("data", (chunk) => {
			said += chunk;
		});
	}
	return new Promise((resolve, reject) => {
		child.on("error", reject);
		child.on("exit", (code) => resolve({ ok: code === 0, said, folder: path.resolve("build/access", variant) }));
	});
}

/** Serves a build on a new database with the world of the access tests. `prepare` runs before the server starts. */
export async function serve(folder: string, prepare?: (db: Database) => Promise<void>): Promise<Served> {
	const database = await createPostgresDatabase();
	const open = await openDatabase({ engine: "postgres", url: database.url, migrations: path.resolve("drizzle") });
	const world = await createAccessWorld(open.db);
	await prepare?.(open.db);
	const dataDir = await mkdtemp(path.join(os.tmpdir(), "label-cae-access-"));
	const sha256 = createHash("sha256").update(PIECE_BYTES).digest("hex");
	const shelf = path.join(dataDir, "evidence", sha256.slice(0, 2));
	await mkdir(shelf, { recursive: true });
	await writeFile(path.join(shelf, sha256), PIECE_BYTES);
	Object.assign(process.env, {
		NODE_ENV: "production",
		HOST: "127.0.0.1",
		PORT: "0",
		APP_ROOT: process.cwd(),
		DATA_DIR: dataDir,
		DATABASE_URL: database.url,
		LOG_LEVEL: "error",
		SECRET_KEY: "a key of the access tests, long enough",
	});
	const module = (await import(pathToFileURL(path.join(folder, "server/index.js")).href)) as BuiltModule;
	const server = await module.entry.module.startServer(async () => module);
	return {
		origin: server.origin,
		db: open.db,
		world,
		async stop() {
			await server.stop();
			await open.close();
			await database.drop();
			await rm(dataDir, { recursive: true, force: true });
		},
	};
}
