/** A version that waits: the national team reads what it changes, tries it on every CAE, publishes it; the committee reads it. */
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findViolations } from "../support/axe";
import { addVersion, changeFile, copyCriteria } from "../support/criteria-copy";
import { openStage, type Stage } from "../support/stage";
import type { TemporaryFolder } from "../support/temporary-folder";

const TEAM = "reseau@demo.example";
let folder: TemporaryFolder;
let stage: Stage;
beforeAll(async () => {
	folder = await copyCriteria("publication", { app: true });
	await addVersion(folder.path, { version: "2.1" });
	stage = await openStage({ env: { APP_ROOT: folder.path } });
});
afterAll(async () => {
	await stage?.close();
	await folder?.remove();
});

async function isAccessible(page: Page): Promise<void> {
	expect(await findViolations(page)).toEqual([]);
	const overflow = await page.evaluate(
		() => document.documentElement.scrollWidth - document.documentElement.clientWidth,
	);
	expect(overflow).toBe(0);
}

/** Presses Tab until the element has the focus: what a keyboard reaches. */
async function tabTo(page: Page, selector: string): Promise<void> {
	for (let step = 0; step < 200; step++) {
		await page.keyboard.press("Tab");
		if (await page.evaluate((wanted) => document.activeElement?.matches(wanted) ?? false, selector)) return;
	}
	throw new Error(`Tab never reaches ${selector}`);
}

describe("a version that waits", () => {
	it("is told at start, published by the national team alone, and not there for those who do not award the label", async () => {
		expect(stage.logs).toContain("La version 2.1 du référentiel label-cae attend d’être publiée");
		const visitor = await stage.visitor({ javaScript: false });
		expect((await visitor.goto("/referentiel/2.1/comparaison"))?.status()).toBe(404);
		for (const email of ["comite@demo.example", "ca@demo.example", "admin@demo.example", "gerance@demo.example"]) {
			const page = await stage.signedIn(email, { javaScript: false });
			expect([email, (await page.goto("/referentiel/versions"))?.status()]).toEqual([email, 403]);
			expect([email, (await page.goto("/referentiel/2.1/publication"))?.status()]).toEqual([email, 403]);
			const reads = email.startsWith("comite") || email.startsWith("ca@");
			expect([email, (await page.goto("/referentiel/2.1/comparaison"))?.status()]).toEqual([email, reads ? 200 : 404]);
			await page.context().close();
		}
	});

	it("is read by the committee before it is in force, from the keyboard and on paper", async () => {
		const page = await stage.signedIn("comite@demo.example");
		const address = "/referentiel/2.1/comparaison";
		await tabTo(page, `a[href='${address}']`);
		await page.keyboard.press("Enter");
		await page.waitForURL(`**${address}`);
		const notice = page.locator(".notice-warning");
		await notice.getByText("en attente de publication").waitFor();
		expect(await notice.textContent()).toMatch(/Projet lu le \d+\s.+20\d\d.+n’est\spas en vigueur/);
		expect(await page.locator("article.compared").allInnerTexts()).toEqual([expect.stringContaining("JUR-01")]);
		expect(await page.locator("#JUR-01 ins").allTextContents()).toEqual(
			expect.arrayContaining([expect.stringContaining("membres ou non")]),
		);
		await isAccessible(page);
		await tabTo(page, "select[name='depuis']");
		await page.keyboard.press("ArrowDown");
		await tabTo(page, ".filters button");
		await page.keyboard.press("Enter");
		await page.waitForURL("**depuis=1.0**");
		await page.locator(".lead", { hasText: "Étapes" }).waitFor();
		expect(await page.locator("article.compared").count()).toBe(27);
		expect(await page.locator("#JUR-01").innerText()).toContain("Version 2.1");
		expect(await page.locator("#FIN-22").innerText()).toContain("Version 2.0");
		await isAccessible(page);
		await page.emulateMedia({ media: "print" });
		expect(await notice.isVisible()).toBe(true);
		await page.context().close();
	});

	it("names a published file that was changed, and serves the published text", async () => {
		const line = await changeFile(folder.path, "label-cae/2.0/jur.yaml", "weight: 3", "weight: 1");
		const page = await stage.signedIn(TEAM);
		await page.goto("/referentiel/versions");
		const notice = page.locator(".notice-warning");
		expect(await notice.textContent()).toContain(
			`criteria/label-cae/2.0/jur.yaml diffère à partir de la ligne ${line}`,
		);
		await isAccessible(page);
		await stage.restartServer();
		expect(stage.logs).toContain(`criteria/label-cae/2.0/jur.yaml, ligne ${line}, diffère`);
		await page.goto("/referentiel/2.0/comparaison?domaine=JUR&changement=unchanged");
		expect(await page.locator("#JUR-01").count()).toBe(1);
		await changeFile(folder.path, "label-cae/2.0/jur.yaml", "weight: 1", "weight: 3");
		await page.goto("/referentiel/versions");
		expect(await notice.count()).toBe(0);
		await page.context().close();
	});

	it("is read, tried, and published from the keyboard", async () => {
		const page = await stage.signedIn(TEAM);
		await page.getByRole("link", { name: "Versions du référentiel" }).click();
		await page.waitForURL("**/referentiel/versions");
		await tabTo(page, "a[href='/referentiel/2.1/publication']");
		await page.keyboard.press("Enter");
		await page.waitForURL("**/2.1/publication");
		const changed = page.locator("#JUR-01");
		await changed.waitFor();
		expect(await changed.locator("ins").allTextContents()).toEqual(
			expect.arrayContaining([expect.stringContaining("membres ou non")]),
		);
		await isAccessible(page);

		await tabTo(page, "#essai button");
		await page.keyboard.press("Enter");
		await page.waitForURL("**/2.1/publication?essai=oui**");
		const trial = page.locator("#essai");
		await trial.getByText("plus la règle du label").waitFor();
		const falling = Number(await trial.locator(".key-figure-number").first().textContent());
		expect(falling).toBeGreaterThan(0);
		expect(await trial.locator("table").first().locator("tbody tr").count()).toBe(falling);
		expect(await trial.locator("table").nth(1).textContent()).toContain("JUR-01");
		await isAccessible(page);

		await tabTo(page, "#confirmation");
		await page.keyboard.type("2.0");
		await page.keyboard.press("Enter");
		await page.getByText("Ce n’est pas le numéro affiché").first().waitFor();
		expect(await page.locator("#confirmation").inputValue()).toBe("2.0");
		await page.locator("#confirmation").fill("2.1");
		await page.locator("#confirmation").press("Enter");
		await page.getByText("Version 2.1 publiée le").waitFor();
		await isAccessible(page);
		await page.goto("/journal?famille=platform");
		expect(await page.locator("main").textContent()).toContain("Version du référentiel publiée");
		await page.context().close();
	});

	it("once published, is read by the committee and by anyone", async () => {
		const page = await stage.signedIn("comite@demo.example", { javaScript: false });
		await page.goto("/accueil");
		await page.getByRole("link", { name: "Lire ce qui change" }).click();
		await page.waitForURL("**/referentiel/2.1/comparaison");
		expect(await page.locator("article.compared").count()).toBe(1);
		await page.goto("/referentiel/2.0/comparaison");
		expect(await page.locator("article.compared").count()).toBe(26);
		await page.getByLabel("Domaine", { exact: true }).selectOption("RHU");
		await page.getByLabel("Changement", { exact: true }).selectOption("merged");
		await page.getByRole("button", { name: "Filtrer" }).click();
		await page.waitForURL("**changement=merged**");
		expect(await page.locator("article.compared").allInnerTexts()).toEqual([expect.stringContaining("RHU-17")]);
		await page.context().close();
		for (const width of [1280, 390]) {
			const visitor = await stage.visitor({ width });
			await visitor.goto("/referentiel/2.0/comparaison");
			await isAccessible(visitor);
			await visitor.context().close();
		}
	});
});

describe("the comparison on paper", () => {
	it("has neither filters nor navigation, and keeps its marks", async () => {
		const page = await stage.signedIn("comite@demo.example");
		await page.goto("/referentiel/2.0/comparaison");
		await page.emulateMedia({ media: "print" });
		expect(await page.locator(".filters").isVisible()).toBe(false);
		expect(await page.locator(".rail").isVisible()).toBe(false);
		const line = (tag: string) =>
			page
				.locator(`article.compared ${tag}`)
				.first()
				.evaluate((mark) => getComputedStyle(mark).textDecorationLine);
		expect([await line("del"), await line("ins")]).toEqual(["line-through", "underline"]);
		await page.context().close();
	});
});
