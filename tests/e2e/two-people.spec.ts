/** Two people on the same criterion, the network cut, a reload: no word is lost. */
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openStage, type Stage } from "../support/stage";

let stage: Stage;
beforeAll(async () => {
	stage = await openStage();
});
afterAll(() => stage.close());

async function openSheet(
	email: string,
	domain = "ACC",
	before: (page: Page) => Promise<unknown> = async () => undefined,
): Promise<Page> {
	const page = await stage.signedIn(email);
	await before(page);
	await page.goto(`/auto-evaluations/${await stage.ownDraft(page)}/domaines/${domain}`);
	await stage.alive(page);
	return page;
}

const comment = (page: Page, criterion: string) => page.locator(`#${criterion}-commentaire`);
const state = (page: Page, criterion: string) => page.locator(`#${criterion} .criterion-foot`);

describe("two people on one assessment", () => {
	it("shows both texts on a conflict and saves what the person chooses", async () => {
		const camille = await openSheet("gerance@demo.example");
		// Without the line that would show it as it is saved.
		const sacha = await openSheet("equipe@demo.example", "ACC", (page) =>
			page.route("**/direct*", (route) => route.abort()),
		);
		await comment(camille, "ACC-01").fill("Texte de Camille");
		await state(camille, "ACC-01").getByText("Enregistré à").waitFor();
		await comment(sacha, "ACC-01").fill("Texte de Sacha");
		const panel = sacha.locator("#ACC-01 .notice");
		await panel.getByText("Texte de Camille").waitFor();
		expect(await comment(sacha, "ACC-01").inputValue()).toBe("Texte de Sacha");
		await sacha.keyboard.press("Escape");
		await sacha.keyboard.press("i");
		await sacha.keyboard.press("s");
		await panel.getByRole("button", { name: "Ma réponse, avec les deux commentaires" }).click();
		await state(sacha, "ACC-01").getByText("Enregistré à").waitFor();
		await camille.reload();
		expect(await comment(camille, "ACC-01").inputValue()).toBe("Texte de Camille\n\nTexte de Sacha");
	});

	it("keeps what was typed while the network was cut, across a reload, and sends it once", async () => {
		const page = await openSheet("gerance@demo.example", "RHU");
		await page.route("**/reponses", (route) => route.abort());
		await comment(page, "RHU-01").fill("Écrit dans le train");
		await state(page, "RHU-01").getByText("Non enregistré, nouvel essai").waitFor();
		await page.unroute("**/reponses");
		await page.reload();
		await stage.alive(page);
		expect(await comment(page, "RHU-01").inputValue()).toBe("Écrit dans le train");
		await state(page, "RHU-01").getByText("Enregistré à").waitFor();
		await page.reload();
		expect(await comment(page, "RHU-01").inputValue()).toBe("Écrit dans le train");
	});

	it("does not save twice when only the acknowledgement is lost", async () => {
		const page = await openSheet("gerance@demo.example", "FIN");
		let lost = 0;
		await page.route("**/reponses", async (route) => {
			if (lost++ > 0) return route.continue();
			await route.fetch();
			await route.abort();
		});
		await comment(page, "FIN-01").fill("Une seule fois");
		await state(page, "FIN-01").getByText("Enregistré à").waitFor({ timeout: 20_000 });
		expect(lost).toBeGreaterThan(1);
		expect(await page.locator("#FIN-01 .notice").count()).toBe(0);
		await page.reload();
		expect(await comment(page, "FIN-01").inputValue()).toBe("Une seule fois");
	});

	it("keeps the text when the session has ended, and sends it after signing in again", async () => {
		const page = await openSheet("gerance@demo.example", "JUR");
		await page.context().clearCookies();
		await comment(page, "JUR-01").fill("Écrit après la déconnexion");
		await state(page, "JUR-01").getByText("Vous êtes déconnecté").waitFor();
		const sheet = page.url();
		await stage.signIn(page, "gerance@demo.example");
		await page.goto(sheet);
		await stage.alive(page);
		await state(page, "JUR-01").getByText("Enregistré à").waitFor();
		await page.reload();
		expect(await comment(page, "JUR-01").inputValue()).toBe("Écrit après la déconnexion");
	});
});
