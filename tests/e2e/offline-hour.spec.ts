/** One hour without network, by the page's clock: sixty criteria filled in, five photos; then the line is back, or the session was over. */
import path from "node:path";
import { and, eq, inArray, like } from "drizzle-orm";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { openDatabase } from "~/db/client.server";
import { answers } from "~/db/schema/assessment.server";
import { evidenceLinks, evidencePieces } from "~/db/schema/evidence.server";
import { journalEntries } from "~/db/schema/journal.server";
import { takePhoto } from "../support/photo";
import { openStage, type Stage } from "../support/stage";

const MANAGER = "gerance@demo.example";
const DOMAINS = ["JUR", "RHU", "ACC"];
const CRITERIA = 60;
const PHOTOS = 5;
const MINUTE = 60_000;

let stage: Stage;
beforeAll(async () => {
	stage = await openStage();
});
afterAll(() => stage.close());

interface Sheet {
	readonly page: Page;
	readonly address: string;
	readonly criteria: readonly string[];
}

async function openSheets(first: Page, assessmentId: string): Promise<Sheet[]> {
	const sheets: Sheet[] = [];
	for (const domain of DOMAINS) {
		const page = domain === DOMAINS[0] ? first : await first.context().newPage();
		const address = `/auto-evaluations/${assessmentId}/domaines/${domain}`;
		await page.clock.install();
		await page.goto(address);
		await stage.alive(page);
		await page.getByText("Ajouter une photo").first().waitFor({ state: "attached" });
		const criteria = await page.locator("article.criterion").evaluateAll((rows) => rows.map(({ id }) => id));
		sheets.push({ page, address, criteria });
	}
	return sheets;
}

/** One gesture a minute: each criterion once, some again later, and a photo now and then. Returns the last text of each. */
async function workOffline(sheets: readonly Sheet[], said: string): Promise<Map<string, string>> {
	const places = sheets.flatMap(({ page, criteria }) => criteria.map((id) => ({ page, id }))).slice(0, CRITERIA);
	expect(places.length).toBe(CRITERIA);
	const written = new Map<string, string>();
	for (const [at, { page, id }] of places.entries()) {
		await page.locator(`#${id}-commentaire`).fill(`${said}, ${id}, minute ${at}`);
		if (at % 6 === 0) {
			await page.clock.fastForward(MINUTE / 2);
			await page.locator(`#${id}-commentaire`).fill(`${said}, ${id}, relu`);
		}
		written.set(id, await page.locator(`#${id}-commentaire`).inputValue());
		if (at % (CRITERIA / PHOTOS) === 0) {
			await page.locator(`#${id} input[type=file]`).setInputFiles(await takePhoto());
			await page.locator(`#${id}`).getByText("gardée sur cet appareil").waitFor();
		}
		// All the pages live the same hour.
		if (at % 4 === 3) for (const sheet of sheets) await sheet.page.clock.fastForward(4 * MINUTE);
	}
	return written;
}

async function allArrived(sheets: readonly Sheet[]): Promise<void> {
	for (const { page } of sheets) {
		await page.waitForFunction(
			() =>
				!Object.keys(localStorage).some((name) => /^label-cae(:|-photos:)/.test(name)) &&
				document.querySelector(".save-state-saving, .save-state-retrying, .save-state-conflict") === null,
			undefined,
			{ timeout: 90_000 },
		);
	}
}

it("everything arrives once, when the line is back and after signing in again", async () => {
	const first = await stage.signedIn(MANAGER);
	const context = first.context();
	const assessmentId = await stage.ownDraft(first);
	const sheets = await openSheets(first, assessmentId);
	const [started, began] = [Date.now(), await first.evaluate(() => Date.now())];

	await context.setOffline(true);
	const before = await workOffline(sheets, "Dans le train");
	const hour = (await first.evaluate(() => Date.now())) - began - (Date.now() - started);
	expect(hour).toBeGreaterThanOrEqual(60 * MINUTE - 1_000);
	await context.setOffline(false);
	await allArrived(sheets);
	expect(await first.getByText("jointe à ce critère").count()).toBeGreaterThan(0);

	await context.setOffline(true);
	const after = await workOffline(sheets, "Session finie");
	await context.clearCookies();
	await context.setOffline(false);
	const { page: last } = sheets.at(-1) as Sheet;
	await last.getByText("Vous êtes déconnecté").first().waitFor({ timeout: 30_000 });
	const again = await context.newPage();
	await stage.signIn(again, MANAGER);
	for (const { page, address } of sheets) {
		await page.goto(address);
		await stage.alive(page);
	}
	await allArrived(sheets);
	await stage.killServer();

	const open = await openDatabase({ engine: "pglite", dataDir: stage.dataDir, migrations: path.resolve("drizzle") });
	try {
		const rows = await open.db.select().from(answers).where(eq(answers.assessmentId, assessmentId));
		const kept = new Map(rows.map(({ criterionId, comment }) => [criterionId, comment]));
		expect([...after].filter(([id, text]) => kept.get(id) !== text)).toEqual([]);
		const subject = like(journalEntries.subjectId, `${assessmentId}/%`);
		const entries = await open.db
			.select()
			.from(journalEntries)
			.where(and(subject, inArray(journalEntries.action, ["answer.saved", "evidence.attached"])));
		const texts = entries
			.filter(({ action }) => action === "answer.saved")
			.map(({ after: saved }) => (saved as { comment: string }).comment);
		const times = (text: string) => texts.filter((one) => one === text).length;
		expect([...before, ...after].filter(([, text]) => times(text) !== 1)).toEqual([]);
		expect(texts.filter((text, at) => / minute | relu$/.test(text) && texts.indexOf(text) !== at)).toEqual([]);
		const photos = await open.db
			.select({ id: evidencePieces.id, criterionId: evidenceLinks.criterionId })
			.from(evidencePieces)
			.innerJoin(evidenceLinks, eq(evidenceLinks.pieceId, evidencePieces.id))
			.where(and(eq(evidenceLinks.assessmentId, assessmentId), like(evidencePieces.title, "Photo pour %")));
		expect(photos.length).toBe(2 * PHOTOS);
		expect(entries.filter(({ action }) => action === "evidence.attached").length).toBe(2 * PHOTOS);
		console.log(
			`2 hours offline: ${before.size + after.size} answers and ${photos.length} photos arrived once, ${texts.length} saves in the history`,
		);
	} finally {
		await open.close();
	}
}, 300_000);
