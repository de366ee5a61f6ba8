/**
 * A whole assessment filled in by keyboard alone, one criterion at a time. In every run the wide screen goes through all
 * five domains, a phone and a browser without JavaScript through one; FULL_ASSESSMENT=1 has each go through all five.
 */
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findViolations } from "../support/axe";
import { openStage, type Stage } from "../support/stage";

const FULL = process.env.FULL_ASSESSMENT === "1";
const DOMAINS = ["JUR", "FIN", "RHU", "ACC", "ANC"] as const;
/** Long enough for a loaded machine: the time taken is printed, not judged. */
const LONG_MS = 300_000;

let stage: Stage;
beforeAll(async () => {
	stage = await openStage();
});
afterAll(() => stage.close());

/** Level of each criterion of a domain as the server prints it. */
async function levels(page: Page, id: string, domain: string): Promise<string[]> {
	const html = await (await page.request.get(`/auto-evaluations/${id}/domaines/${domain}`)).text();
	return html
		.split('<article class="criterion')
		.slice(1)
		.map((row) => /value="(\w+)"[^>]*checked|checked[^>]*value="(\w+)"/.exec(row)?.slice(1).find(Boolean) ?? "");
}

/** Presses Tab until the focus is on what `found` says. */
async function tabTo(page: Page, found: (element: Element) => boolean, most = 80): Promise<void> {
	for (let step = 0; step < most; step++) {
		await page.keyboard.press("Tab");
		if (await page.evaluate(`(${found})(document.activeElement)`)) return;
	}
	throw new Error("the keyboard does not reach it");
}

/** One domain, from its first criterion to the link that leads on. The level is written on the keys `1` to `3`. */
async function fillDomain(page: Page, level: string): Promise<number> {
	const ids = await page.locator("article.criterion").evaluateAll((rows) => rows.map(({ id }) => id));
	for (const id of ids) {
		expect(await page.locator("article.criterion:visible").evaluateAll((rows) => rows.map((row) => row.id))).toEqual([
			id,
		]);
		await page.keyboard.press(level);
		await page.keyboard.press("s");
	}
	await stage.allSaved(page);
	expect(await page.evaluate(() => document.activeElement?.closest(".sheet-end") !== null)).toBe(true);
	return ids.length;
}

async function startSingle(page: Page, id: string, domain: string): Promise<void> {
	await page.goto(`/auto-evaluations/${id}/domaines/${domain}`);
	await stage.alive(page);
	await tabTo(page, (element) => element.textContent === "Un critère à la fois");
	if ((await page.evaluate(() => document.activeElement?.getAttribute("aria-pressed"))) === "false")
		await page.keyboard.press("Space");
}

describe("a whole assessment by keyboard alone", () => {
	it(
		"on a wide screen, one key a level and one to go on",
		async () => {
			const page = await stage.signedIn("gerance@demo.example");
			const id = await stage.ownDraft(page);
			await startSingle(page, id, "JUR");
			const started = Date.now();
			let filled = 0;
			for (const domain of DOMAINS) {
				await page.waitForURL(`**/domaines/${domain}`);
				await stage.alive(page);
				await page.locator(".sheet-steps").waitFor();
				filled += await fillDomain(page, domain === "JUR" ? "3" : "2");
				await page.keyboard.press("Enter");
			}
			await page.waitForURL(`**/auto-evaluations/${id}`);
			console.log(`${filled} criteria by keyboard in ${((Date.now() - started) / 1000).toFixed(1)} s`);
			for (const domain of DOMAINS) {
				const found = await levels(page, id, domain);
				expect(new Set(found)).toEqual(new Set([domain === "JUR" ? "3" : "2"]));
			}
			expect(filled).toBeGreaterThan(100);
			await page.context().close();
		},
		LONG_MS,
	);

	it("helps, keeps to itself while one writes, and can be turned off", async () => {
		const page = await stage.signedIn("gerance@demo.example");
		const id = await stage.ownDraft(page);
		await startSingle(page, id, "ANC");
		const [first = "", second = ""] = await page
			.locator("article.criterion")
			.evaluateAll((rows) => rows.map((row) => row.id));
		await page.keyboard.press("c");
		await page.keyboard.type("Sens, 2 pièces ?");
		await page.keyboard.press("Escape");
		await page.keyboard.press("1");
		await stage.allSaved(page);
		expect(await page.locator(`#${first}-commentaire`).inputValue()).toContain("Sens, 2 pièces ?");
		expect(await page.locator(`#${first} input[name="choice"][value="1"]`).isChecked()).toBe(true);
		await page.keyboard.press("e");
		expect(await page.evaluate(() => document.activeElement?.getAttribute("href"))).toContain(
			`/criteres/${first}/pieces`,
		);
		await page.keyboard.press("n");
		expect(await page.evaluate(() => document.activeElement?.getAttribute("name"))).toBe("reason");
		await page.keyboard.type("Aucun salarié.");
		await page.keyboard.press("Escape");
		await page.keyboard.press("ArrowRight");
		expect(await page.locator("article.criterion:visible").getAttribute("id")).toBe(second);
		await stage.allSaved(page);

		await page.keyboard.press("?");
		await page.getByRole("dialog", { name: "Raccourcis clavier" }).waitFor();
		expect(await findViolations(page)).toEqual([]);
		await page.getByRole("checkbox", { name: "Écouter ces touches" }).press("Space");
		await page.keyboard.press("Escape");
		const chosen = () =>
			page
				.locator(`#${second} input[name="choice"]:checked`)
				.evaluateAll((choices) => choices.map((choice) => (choice as HTMLInputElement).value));
		const before = await chosen();
		await page.locator(`#${second} .criterion-title`).focus();
		await page.keyboard.press(before[0] === "0" ? "1" : "0");
		await page.keyboard.press("s");
		expect(await page.locator("article.criterion:visible").getAttribute("id")).toBe(second);
		expect(await chosen()).toEqual(before);

		await page.reload();
		await stage.alive(page);
		await page.getByRole("button", { name: `Reprendre à ${second}` }).click();
		expect(await page.locator("article.criterion:visible").getAttribute("id")).toBe(second);
		await page.goto(`/auto-evaluations/${id}`);
		await page.getByRole("link", { name: `Reprendre à ${second}` }).waitFor();
		await page.context().close();
	});

	it(
		"on a phone's width",
		async () => {
			const page = await stage.signedIn("gerance@demo.example", { width: 390 });
			const id = await stage.ownDraft(page);
			for (const domain of FULL ? DOMAINS : (["RHU"] as const)) {
				await startSingle(page, id, domain);
				await page.locator(".criterion:visible .criterion-title").focus();
				await fillDomain(page, "1");
				expect(await findViolations(page)).toEqual([]);
				expect(new Set(await levels(page, id, domain))).toEqual(new Set(["1"]));
				expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
			}
			await page.context().close();
		},
		LONG_MS,
	);

	it(
		"without JavaScript, in the plain list",
		async () => {
			const page = await stage.signedIn("gerance@demo.example", { javaScript: false });
			const id = await stage.ownDraft(page);
			for (const domain of FULL ? DOMAINS : (["ANC"] as const)) {
				await page.goto(`/auto-evaluations/${id}/domaines/${domain}`);
				const ids = await page.locator("article.criterion").evaluateAll((rows) => rows.map((row) => row.id));
				for (const criterionId of ids) {
					await page.goto(`/auto-evaluations/${id}/domaines/${domain}#${criterionId}`);
					await page.keyboard.press("Tab");
					for (let press = 0; press < 6; press++) {
						if (await page.locator(`#${criterionId} input[name="choice"][value="2"]`).isChecked()) break;
						await page.keyboard.press(press === 0 ? "Space" : "ArrowRight");
					}
					await page.getByRole("button", { name: `Enregistrer ${criterionId}` }).focus();
					await page.keyboard.press("Enter");
					await page.waitForURL(`**enregistre=${criterionId}*`);
				}
				expect(new Set(await levels(page, id, domain))).toEqual(new Set(["2"]));
			}
			await page.context().close();
		},
		LONG_MS,
	);
});
