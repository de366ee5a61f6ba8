/** The journal is read: by a manager for their assessment, by the national team for the network, by an administrator for security. */
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findViolations } from "../support/axe";
import { openStage, type Stage } from "../support/stage";

let stage: Stage;
beforeAll(async () => {
	stage = await openStage();
});
afterAll(() => stage.close());

const overflow = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);

describe("a manager", () => {
	it("reads the history of their assessment, texts before and after, and never another’s", async () => {
		const page = await stage.signedIn("gerance@demo.example", { javaScript: false });
		const id = await stage.ownDraft(page);
		await page.goto(`/auto-evaluations/${id}/domaines/ANC?filtre=all`);
		await page.locator("#ANC-02-commentaire").fill("=1+1 Premier texte");
		await page.getByRole("button", { name: "Enregistrer ANC-02" }).click();
		await page.locator("#ANC-02-commentaire").fill("Second texte");
		await page.getByRole("button", { name: "Enregistrer ANC-02" }).click();
		await page.goto(`/auto-evaluations/${id}`);
		await page.getByRole("link", { name: "Historique" }).click();
		const latest = page.locator(".journal > li").first();
		expect(await latest.textContent()).toContain("Réponse enregistrée");
		expect(await latest.textContent()).toContain("ANC-02");
		await latest.getByText("Commentaire : modifié").click();
		expect(await latest.locator("details").textContent()).toMatch(/Avant.*=1\+1 Premier texte.*Après.*Second texte/s);
		expect(await page.locator(".journal > li").count()).toBeLessThanOrEqual(50);

		const foreign = await stage.foreignAssessment();
		expect((await page.goto(`/auto-evaluations/${foreign.id}/historique`))?.status()).toBe(404);
		expect((await page.goto(`/cooperatives/${foreign.cooperativeId}/historique`))?.status()).toBe(404);
		expect((await page.goto("/journal"))?.status()).toBe(403);
		expect((await page.goto("/journal/securite"))?.status()).toBe(403);
	});

	it("goes through its pages", async () => {
		const page = await stage.signedIn("gerance@demo.example");
		const id = await stage.ownDraft(page);
		await page.goto(`/auto-evaluations/${id}/historique`);
		const first = await page.locator(".journal > li").first().textContent();
		await page.getByRole("link", { name: "Page suivante" }).click();
		await page.waitForURL(/page=2/);
		await page.getByText(/Lignes 51 à/).waitFor();
		expect(await page.locator(".journal > li").first().textContent()).not.toBe(first);
	});
});

describe("the national team", () => {
	it("filters the journal, keeps the filter in the address, and exports it", async () => {
		const page = await stage.signedIn("reseau@demo.example");
		await page.goto("/cooperatives?recherche=Garance");
		await page.locator("table tbody a").first().click();
		await page.getByRole("link", { name: "Modifier", exact: true }).click();
		await page.getByLabel(/^Association régionale/).fill("=HYPERLINK(1)");
		await page.getByRole("button", { name: "Enregistrer les changements" }).click();
		await page.getByText("Association régionale").waitFor();

		await page.getByRole("link", { name: "Journal", exact: true }).click();
		await page.getByRole("heading", { level: 1, name: "Journal" }).waitFor();
		await page.getByLabel("Sujet").selectOption("cooperatives");
		await page.getByLabel("Personne").fill("vidal");
		await page.getByLabel("Coopérative", { exact: true }).fill("garance");
		await page.getByRole("button", { name: "Filtrer" }).click();
		await page.waitForURL(/famille=cooperatives/);
		expect(page.url()).toContain("personne=vidal");
		await page.waitForFunction(() => document.querySelectorAll(".journal > li").length === 1);
		expect(await page.locator(".journal").textContent()).toContain("Coopérative modifiée");
		expect(await page.getByLabel("Sujet").inputValue()).toBe("cooperatives");

		const [file] = await Promise.all([
			page.waitForEvent("download"),
			page.getByRole("link", { name: "Exporter ces lignes (CSV)" }).click(),
		]);
		const chunks: Buffer[] = [];
		for await (const chunk of await file.createReadStream()) chunks.push(chunk as Buffer);
		const csv = Buffer.concat(chunks).toString("utf8");
		expect(file.suggestedFilename()).toBe("journal-label-cae.csv");
		expect(csv.startsWith('\ufeff"Numéro";"Date"')).toBe(true);
		expect(csv.split("\r\n")).toHaveLength(2);
		expect(csv).toContain('"Coopérative modifiée";"cooperative.edited"');
		expect(csv).toContain("=HYPERLINK(1)");
		expect(csv).not.toMatch(/(^|;|\r\n)"?[=+\-@]/m);

		await page.getByRole("link", { name: "Retirer les filtres" }).click();
		await page.waitForURL((url) => url.pathname === "/journal" && url.search === "");
		await page.locator(".journal > li").nth(49).waitFor();
	});

	it("reads no answer of a draft there, and everything works without JavaScript, on a phone", async () => {
		const page = await stage.signedIn("reseau@demo.example", { javaScript: false, width: 390 });
		await page.goto("/journal?famille=assessments");
		const text = (await page.locator("main").textContent()) ?? "";
		expect(text).not.toContain("Réponse enregistrée");
		expect(text).toMatch(/Tête du journal.*\d+:[0-9a-f]{64}/s);
		await page.getByLabel("Du").fill("2020-01-01");
		await page.getByLabel("Au", { exact: true }).fill("2020-12-31");
		await page.getByRole("button", { name: "Filtrer" }).click();
		await page.getByText("Aucune modification enregistrée ne correspond.").waitFor();
		expect((await page.goto("/journal/securite"))?.status()).toBe(403);
	});

	it("axe finds nothing, nothing overflows", async () => {
		const page = await stage.signedIn("reseau@demo.example", { width: 390 });
		await page.goto("/journal");
		expect(await findViolations(page)).toEqual([]);
		expect(await overflow(page)).toBeLessThanOrEqual(0);
		await page.setViewportSize({ width: 1280, height: 900 });
		expect(await findViolations(page)).toEqual([]);
		await page.goto("/audits");
		await page.locator("a[href^='/audits/']").filter({ hasNotText: "agenda" }).first().waitFor();
	});
});

describe("an administrator", () => {
	it("reads the security log, filtered, and by keyboard", async () => {
		const page = await stage.signedIn("admin@demo.example", { width: 390 });
		const denied = await stage.signedIn("equipe@demo.example", { javaScript: false });
		await denied.goto("/journal");
		await page.goto("/journal/securite");
		expect(await findViolations(page)).toEqual([]);
		expect(await overflow(page)).toBeLessThanOrEqual(0);
		expect(await page.locator("main").textContent()).toContain("365");
		await page.getByLabel("Événement", { exact: true }).focus();
		await page.keyboard.type("Page");
		await page.keyboard.press("Tab");
		await page.keyboard.press("Tab");
		await page.keyboard.press("Enter");
		await page.waitForURL(/evenement=accessDenied/);
		await page.waitForFunction(() => document.querySelectorAll("tbody tr").length > 0);
		const rows = await page.locator("tbody tr").allTextContents();
		expect(rows.every((row) => row.includes("Page ou action refusée"))).toBe(true);
		expect(rows.some((row) => row.includes("Refusé"))).toBe(true);
	});
});
