/** Kill -9 a process that moves a draft between versions, at random moments: wholly done or not at all. UPGRADE_KILLS says how often. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout as wait } from "node:timers/promises";
import { afterAll, beforeAll, expect, it } from "vitest";
import { changedAnswers } from "~/domain/assessment/answer-changes";
import { migrateAnswers } from "~/domain/assessment/migrate-answers";
import { loadAnswers } from "~/services/assessment/load-assessment.server";
import { verifyJournal } from "~/services/journal/verify-journal.server";
import { createTestTarget, type TestTarget } from "../../support/database";
import { createCampaign, PROFILE, publishStandards } from "../../support/world";
import { assessmentOf, draftOf, journalOf, type UpgradeScene, upgradesOf, versionNumbered } from "./upgrade-world";

const POSTGRES = process.env.TEST_ENGINE === "postgres";
const KILLS = Number(process.env.UPGRADE_KILLS ?? (POSTGRES ? 3 : 2));
let test: TestTarget;
beforeAll(async () => {
	test = await createTestTarget();
});
afterAll(() => test?.remove());

/** Lives for that many milliseconds once it works. */
async function killAfter(ms: number, { draft, manager }: UpgradeScene): Promise<void> {
	const where = Object.values(test.env)[0] ?? "";
	const script = ["--import", "tsx", "tests/support/upgrade-loop.ts", where, draft.id, JSON.stringify(manager)];
	const child = spawn(process.execPath, script, { stdio: ["ignore", "pipe", "pipe"] });
	let said = "";
	child.stderr.on("data", (chunk) => {
		said += chunk;
	});
	const ended = once(child, "exit");
	await Promise.race([once(child.stdout, "data"), ended]);
	await wait(ms);
	if (child.exitCode !== null) throw new Error(`the process ended by itself: ${said}`);
	child.kill("SIGKILL");
	await ended;
}

it(
	`is wholly done or not at all, killed ${KILLS} times`,
	async () => {
		const { scene, sides } = await test.open(async (db) => {
			await publishStandards(db);
			const first = await versionNumbered(db, "1.0");
			const second = await versionNumbered(db, "2.0");
			const at = await draftOf(db, first, await createCampaign(db, second.id));
			const before = await loadAnswers(db, at.draft.id);
			const { after } = migrateAnswers([first.standard, second.standard], PROFILE, before);
			return {
				scene: at,
				sides: new Map([
					[first.id, { before: 0, rows: before }],
					[second.id, { before: 1, rows: after }],
				]),
			};
		});
		let moves = 0;
		for (let kill = 0; kill < KILLS; kill++) {
			await killAfter(Math.random() * (POSTGRES ? 400 : 800), scene);
			await test.open(async (db) => {
				const { standardVersionId } = await assessmentOf(db, scene.draft.id);
				const side = sides.get(standardVersionId);
				if (!side) throw new Error("the draft is on no known version");
				expect(changedAnswers(await loadAnswers(db, scene.draft.id), side.rows)).toEqual([]);
				const kept = await upgradesOf(db, scene.draft.id);
				expect(kept.filter(({ undoneAt }) => undoneAt === null)).toHaveLength(side.before);
				const journal = (await journalOf(db, scene.draft.id)).map(({ action }) => action);
				expect(journal.filter((action) => action === "assessment.upgraded")).toHaveLength(kept.length);
				expect(journal).toHaveLength(2 * kept.length - side.before);
				moves = journal.length;
			});
		}
		expect(moves).toBeGreaterThan(KILLS);
		expect(await test.open((db) => verifyJournal(db))).toMatchObject({ ok: true });
		console.log(`${moves} moves done across ${KILLS} kills, none by half`);
	},
	120_000 + KILLS * 30_000,
);
