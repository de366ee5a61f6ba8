/**
 * Owns the demonstration as the integration tests share it: seeded by the first file that asks for it, once an engine and a
 * run, then copied.
 */
import { existsSync } from "node:fs";
import { mkdir, rename } from "node:fs/promises";
import { setTimeout as wait } from "node:timers/promises";
import { type DatabaseTarget, openDatabase } from "~/db/client.server";
import { seedDemo } from "../../scripts/demo/seed";
import { administer, databaseUrl } from "./postgres";

/** The moment the demonstration is seeded at. */
export const DEMO_NOW = new Date("2026-11-23T09:00:00Z");
const SEEDING_LOCK = 7_120_101;

async function seed(target: DatabaseTarget): Promise<void> {
	const open = await openDatabase(target);
	try {
		if (!(await seedDemo(open.db, process.cwd(), DEMO_NOW))) throw new Error("the database to seed was not empty");
	} finally {
		await open.close();
	}
}

/** @param folder made once by whoever comes first; the others wait for it */
export async function demoFolder(folder: string, migrations: string): Promise<string> {
	const building = `${folder}-building`;
	const first = await mkdir(`${folder}-asked`).then(
		() => true,
		() => false,
	);
	if (first) {
		await seed({ engine: "pglite", dataDir: building, migrations });
		await rename(building, folder);
	}
	while (!existsSync(folder)) await wait(100);
	return folder;
}

/** Name of a database to be copied. */
export async function demoDatabase(migrations: string): Promise<string> {
	const name = "demo_template";
	await administer(async (sql) => {
		await sql`select pg_advisory_lock(${SEEDING_LOCK}::bigint)`;
		const [made] = await sql`select from pg_database where datname = ${name}`;
		if (made) return;
		await sql`create database demo_building`;
		await seed({ engine: "postgres", url: databaseUrl("demo_building"), migrations });
		await sql`alter database demo_building rename to ${sql(name)}`;
	});
	return name;
}
