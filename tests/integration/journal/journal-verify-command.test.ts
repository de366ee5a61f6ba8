/** `npm run journal:verify`, run as an operator would: its words and its exit codes. */
import { execFile } from "node:child_process";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createTestTarget, type TestTarget } from "../../support/database";
import { tamper, writeJournal } from "./journal-world";

let test: TestTarget;
beforeAll(async () => {
	test = await createTestTarget();
});
afterAll(() => test?.remove());

function verify(...args: string[]): Promise<{ code: number; said: string }> {
	const { PATH, HOME } = process.env;
	const env: NodeJS.ProcessEnv = { PATH, HOME, NODE_ENV: "production", ...test.env };
	return new Promise((resolve) => {
		const command = ["--import", "tsx", "scripts/journal-verify.ts", ...args];
		execFile(process.execPath, command, { env }, (error, stdout, stderr) =>
			resolve({ code: error ? Number(error.code) : 0, said: stdout + stderr }),
		);
	});
}

it("prints the head of a sound journal, names the first broken row of another, and refuses an unreadable head", async () => {
	await test.open((db) => writeJournal(db, 3));
	const sound = await verify();
	expect(sound).toMatchObject({ code: 0, said: expect.stringContaining("Journal intact : 3\u00a0lignes vérifiées") });
	const head = /3:[0-9a-f]{64}/.exec(sound.said)?.[0] ?? "";
	expect(await verify("--head", "3:abc")).toMatchObject({ code: 2, said: expect.stringContaining("Usage") });

	await test.open((db) => tamper(db, sql`update journal_entries set subject_id = 'autre' where id = 2`));
	const broken = await verify();
	expect(broken.code).toBe(1);
	expect(broken.said).toContain("Maillon 2, ligne nº 2, du 5\u00a0octobre\u00a02026 à 11\u00a0h\u00a030");
	expect(broken.said).toContain("« Auto-évaluation ouverte » (assessment.opened) : la ligne ne correspond plus");

	await test.open((db) =>
		tamper(db, sql`delete from journal_links where position > 1`, sql`delete from journal_entries where id > 1`),
	);
	const cut = await verify("--head", head);
	expect(cut.code).toBe(1);
	expect(cut.said).toContain("Maillons 2 à 3 : la fin du journal manque");
}, 180_000);
