/** Everything essential works without JavaScript: the forms post, the page answers. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openStage, type Stage } from "../support/stage";

let stage: Stage;
beforeAll(async () => {
	stage = await openStage();
});
afterAll(() => stage.close());

describe("without JavaScript", () => {
	it("saves one criterion, comes back to it and says so", async () => {
		const page = await stage.signedIn("gerance@demo.example", { javaScript: false });
		const id = await stage.ownDraft(page);
		await page.goto(`/auto-evaluations/${id}/domaines/ANC?filtre=all`);
		const row = page.locator("#ANC-02");
		await row.locator('input[value="notApplicable"]').check();
		await page.locator("#ANC-02-motif").fill("Première année d’activité");
		await page.locator("#ANC-02-commentaire").fill("Écrit sans JavaScript");
		await row.getByRole("button", { name: "Enregistrer ANC-02" }).click();
		expect(page.url()).toContain("#ANC-02");
		await row.getByText("Enregistré").waitFor();
		expect(await page.locator("#ANC-02-motif").inputValue()).toBe("Première année d’activité");
		expect(await row.locator('input[value="notApplicable"]').isChecked()).toBe(true);
	});

	it("keeps both texts when someone else answered in between", async () => {
		const page = await stage.signedIn("gerance@demo.example", { javaScript: false });
		const other = await stage.signedIn("equipe@demo.example", { javaScript: false });
		const id = await stage.ownDraft(page);
		// A domain that both of them answer.
		const sheet = `/auto-evaluations/${id}/domaines/ACC`;
		await page.goto(sheet);
		await other.goto(sheet);
		await other.locator("#ACC-03-commentaire").fill("De l’équipe");
		await other.getByRole("button", { name: "Enregistrer ACC-03" }).click();
		await page.locator("#ACC-03-commentaire").fill("De la gérance");
		await page.getByRole("button", { name: "Enregistrer ACC-03" }).click();
		await page.locator("#ACC-03 .notice").getByText("De l’équipe").waitFor();
		expect(await page.locator("#ACC-03-commentaire").inputValue()).toBe("De la gérance");
		await page.getByRole("button", { name: "Enregistrer ACC-03" }).click();
		await page.locator("#ACC-03").getByText("Enregistré").waitFor();
		await other.goto(sheet);
		expect(await other.locator("#ACC-03-commentaire").inputValue()).toBe("De la gérance");
	});

	it("filters, changes the profile, and reads the missing list", async () => {
		const page = await stage.signedIn("gerance@demo.example", { javaScript: false });
		const id = await stage.ownDraft(page);
		await page.goto(`/auto-evaluations/${id}/domaines/JUR`);
		const all = await page.locator("article.criterion").count();
		await page.getByRole("link", { name: "Bloquants" }).click();
		const blocking = await page.locator("article.criterion").count();
		expect(blocking).toBeGreaterThan(0);
		expect(blocking).toBeLessThan(all);
		await page.goto(`/auto-evaluations/${id}/profil`);
		await page.getByLabel("Culture").check();
		await page.getByRole("button", { name: "Enregistrer le profil" }).click();
		await page.getByText("Profil enregistré").waitFor();
		await page.goto(`/auto-evaluations/${id}/domaines/JUR`);
		expect(await page.locator("#JUR-22").count()).toBe(1);
	});

	it("leads to a criterion's own page, and to a chapter to set aside", async () => {
		const page = await stage.signedIn("gerance@demo.example", { javaScript: false });
		const own = `/auto-evaluations/${await stage.ownDraft(page)}`;
		await page.goto(own);
		await page.locator("summary", { hasText: "Juridique" }).click();
		await page.getByRole("link", { name: "JUR-04", exact: true }).click();
		await page.getByRole("heading", { level: 1, name: /^JUR-04/ }).waitFor();
		await page.getByText("Historique de la réponse").waitFor();
		await page.goto(own);
		await page.locator("summary", { hasText: "Juridique" }).click();
		await page
			.getByRole("link", { name: /^Écarter ce chapitre/ })
			.first()
			.click();
		await page.getByRole("heading", { level: 1, name: "Chapitre non applicable" }).waitFor();
	});
});
