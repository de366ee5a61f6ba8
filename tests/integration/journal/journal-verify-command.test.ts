/** `npm run journal:verify`, run as an operator would: its words and its exit codes. */
import { execFile } from "node:child_process";
import { cp, mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, inject, it } from "vitest";
import { type DatabaseTarget, openDatabase } from "~/db/client.server";
import { createPostgresDatabase } from "../../support/postgres";
import { tamper, writeJournal } from "./journal-world";

const migrations = path.resolve("drizzle");
let target: DatabaseTarget;
let remove: () => Promise<void>;

beforeAll(async () => {
	if (process.env.TEST_ENGINE === "postgres") {
		const database = await createPostgresDatabase();
		target = { engine: "postgres", url: database.url, migrations };
		remove = () => database.drop();
	} else {
		const dataDir = await mkdtemp(path.join(os.tmpdir(), "label-cae-test-"));
		await cp(inject("emptyFolder"), dataDir, { recursive: true });
		target = { engine: "pglite", dataDir, migrations };
		remove = () => rm(dataDir, { recursive: true, force: true });
	}
});
afterAll(() => remove());

async function withDatabase(work: (db: Parameters<typeof tamper>[0]) => Promise<unknown>): Promise<void> {
	const open = await openDatabase(target);
	try {
		await work(open.db);
	} finally {
		await open.close();
	}
}

function verify(...args: string[]): Promise<{ code: number; said: string }> {
	const where: Record<string, string> =
		target.engine === "postgres" ? { DATABASE_URL: target.url } : { DATA_DIR: target.dataDir };
	const { PATH, HOME } = process.env;
	const env: NodeJS.ProcessEnv = { PATH, HOME, NODE_ENV: "production", ...where };
	return new Promise((resolve) => {
		const command = ["--import", "tsx", "scripts/journal-verify.ts", ...args];
		execFile(process.execPath, command, { env }, (error, stdout, stderr) =>
			resolve({ code: error ? Number(error.code) : 0, said: stdout + stderr }),
		);
	});
}

it("prints the head of a sound journal, names the first broken row of another, and refuses an unreadable head", async () => {
	await withDatabase((db) => writeJournal(db, 3));
	const sound = await verify();
	expect(sound).toMatchObject({ code: 0, said: expect.stringContaining("Journal intact : 3\u00a0lignes vérifiées") });
	const head = /3:[0-9a-f]{64}/.exec(sound.said)?.[0] ?? "";
	expect(await verify("--head", "3:abc")).toMatchObject({ code: 2, said: expect.stringContaining("Usage") });

	await withDatabase((db) => tamper(db, sql`update journal_entries set subject_id = 'autre' where id = 2`));
	const broken = await verify();
	expect(broken.code).toBe(1);
	expect(broken.said).toContain("Maillon 2, ligne nº 2, du 5\u00a0octobre\u00a02026 à 11\u00a0h\u00a030");
	expect(broken.said).toContain("« Auto-évaluation ouverte » (assessment.opened) : la ligne ne correspond plus");

	await withDatabase((db) =>
		tamper(db, sql`delete from journal_links where position > 1`, sql`delete from journal_entries where id > 1`),
	);
	const cut = await verify("--head", head);
	expect(cut.code).toBe(1);
	expect(cut.said).toContain("Maillons 2 à 3 : la fin du journal manque");
}, 180_000);
