/** A manager takes the table away, fills it in elsewhere, brings it back, reads what it would do, and has it done. */
import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import writeXlsxFile, { type SheetData } from "write-excel-file/node";
import { readAnswerWorkbook } from "~/services/assessment/answer-workbook.server";
import { findViolations } from "../support/axe";
import { openStage, type Stage } from "../support/stage";

let stage: Stage;
beforeAll(async () => {
	stage = await openStage();
});
afterAll(() => stage.close());

/** Columns of the table that the test writes in, from 0. */
const [LEVEL, REASON, COMMENT] = [6, 7, 8];

/** As a spreadsheet program would save it: the cells, nothing of the form they had. */
async function edit(bytes: Buffer, cells: readonly (readonly [row: number, column: number, value: string | number])[]) {
	const { table, origin } = await readAnswerWorkbook(bytes);
	const rows = table.map((row) => [...row]);
	for (const [row, column, value] of cells) (rows[row - 1] ?? [])[column] = value;
	const about = [
		["Référentiel", origin.standard],
		["Auto-évaluation", origin.assessmentId],
	];
	const sheets = [
		{ sheet: "À lire d’abord", data: about as SheetData },
		{ sheet: "Réponses", data: rows as SheetData },
	];
	return writeXlsxFile(sheets).toBuffer();
}

async function takeAway(page: Page, id: string): Promise<Buffer> {
	await page.goto(`/auto-evaluations/${id}`);
	await page.getByRole("link", { name: "Remplir dans un tableur, exporter" }).click();
	await page.waitForURL("**/import");
	const download = page.waitForEvent("download");
	await page.getByRole("link", { name: "Télécharger le classeur" }).click();
	const file = await download;
	expect(file.suggestedFilename()).toMatch(/\.xlsx$/);
	return readFile(await file.path());
}

async function bringBack(page: Page, name: string, bytes: Buffer | string): Promise<void> {
	const file = path.join(stage.dataDir, name);
	await writeFile(file, bytes);
	await page.locator("#classeur").setInputFiles(file);
	await page.getByRole("button", { name: "Lire le classeur" }).click();
}

describe("an assessment in a spreadsheet", () => {
	for (const javaScript of [true, false]) {
		it(`is filled in elsewhere and comes back, ${javaScript ? "with" : "without"} JavaScript`, async () => {
			const page = await stage.signedIn("gerance@demo.example", { javaScript, width: javaScript ? 1280 : 390 });
			const id = await stage.ownDraft(page);
			const words = `Statuts relus, ${javaScript ? "avec" : "sans"} « script »`;
			const bytes = await takeAway(page, id);
			const filled = await edit(bytes, [
				[2, LEVEL, javaScript ? 1 : 0],
				[2, COMMENT, words],
				[3, LEVEL, "NA"],
				[3, REASON, words],
				[5, LEVEL, 7],
			]);
			await bringBack(page, "rempli.xlsx", filled);
			await page.getByRole("heading", { name: "Ce que l’import ferait" }).waitFor();
			await page.getByText("« 7 » n’est pas un niveau.").waitFor();
			expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
			if (javaScript) expect(await findViolations(page)).toEqual([]);
			const read = await page.request.get(`/auto-evaluations/${id}/domaines/JUR`);
			expect(await read.text()).not.toContain(words);

			await page.getByRole("button", { name: "Appliquer (2 réponses)" }).click();
			await page.getByText("2 réponses enregistrées").waitFor();
			await page.goto(`/auto-evaluations/${id}/domaines/JUR`);
			expect(await page.locator("#JUR-01-commentaire").inputValue()).toBe(words);
			expect(await page.locator('#JUR-02 input[value="notApplicable"]').isChecked()).toBe(true);
			await page.context().close();
		});
	}

	it("is refused in words when it is something else, and nothing changes", async () => {
		const page = await stage.signedIn("gerance@demo.example");
		const id = await stage.ownDraft(page);
		await page.goto(`/auto-evaluations/${id}/import`);
		const before = await (await page.request.get(`/auto-evaluations/${id}/export/json`)).json();
		await bringBack(page, "notes.xlsx", "ceci n’est pas un classeur");
		await page.locator(".notice").first().waitFor();
		expect(await page.getByRole("button", { name: /Appliquer/ }).count()).toBe(0);
		const after = await (await page.request.get(`/auto-evaluations/${id}/export/json`)).json();
		expect(after.criteria).toEqual(before.criteria);
		await page.context().close();
	});
});
