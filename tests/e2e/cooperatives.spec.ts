/** The national team adds a cooperative, changes it, gives headcounts, and finds it all in the journal. */
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

async function fillIdentity(page: Page, { name, code, siren }: { name: string; code: string; siren: string }) {
	// The list has a field called « Nom » too.
	await page.getByRole("heading", { level: 1, name: "Ajouter une coopérative" }).waitFor();
	await page.getByLabel("Nom", { exact: true }).fill(name);
	await page.getByLabel("Code", { exact: true }).fill(code);
	await page.getByLabel(/^SIREN/).fill(siren);
	await page.getByLabel("Forme juridique").selectOption("scop");
	await page.getByLabel("Département").selectOption("Finistère");
	await page.getByLabel(/^Engagée dans le label/).fill("2026-02-01");
	await page.getByLabel("Bâtiment", { exact: false }).first().check();
	await page.getByLabel(/^Effectif salarié/).fill("24");
}

describe("the national team", () => {
	for (const javaScript of [true, false]) {
		it(`adds a cooperative, mistakes told and kept (${javaScript ? "with" : "without"} JavaScript)`, async () => {
			const page = await stage.signedIn("reseau@demo.example", { javaScript });
			await page.goto("/cooperatives");
			await page.getByRole("link", { name: "Ajouter une coopérative" }).click();
			const [name, code] = javaScript ? ["Les Chantiers du Ponant", "PONANT"] : ["Les Ateliers du Levant", "LEVANT"];
			const siren = javaScript ? "732 829 320" : "356 000 000";
			await fillIdentity(page, { name, code, siren: "732 829 321" });
			await page.getByRole("button", { name: "Ajouter la coopérative" }).click();
			await page.getByText("Rien n’est encore enregistré").waitFor();
			await page.getByRole("link", { name: /clé est fausse/ }).click();
			if (javaScript) await page.waitForFunction(() => document.activeElement?.id === "siren");
			else expect(page.url()).toContain("#siren");
			expect(await page.getByLabel("Nom", { exact: true }).inputValue()).toBe(name);
			expect(await page.getByLabel("Département").inputValue()).toBe("Finistère");
			await page.getByLabel(/^SIREN/).fill(siren);
			await page.getByRole("button", { name: "Ajouter la coopérative" }).click();
			await page.getByRole("heading", { level: 1, name }).waitFor();
			const text = (await page.locator("main").textContent()) ?? "";
			for (const part of ["Bretagne", "Finistère", siren.replaceAll(" ", ""), "24"]) expect(text).toContain(part);

			// Twice the same number is told for what it is.
			await page.goto("/cooperatives/nouvelle");
			await fillIdentity(page, { name: "Une autre", code: `${code}-2`, siren });
			await page.getByRole("button", { name: "Ajouter la coopérative" }).click();
			await page.getByRole("link", { name: /porte déjà ce SIREN/ }).waitFor();
		});

		it(`changes it, gives headcounts and a departure (${javaScript ? "with" : "without"} JavaScript)`, async () => {
			const page = await stage.signedIn("reseau@demo.example", { javaScript });
			await page.goto(`/cooperatives?recherche=${javaScript ? "Ponant" : "Levant"}`);
			await page.locator("table tbody a").first().click();
			await page.getByRole("link", { name: "Modifier", exact: true }).click();
			await page.getByLabel("Région", { exact: true }).selectOption("Occitanie");
			await page.getByRole("button", { name: "Enregistrer les changements" }).click();
			await page.getByRole("link", { name: /n’est pas dans la région choisie/ }).waitFor();
			await page.getByLabel("Région", { exact: true }).selectOption("Bretagne");
			await page.getByLabel(/^Association régionale/).fill("Bretagne");
			await page.getByRole("button", { name: "Enregistrer les changements" }).click();
			await page.getByRole("heading", { name: "Effectif par année" }).waitFor();
			await page.getByText("Statut du label").waitFor();

			await page.getByRole("link", { name: "Modifier", exact: true }).click();
			const adding = page.locator(".headcount-form").last();
			await adding.getByLabel("Année à ajouter").fill("2025");
			await adding.getByLabel("Effectif").fill("beaucoup");
			await adding.getByRole("button", { name: "Ajouter l’année" }).click();
			await page.getByText("Indiquez l’effectif en nombre entier").waitFor();
			expect(await page.locator(".headcount-form").last().getByLabel("Année à ajouter").inputValue()).toBe("2025");
			await page.locator(".headcount-form").last().getByLabel("Effectif").fill("21");
			await page.getByRole("button", { name: "Ajouter l’année" }).click();
			await page.getByLabel("Effectif en 2025").fill("22");
			await page.getByRole("button", { name: "Corriger l’effectif de 2025" }).click();
			await page.waitForFunction(
				() => document.querySelector<HTMLInputElement>('input[name="known"][value="22"]') !== null,
			);

			await page.getByText("Enregistrer un départ du réseau").click();
			await page.getByText("elle n’ouvre plus d’auto-évaluation").waitFor();
			await page.getByLabel("Dernier jour dans le réseau").fill("2027-12-31");
			await page.getByLabel("J’ai lu ce qui suit le départ").check();
			await page.getByRole("button", { name: "Enregistrer le départ" }).click();
			await page.getByText("Membre du réseau jusqu’au").waitFor();

			await page.getByRole("link", { name: "Historique de la coopérative" }).click();
			await page.locator(".journal").waitFor();
			const told = (await page.locator(".journal").textContent()) ?? "";
			for (const part of [
				"Coopérative ajoutée",
				"Effectif d’une année enregistré",
				"31\u00a0décembre\u00a02027",
				"Andréa Vidal",
			]) {
				expect(told).toContain(part);
			}
		});
	}

	it("is told of a change made meanwhile, and keeps what was typed", async () => {
		const page = await stage.signedIn("reseau@demo.example");
		const other = await stage.signedIn("admin@demo.example", { javaScript: false });
		await page.goto("/cooperatives?recherche=Garance");
		await page.locator("table tbody a").first().click();
		await page.getByRole("link", { name: "Modifier", exact: true }).click();
		await page.getByLabel("Nom", { exact: true }).fill("Les Chemins de traverse");
		await other.goto(page.url());
		await other.getByLabel("Code", { exact: true }).fill("GARANCE");
		await other.getByRole("button", { name: "Enregistrer les changements" }).click();
		await other.getByText("Effectif").first().waitFor();
		await page.getByRole("button", { name: "Enregistrer les changements" }).click();
		await page.getByText("Une autre personne a modifié cette coopérative").waitFor();
		await page.getByText("Code\u00a0: GARANCE").waitFor();
		expect(await page.getByLabel("Nom", { exact: true }).inputValue()).toBe("Les Chemins de traverse");
	});

	it("does it by keyboard alone, on a phone, and axe finds nothing", async () => {
		const page = await stage.signedIn("reseau@demo.example", { width: 390 });
		await page.goto("/cooperatives/nouvelle");
		expect(await findViolations(page)).toEqual([]);
		expect(await overflow(page)).toBeLessThanOrEqual(0);
		await page.getByLabel("Nom", { exact: true }).focus();
		await page.keyboard.type("Au clavier");
		await page.keyboard.press("Tab");
		await page.keyboard.type("CLAVIER");
		await page.keyboard.press("Enter");
		// The summary takes the focus: the first mistake is one Tab away.
		await page.waitForFunction(() => document.activeElement?.className === "error-summary");
		await page.keyboard.press("Tab");
		await page.keyboard.press("Enter");
		await page.waitForFunction(() => document.activeElement?.id === "headcount");
		// Refused again for the same reason, it takes the focus again.
		await page.keyboard.press("Enter");
		await page.waitForFunction(() => document.activeElement?.className === "error-summary");
		await page.keyboard.press("Tab");
		await page.keyboard.press("Enter");
		await page.waitForFunction(() => document.activeElement?.id === "headcount");
		expect(await findViolations(page)).toEqual([]);
		await page.keyboard.type("12");
		await page.keyboard.press("Enter");
		await page.getByRole("heading", { level: 1, name: "Au clavier" }).waitFor();
		await page.goto(`${page.url()}/modifier`);
		await page.getByText("Enregistrer un départ du réseau").click();
		expect(await findViolations(page)).toEqual([]);
		expect(await overflow(page)).toBeLessThanOrEqual(0);
	});
});

describe("the others", () => {
	it("find no way in", async () => {
		const page = await stage.signedIn("gerance@demo.example", { javaScript: false });
		await page.goto(`/auto-evaluations/${await stage.ownDraft(page)}`);
		const own = await page.locator("a[href*='/progres']").first().getAttribute("href");
		const identity = own?.replace(/\/progres.*$/, "") ?? "";
		expect((await page.goto(identity))?.status()).toBe(200);
		expect(await page.getByRole("link", { name: "Modifier", exact: true }).count()).toBe(0);
		expect((await page.goto(`${identity}/modifier`))?.status()).toBe(403);
		expect((await page.goto("/cooperatives/nouvelle"))?.status()).toBe(403);
		const foreign = await stage.foreignAssessment();
		expect((await page.goto(`/cooperatives/${foreign.cooperativeId}/modifier`))?.status()).toBe(404);
	});
});
