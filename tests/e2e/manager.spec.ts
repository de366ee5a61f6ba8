/** The manager fills in a domain with the keyboard alone, then sends the assessment. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openStage, type Stage } from "../support/stage";

let stage: Stage;
beforeAll(async () => {
	stage = await openStage();
});
afterAll(() => stage.close());

describe("a manager", () => {
	it("completes a domain by keyboard alone, the gauges follow, and everything is there after a reload", async () => {
		const page = await stage.signedIn("gerance@demo.example");
		const id = await stage.ownDraft(page);
		await page.goto(`/auto-evaluations/${id}/domaines/ANC`);
		await stage.alive(page);
		const total = await page.locator("article.criterion").count();
		await page.locator("#contenu").focus();
		const reached = new Set<string>();
		for (let step = 0; step < 600 && reached.size < total; step++) {
			await page.keyboard.press("Tab");
			const where = await page.evaluate(() => {
				const element = document.activeElement;
				const radio = element instanceof HTMLInputElement && element.type === "radio";
				return radio ? (element.closest("article")?.id ?? null) : null;
			});
			if (!where || reached.has(where)) continue;
			reached.add(where);
			// From wherever the group stands, arrows lead to "En place".
			for (let press = 0; press < 5; press++) {
				const value = await page.evaluate(() => (document.activeElement as HTMLInputElement).value);
				const checked = await page.evaluate(() => (document.activeElement as HTMLInputElement).checked);
				if (value === "2" && checked) break;
				await page.keyboard.press(value === "2" ? "Space" : "ArrowRight");
			}
		}
		expect(reached.size).toBe(total);
		await page.locator(".sheet-progress", { hasText: `${total} sur ${total}` }).waitFor();
		await stage.allSaved(page);
		await page.reload();
		expect(await page.locator('article.criterion input[value="2"]:checked').count()).toBe(total);
	});

	it("sees what is missing, fills it in, sends once, and nothing changes any more", async () => {
		const page = await stage.signedIn("gerance@demo.example");
		const id = await stage.ownDraft(page);
		await page.goto(`/auto-evaluations/${id}/envoi`);
		const missing = await page
			.locator("main li a[href*='/domaines/']")
			.evaluateAll((links) =>
				links.map((link) => ({ id: link.textContent?.trim() ?? "", href: link.getAttribute("href") ?? "" })),
			);
		expect(missing.length).toBeGreaterThan(5);
		for (const domain of ["JUR", "FIN", "RHU", "ACC", "ANC"]) {
			const inDomain = missing.filter((criterion) => criterion.id.startsWith(domain));
			if (inDomain.length === 0) continue;
			await page.goto(`/auto-evaluations/${id}/domaines/${domain}`);
			await stage.alive(page);
			for (const criterion of inDomain) await page.locator(`#${criterion.id} input[value="2"]`).check();
			await stage.allSaved(page);
		}
		await page.goto(`/auto-evaluations/${id}/envoi`);
		await page.getByText("Tout est rempli").waitFor();
		await page.getByLabel("Votre fonction").selectOption("manager");
		await page.getByLabel("J’ai relu : ces réponses engagent la CAE").check();
		await page.getByRole("button", { name: "Signer et envoyer à l’équipe nationale" }).click();
		await page.getByText("Réponses figées").waitFor();
		await page.goto(`/auto-evaluations/${id}/domaines/JUR`);
		expect(await page.locator("fieldset.levels:not([disabled])").count()).toBe(0);
		const edit = await page.request.post(`/auto-evaluations/${id}/reponses`, {
			form: { criterionId: "JUR-01", choice: "0", version: "1", key: crypto.randomUUID() },
			headers: { Accept: "application/json", Origin: stage.origin },
		});
		expect(edit.status()).toBe(423);
	});

	it("gets 404 for another cooperative's addresses, whatever the way", async () => {
		const page = await stage.signedIn("gerance@demo.example");
		const foreign = await stage.foreignAssessment();
		for (const path of [
			`/auto-evaluations/${foreign.id}`,
			`/auto-evaluations/${foreign.id}/domaines/JUR`,
			`/auto-evaluations/${foreign.id}/envoi`,
			`/auto-evaluations/${foreign.id}/profil`,
			`/cooperatives/${foreign.cooperativeId}`,
			`/cooperatives/${foreign.cooperativeId}/progres`,
			"/auto-evaluations/n-importe-quoi",
		]) {
			const response = await page.goto(path);
			expect([path, response?.status()]).toEqual([path, 404]);
			await page.getByRole("heading", { name: "Page introuvable" }).waitFor();
		}
		const save = await page.request.post(`/auto-evaluations/${foreign.id}/reponses`, {
			form: { criterionId: "JUR-01", choice: "0", version: "1", key: crypto.randomUUID() },
			headers: { Accept: "application/json", Origin: stage.origin },
		});
		expect(save.status()).toBe(404);
	});
});
