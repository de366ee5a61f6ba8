/** Owns copies of the demonstration that a test prepares before its server starts: sessions opened, rows changed. */
import path from "node:path";
import { type SQL, sql } from "drizzle-orm";
import { inject } from "vitest";
import { type Database, openDatabase } from "~/db/client.server";
import { openSession } from "~/services/access/session.server";
import { copyFolder } from "./copy-folder";
import { createTemporaryFolder } from "./temporary-folder";

export interface DemoCopy {
	readonly dataDir: string;
	/** Opens the database; no server may hold it meanwhile. */
	open<T>(work: (db: Database) => Promise<T>): Promise<T>;
	remove(): Promise<void>;
}

export async function copyDemo(name: string): Promise<DemoCopy> {
	const folder = await createTemporaryFolder(name);
	const dataDir = folder.path;
	await copyFolder(inject("demoFolder"), dataDir);
	return {
		dataDir,
		async open(work) {
			const open = await openDatabase({ engine: "pglite", dataDir, migrations: path.resolve("drizzle") });
			try {
				return await work(open.db);
			} finally {
				await open.close();
			}
		},
		remove: () => folder.remove(),
	};
}

export async function rowsOf<Row = Record<string, string>>(db: Database, query: SQL): Promise<Row[]> {
	return ((await db.execute(query)) as unknown as { rows: Row[] }).rows;
}

/** Signs a demo person in, second factor given. Returns the token of the session's cookie. */
export async function signInDirectly(db: Database, email: string): Promise<string> {
	const [user] = await rowsOf(db, sql`select id from users where email = ${email}`);
	const arrival = { now: new Date(), network: "", device: "", reference: "test" };
	return (await openSession(db, user?.id ?? "", { secondFactor: true }, arrival)).token;
}
