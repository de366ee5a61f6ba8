/** Two people talk about a criterion, read its history at a date, and set a chapter aside; with JavaScript and without. */
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findViolations } from "../support/axe";
import { openStage, type Stage } from "../support/stage";

const MANAGER = "gerance@demo.example";
const COLLEAGUE = "equipe@demo.example";

let stage: Stage;
let own: string;
let names: { manager: string; colleague: string };
beforeAll(async () => {
	stage = await openStage();
	const [manager, colleague] = await Promise.all(
		[MANAGER, COLLEAGUE].map(async (email) => {
			const page = await stage.signedIn(email, { javaScript: false });
			const name = (await page.locator("h1").innerText()).replace("Bonjour ", "");
			if (email === MANAGER) own = `/auto-evaluations/${await stage.ownDraft(page)}`;
			await page.context().close();
			return name;
		}),
	);
	names = { manager: manager ?? "", colleague: colleague ?? "" };
});
afterAll(() => stage.close());

const thread = (page: Page, words: string) => page.locator("article.thread", { hasText: words });

async function looksRight(page: Page): Promise<void> {
	expect(await findViolations(page)).toEqual([]);
	await fits(page);
}

async function fits(page: Page): Promise<void> {
	const sideways = "document.documentElement.scrollWidth - document.documentElement.clientWidth";
	expect(await page.evaluate(sideways)).toBe(0);
}

describe("a team talks about a criterion", () => {
	it("from the sheet, with a mention told on the other's home until it is resolved", async () => {
		const manager = await stage.signedIn(MANAGER);
		await manager.goto(`${own}/domaines/JUR`);
		await stage.alive(manager);
		await manager.getByRole("link", { name: "Échanges et historique de JUR-04" }).click();
		await manager.getByRole("heading", { level: 1, name: /^JUR-04 · / }).waitFor();
		await manager.getByLabel("Ouvrir un échange").fill("Qui a l’attestation de l’URSSAF ?");
		await manager.getByRole("checkbox", { name: names.colleague }).check();
		// A double click writes one message.
		await manager.getByRole("button", { name: "Envoyer le message" }).dblclick();
		await thread(manager, "URSSAF").getByText(`À l’attention de ${names.colleague}`).waitFor();
		expect(await thread(manager, "URSSAF").count()).toBe(1);
		expect(await manager.getByLabel("Ouvrir un échange").inputValue()).toBe("");
		await looksRight(manager);

		const colleague = await stage.signedIn(COLLEAGUE, { javaScript: false, width: 390 });
		await colleague.getByRole("heading", { name: "On vous a mentionné" }).waitFor();
		await colleague.getByRole("link", { name: /^JUR-04, échange/ }).click();
		await thread(colleague, "URSSAF").getByText("Répondre").click();
		await thread(colleague, "URSSAF").getByLabel("Votre réponse").fill("Je l’ai, je la joins demain.");
		await colleague.getByRole("button", { name: "Envoyer la réponse" }).click();
		await thread(colleague, "Je l’ai").getByText(names.colleague).first().waitFor();
		await thread(colleague, "Je l’ai").getByRole("button", { name: "Marquer comme résolu" }).click();
		await colleague.getByText("1 échange résolu").waitFor();
		await colleague.goto("/accueil");
		expect(await colleague.getByText("On vous a mentionné").count()).toBe(0);
	});

	it("keeps what was typed when it is refused and when the session is over; takes a message back for good", async () => {
		const plain = await stage.signedIn(MANAGER, { javaScript: false });
		await plain.goto(`${own}/criteres/JUR-05`);
		await plain.getByRole("button", { name: "Envoyer le message" }).click();
		await plain.getByText("Le message est vide").waitFor();

		const page = await stage.signedIn(MANAGER);
		await page.goto(`${own}/criteres/JUR-05`);
		await page.getByLabel("Ouvrir un échange").fill("Écrit juste avant la fin de la session");
		await page.context().clearCookies();
		await page.getByRole("button", { name: "Envoyer le message" }).click();
		await page.waitForURL("**/connexion**");
		await stage.signIn(page, MANAGER);
		await page.goto(`${own}/criteres/JUR-05`);
		await page.waitForFunction(() => document.querySelector<HTMLTextAreaElement>("[name=text]")?.value !== "");
		expect(await page.getByLabel("Ouvrir un échange").inputValue()).toBe("Écrit juste avant la fin de la session");
		await page.getByRole("button", { name: "Envoyer le message" }).click();
		await thread(page, "fin de la session").getByText("Retirer ce message").click();
		await thread(page, "fin de la session").getByRole("button", { name: "Retirer", exact: true }).click();
		await page.getByText("Message retiré.").waitFor();
		expect(await page.getByText("fin de la session").count()).toBe(0);
		await page.reload();
		expect(await page.getByLabel("Ouvrir un échange").inputValue()).toBe("");
	});
});

it("reads the answer as it stood at a date, word by word, without JavaScript", async () => {
	const writer = await stage.signedIn(COLLEAGUE);
	await writer.goto(`${own}/domaines/ACC`);
	await stage.alive(writer);
	await writer.locator("#ACC-02-commentaire").fill("Statuts relus en mars");
	await writer.locator("#ACC-02 .criterion-foot").getByText("Enregistré à").waitFor();

	const page = await stage.signedIn(MANAGER, { javaScript: false, width: 390 });
	await page.goto(`${own}/criteres/ACC-02`);
	await page.locator("ins", { hasText: "Statuts relus en mars" }).waitFor();
	await page.getByText(names.colleague).first().waitFor();
	await page.getByLabel("La réponse telle qu’elle était, au").fill("2026-11-01T12:00");
	await page.getByRole("button", { name: "Voir" }).click();
	await page.getByText(/Au\s1er\snovembre\s2026/).waitFor();
	expect(await page.locator("#historique").getByText("Statuts relus en mars").count()).toBe(0);
	await page.getByRole("link", { name: "Tout l’historique" }).click();
	await page.locator("ins", { hasText: "Statuts relus en mars" }).waitFor();
	await page.goto(`${own}/criteres/ACC-02?au=hier`);
	await page.getByText("Indiquez un jour et une heure").waitFor();
});

it("sets a chapter aside for one reason, leaves what a colleague edits meanwhile, and puts the rest back", async () => {
	const page = await stage.signedIn(MANAGER);
	await page.goto(`${own}/domaines/JUR`);
	await stage.alive(page);
	const before = await page.locator("input[type=radio]:checked").evaluateAll((all) => all.map(({ id }) => id));
	await page.getByRole("link", { name: /Statuts et forme coopérative.* ne nous concerne pas/ }).click();
	await page.getByRole("heading", { level: 1, name: "Chapitre non applicable" }).waitFor();
	await looksRight(page);

	const plain = await stage.signedIn(MANAGER, { javaScript: false, width: 390 });
	await plain.goto(page.url());
	await fits(plain);
	const button = { name: "Déclarer non applicables les critères cochés" };
	await plain.getByRole("button", button).click();
	await plain.getByText("Écrivez le motif").waitFor();
	const count = await plain.getByRole("checkbox", { checked: true }).count();
	await plain.getByLabel("Motif, le même pour chacun").fill("Sans objet pour nous");
	await plain.getByRole("button", button).click();
	await plain.getByText(`${count} critères déclarés non applicables`).waitFor();
	await plain.getByRole("button", { name: "Annuler et remettre les réponses d’avant" }).click();
	await plain.getByText("Les réponses d’avant sont remises").waitFor();

	// The page opened before all that says what was edited meanwhile, and leaves it alone.
	await page.getByLabel("Motif, le même pour chacun").fill("Vu trop tôt");
	await page.getByRole("button", button).click();
	await page.getByText("modifiés entre-temps sont restés tels quels").waitFor();
	await page.goto(`${own}/domaines/JUR`);
	await stage.alive(page);
	expect(await page.locator("input[type=radio]:checked").evaluateAll((all) => all.map(({ id }) => id))).toEqual(before);
});
