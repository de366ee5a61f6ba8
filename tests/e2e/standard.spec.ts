/** The public référentiel: found, read, handed out by anyone; reported by those signed in; answered by the national team. */
import { gzipSync } from "node:zlib";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findViolations } from "../support/axe";
import { openStage, type Stage } from "../support/stage";

let stage: Stage;
beforeAll(async () => {
	stage = await openStage();
});
afterAll(() => stage.close());

const REPORT = "Le mot « principal » se lit de deux façons.";
const ANSWER = "Nous le préciserons dans la version suivante.";
const main = (page: Page) => page.getByRole("main");

describe("a visitor", () => {
	for (const javaScript of [true, false]) {
		it(`finds a criterion and its history (${javaScript ? "with" : "without"} JavaScript)`, async () => {
			const page = await stage.visitor({ javaScript });
			await page.goto("/");
			await page.getByRole("link", { name: "Lire le référentiel" }).click();
			await page.waitForURL("**/referentiel/2.0");
			await page.getByText("120 critères, tous affichés").waitFor();
			await page.getByLabel("Rechercher").fill("DIALOGUE social");
			await page.getByRole("button", { name: "Chercher" }).click();
			await page.getByText(/^\d+\s+critères? sur 120$/).waitFor();
			await page.getByLabel("Rechercher").fill("xylophone");
			await page.getByRole("button", { name: "Chercher" }).click();
			await page.getByText("Aucun critère ne correspond").waitFor();
			await page.getByRole("link", { name: "Retirer les filtres" }).click();
			await page.getByText("120 critères, tous affichés").waitFor();
			await page.getByLabel("Domaine").selectOption("RHU");
			await page.getByLabel("Nature").selectOption("mandatory");
			await page.getByRole("button", { name: "Chercher" }).click();
			await page.locator("#RHU-17 a").click();
			await page.waitForURL("**/referentiel/2.0/criteres/RHU-17");
			await page.getByText("Réunit RHU-17 et RHU-23 de la version précédente.").waitFor();
			await page.getByRole("link", { name: /^RHU-23 ·/ }).click();
			await page.waitForURL("**/referentiel/1.0/criteres/RHU-23");
			await page.getByText("La dernière version est la 2.0").waitFor();
			expect(await main(page).textContent()).not.toMatch(/certifi/i);
			await page.context().close();
		});
	}

	it("is told where a retired criterion went", async () => {
		const page = await stage.visitor();
		const answer = await page.goto("/referentiel/2.0/criteres/ANC-19");
		expect(answer?.status()).toBe(404);
		await page.getByText("ANC-19 a été retiré dans la 2.0").waitFor();
		await page.getByRole("link", { name: "Lire ANC-19 dans la version 1.0" }).click();
		await page.getByText("ANC-19 est retiré").waitFor();
		expect((await page.goto("/referentiel/2.0/criteres/JUR-99"))?.status()).toBe(404);
		await page.context().close();
	});

	it("sees what a profile is asked, and why, without JavaScript", async () => {
		const page = await stage.visitor({ javaScript: false });
		await page.goto("/referentiel/2.0");
		await page.getByRole("link", { name: /Quels critères pour ma CAE/ }).click();
		await page.getByLabel("Généraliste").check();
		await page.getByLabel("Effectif salarié").fill("8");
		await page.getByRole("button", { name: "Voir les critères" }).click();
		const count = await page.getByRole("status").innerText();
		expect(count).toMatch(/^\d+\s+critères applicables sur 120$/);
		await page
			.getByText("Pas d’activité hébergée en « Bâtiment ».".replaceAll(/(«) | (»)/g, "$1\u202f$2"))
			.first()
			.waitFor();
		await page.getByRole("checkbox", { name: /^Bâtiment/ }).check();
		await page.getByRole("button", { name: "Voir les critères" }).click();
		expect(await page.getByRole("status").innerText()).not.toBe(count);
		await page.context().close();
	});

	it("goes from the list to a criterion and to the next by the keyboard alone", async () => {
		const page = await stage.visitor();
		await page.goto("/referentiel/2.0");
		await tabTo(page, "Rechercher");
		await page.keyboard.type("capital variable");
		await page.keyboard.press("Enter");
		await page.getByText(/sur 120$/).waitFor();
		await page.locator(".criteria-list a").first().waitFor();
		const first = await page.locator(".criteria-list a").first().innerText();
		await tabTo(page, first);
		await page.keyboard.press("Enter");
		await page.getByRole("heading", { level: 1, name: first }).waitFor();
		const next = await page.locator('a[rel="next"]').innerText();
		await tabTo(page, next);
		await page.keyboard.press("Enter");
		await page.getByRole("heading", { level: 1, name: next.replace(/^\S+ · | →$/g, "") }).waitFor();
		await page.context().close();
	});

	it("is sent to sign in before reporting, and comes back to it", async () => {
		const page = await stage.visitor();
		await page.goto("/referentiel/2.0/criteres/JUR-02");
		await page.getByRole("link", { name: "Se connecter pour signaler un critère ambigu" }).click();
		await page.waitForURL("**/connexion?suite=**");
		await page.getByLabel("Adresse e-mail").fill("equipe@demo.example");
		await page.getByLabel("Mot de passe").fill("demo-label-cae");
		await page.getByRole("button", { name: "Se connecter" }).click();
		await page.waitForURL("**/criteres/JUR-02/signaler");
		await page.context().close();
	});
});

describe("a report", () => {
	for (const javaScript of [true, false]) {
		it(`goes from a contributor to the national team and back (${javaScript ? "with" : "without"} JavaScript)`, async () => {
			const words = `${REPORT} ${javaScript ? "Un." : "Deux."}`;
			const page = await stage.signedIn("equipe@demo.example", { javaScript });
			await page.goto("/referentiel/2.0/criteres/JUR-01");
			await page.getByRole("link", { name: "Signaler un critère ambigu" }).click();
			await page.getByLabel(/Qu’est-ce qui n’est pas clair/).fill("   ");
			await page.getByRole("button", { name: "Envoyer le signalement" }).click();
			await page.getByRole("link", { name: /Écrivez quelque chose/ }).waitFor();
			await page.getByLabel(/Qu’est-ce qui n’est pas clair/).fill(words);
			await page.getByRole("button", { name: "Envoyer le signalement" }).click();
			await page.getByText("votre signalement est enregistré").waitFor();
			await page.getByText("En attente de réponse").first().waitFor();

			const team = await stage.signedIn("reseau@demo.example", { javaScript });
			await team.goto("/referentiel");
			await team.getByRole("link", { name: "Critères signalés" }).click();
			const item = team.getByRole("listitem").filter({ hasText: javaScript ? "façons. Un." : "façons. Deux." });
			await item.getByText("Répondre au signalement de JUR-01").click();
			await item.getByLabel("Réponse").fill(ANSWER);
			await item.getByRole("button", { name: "Clore avec cette réponse" }).click();
			// Nothing was decided: what was written is still there.
			await item.getByText("Choisissez la suite donnée").waitFor();
			expect(await item.getByLabel("Réponse").inputValue()).toBe(ANSWER);
			await item.getByLabel("À reprendre dans la version suivante").check();
			await item.getByRole("button", { name: "Clore avec cette réponse" }).click();
			await team.getByText("Réponse enregistrée").waitFor();
			await team.getByRole("link", { name: /^À reprendre/ }).click();
			await team.getByText(ANSWER).first().waitFor();

			await page.goto("/referentiel/2.0/criteres/JUR-01/signaler");
			await page.getByText(ANSWER).first().waitFor();
			await page.context().close();
			await team.context().close();
		});
	}

	it("is nobody else's to read", async () => {
		const page = await stage.signedIn("ca@demo.example");
		expect((await page.goto("/referentiel/signalements"))?.status()).toBe(403);
		await page.context().close();
	});
});

describe("the référentiel handed out", () => {
	it("is a JSON file one may keep", async () => {
		const first = await fetch(`${stage.origin}/referentiel/2.0/donnees`);
		expect(first.headers.get("Cache-Control")).toBe("public, max-age=3600");
		expect(first.headers.get("Content-Type")).toContain("application/json");
		const body = (await first.json()) as { criteria: readonly unknown[] };
		expect(body.criteria).toHaveLength(120);
		const again = await fetch(`${stage.origin}/referentiel/2.0/donnees`, {
			headers: { "If-None-Match": first.headers.get("ETag") ?? "" },
		});
		expect(again.status).toBe(304);
	});

	it("is a PDF, linked from the list", async () => {
		const page = await stage.visitor({ javaScript: false });
		await page.goto("/referentiel/2.0");
		const href = await page.getByRole("link", { name: "Version PDF" }).getAttribute("href");
		const answer = await fetch(stage.origin + href);
		expect([answer.status, answer.headers.get("Content-Type")]).toEqual([200, "application/pdf"]);
		expect(
			Buffer.from(await answer.arrayBuffer())
				.subarray(0, 5)
				.toString(),
		).toBe("%PDF-");
		await page.context().close();
	});

	it("prints whole: a title page, a page break by domain, no navigation", async () => {
		const page = await stage.visitor();
		await page.goto("/referentiel/2.0");
		await page.getByRole("link", { name: "Texte à imprimer" }).click();
		await page.getByRole("heading", { level: 1 }).waitFor();
		expect(await page.locator("script").count()).toBe(0);
		expect(await page.locator(".whole-criterion").count()).toBe(120);
		await page.emulateMedia({ media: "print" });
		expect(await page.locator(".lone-brand, .lone-foot").filter({ visible: true }).count()).toBe(0);
		expect(await page.getByText("Ouvrez l’impression").isVisible()).toBe(false);
		const breaks = await page
			.locator(".title-page, .printed-domain")
			.evaluateAll((parts) => parts.map((part) => getComputedStyle(part).breakAfter));
		expect(breaks).toEqual(["page", "page", "page", "page", "page", "page", "auto"]);
		await page.context().close();
	});

	it("stays light: a list under 25 kB, a criterion under 15 kB, the whole text under 60 kB", async () => {
		const weigh = async (path: string) => {
			const answer = await fetch(stage.origin + path, { headers: { "Accept-Encoding": "identity" } });
			return gzipSync(Buffer.from(await answer.arrayBuffer()), { level: 9 }).length / 1000;
		};
		const list = await weigh("/referentiel/2.0");
		const criterion = await weigh("/referentiel/2.0/criteres/JUR-01");
		const profile = await weigh("/referentiel/pour-ma-cae?effectif=30&filieres=generaliste");
		const whole = await weigh("/referentiel/2.0/impression");
		console.log(`référentiel in kB: list ${list}, criterion ${criterion}, profile ${profile}, whole ${whole}`);
		expect(list).toBeLessThan(25);
		expect(criterion).toBeLessThan(15);
		expect(profile).toBeLessThan(25);
		expect(whole).toBeLessThan(60);
	});
});

describe("accessibility", () => {
	const PUBLIC = [
		"/referentiel/2.0",
		"/referentiel/1.0?recherche=contrat&domaine=JUR",
		"/referentiel/2.0?recherche=xylophone",
		"/referentiel/2.0/criteres/FIN-22",
		"/referentiel/2.0/criteres/ANC-19",
		"/referentiel/pour-ma-cae?effectif=beaucoup&filieres=culture",
		"/referentiel/2.0/impression",
	];
	for (const width of [1280, 390]) {
		it(`has no defect and no sideways scroll at ${width} px`, async () => {
			const visitor = await stage.visitor({ width });
			for (const address of PUBLIC) await sound(visitor, address);
			const team = await stage.signedIn("reseau@demo.example", { width });
			for (const address of [
				"/referentiel/2.0",
				"/referentiel/2.0/criteres/JUR-01",
				"/referentiel/2.0/criteres/JUR-01/signaler",
				"/referentiel/signalements",
				"/referentiel/signalements?etat=closed",
			]) {
				await sound(team, address);
			}
			await visitor.context().close();
			await team.context().close();
		});
	}
});

async function sound(page: Page, address: string): Promise<void> {
	await page.goto(address);
	await page.waitForLoadState("load");
	expect([address, await findViolations(page)]).toEqual([address, []]);
	const overflow = await page.evaluate(
		() => document.documentElement.scrollWidth - document.documentElement.clientWidth,
	);
	expect([address, overflow]).toEqual([address, 0]);
}

/** Presses Tab until the control or the link so named has the focus. */
async function tabTo(page: Page, name: string): Promise<void> {
	for (let presses = 0; presses < 300; presses++) {
		await page.keyboard.press("Tab");
		const focused = await page.evaluate(() => {
			const element = document.activeElement;
			const label = element instanceof HTMLInputElement ? element.labels?.[0]?.innerText : undefined;
			return label ?? (element as HTMLElement | null)?.innerText ?? "";
		});
		if (focused.trim() === name.trim()) return;
	}
	throw new Error(`Tab never reaches « ${name} »`);
}
