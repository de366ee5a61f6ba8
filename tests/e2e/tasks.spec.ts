/** Who does what by when, in a browser: given, found in one's tasks, answered, done; levels tried; a plan made of them. */
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findViolations } from "../support/axe";
import { openStage, type Stage } from "../support/stage";

let stage: Stage;
beforeAll(async () => {
	stage = await openStage();
});
afterAll(() => stage.close());

/** One title, and nothing that goes over the edge. */
async function fits(page: Page): Promise<void> {
	const overflow = await page.evaluate(
		() => document.documentElement.scrollWidth - document.documentElement.clientWidth,
	);
	expect([page.url(), overflow, await page.locator("h1").count()]).toEqual([page.url(), 0, 1]);
}

async function looksRight(page: Page): Promise<void> {
	expect([page.url(), await findViolations(page)]).toEqual([page.url(), []]);
	await fits(page);
}

const heading = (page: Page, name: string) => page.getByRole("heading", { level: 1, name }).waitFor();

describe("the plan of the year", () => {
	it("gives a criterion without JavaScript; the person finds it late in their tasks, answers it, and it is done", async () => {
		const manager = await stage.signedIn("gerance@demo.example", { javaScript: false });
		const id = await stage.ownDraft(manager);
		await manager.goto(`/auto-evaluations/${id}/plan`);
		await manager.getByText("Rien n’est encore confié à personne.").waitFor();
		await fits(manager);
		await manager.goto(`/auto-evaluations/${id}/domaines/ACC?filtre=unanswered`);
		const criterion = (await manager.locator("article[id]").first().getAttribute("id")) ?? "";
		expect(criterion).toMatch(/^ACC-\d\d$/);
		await manager.goto(`/auto-evaluations/${id}/plan/attribuer`);
		await manager.getByLabel("Domaine ou critère").selectOption(criterion);
		const person = manager.getByLabel("Confié à");
		await person.selectOption({ index: 1 });
		const sacha = await person.locator("option", { hasText: "Sacha Lemoine" }).getAttribute("value");
		await person.selectOption(sacha);
		await manager.getByLabel("Pour le").fill("2026-01-20");
		await manager.getByLabel("Note").fill("Demander au bureau");
		await manager.getByRole("button", { name: "Confier" }).click();
		await manager.getByText("C’est confié.").waitFor();
		await manager
			.getByRole("row", { name: new RegExp(criterion) })
			.getByText("Sacha Lemoine")
			.waitFor();
		await fits(manager);

		const member = await stage.signedIn("equipe@demo.example");
		await member.getByRole("heading", { name: "Vos tâches" }).waitFor();
		await member.getByRole("link", { name: "Mes tâches" }).click();
		await heading(member, "Mes tâches");
		await member.getByText("1 tâche, dont 1 en retard").waitFor();
		await looksRight(member);
		await member.getByRole("link", { name: new RegExp(`Répondre à ${criterion}`) }).click();
		await stage.alive(member);
		const card = member.locator(`#${criterion}`);
		await card.getByText("Confié à Sacha Lemoine, pour le").waitFor();
		await card.getByRole("radio").nth(2).check();
		await stage.allSaved(member);
		await member.goto("/taches");
		await member.getByText("Rien ne vous attend.").waitFor();
		await manager.reload();
		await manager
			.getByRole("row", { name: new RegExp(criterion) })
			.getByText("Fait")
			.waitFor();
		await manager.context().close();
		await member.context().close();
	});

	it("tries levels through the address alone, then makes a plan of them, which is closed by a person", async () => {
		const page = await stage.signedIn("gerance@demo.example", { javaScript: false, width: 390 });
		const id = await stage.ownDraft(page);
		await page.goto(`/auto-evaluations/${id}/simulation`);
		await heading(page, "Simulation");
		await fits(page);
		const rows = await page.getByRole("combobox", { name: /^Niveau essayé pour/ }).count();
		expect(rows).toBeGreaterThan(3);
		await page.getByLabel("But du plus court chemin").selectOption("deferred");
		await page.getByRole("button", { name: "Chercher le plus court chemin" }).click();
		expect(new URL(page.url()).searchParams.get("cible")).toBe("deferred");
		const [added = ""] = await page
			.getByLabel("Essayer un autre critère")
			.locator("option[value^='JUR']")
			.evaluateAll((options) => options.map((option) => (option as HTMLOptionElement).value));
		await page.getByLabel("Essayer un autre critère").selectOption(added);
		await page.getByRole("button", { name: "Ajouter et calculer" }).click();
		await page.getByLabel(`Niveau essayé pour ${added}`).selectOption("3");
		await page.getByRole("button", { name: "Ajouter et calculer" }).click();
		expect(await page.getByLabel(`Niveau essayé pour ${added}`).inputValue()).toBe("3");
		await page.getByRole("status").getByText("Indicatif.").waitFor();
		await page.getByRole("button", { name: "Transformer en plan d’action" }).click();
		await heading(page, "Plan d’action");
		await fits(page);
		for (const box of await page.getByRole("checkbox").all()) await box.uncheck();
		await page.getByLabel(`Planifier cette action pour ${added}`).check();
		await page.getByLabel(`Pour le (${added})`).fill("2027-03-01");
		await page.getByLabel(`Ce qu’il y a à faire (${added})`).fill("Relire la charte");
		await page.getByRole("button", { name: "Planifier les actions cochées" }).click();
		await page.getByText("Les actions sont au plan").waitFor();
		await page.goto(`/auto-evaluations/${id}/criteres/${added}`);
		await page.getByText("Relire la charte").waitFor({ state: "attached" });
		await page.goto("/taches");
		await page.getByRole("link", { name: new RegExp(`Passer ${added}`) }).click();
		await fits(page);
		await page.getByRole("button", { name: "C’est fait" }).click();
		await page.getByText("C’est enregistré.").waitFor();
		await page.getByRole("button", { name: "Rouvrir l’action" }).waitFor();
		await page.context().close();
	});

	it("tries levels live: the outcome and the address follow each choice, and a reload shows the same", async () => {
		const page = await stage.signedIn("gerance@demo.example");
		const id = await stage.ownDraft(page);
		const asked: string[] = [];
		await page.goto(`/auto-evaluations/${id}/simulation`, { waitUntil: "networkidle" });
		page.on("request", (request) => asked.push(request.url()));
		const status = page.getByRole("status");
		const before = await status.textContent();
		const first = page.getByRole("combobox", { name: /^Niveau essayé pour/ }).first();
		await first.selectOption("");
		await expect.poll(() => status.textContent()).not.toBe(before);
		const told = await status.textContent();
		expect(new URL(page.url()).searchParams.getAll("niveau")[0]).toBe("");
		const effort = page.getByRole("spinbutton").first();
		await effort.fill("99");
		await expect.poll(() => new URL(page.url()).searchParams.getAll("effort")[0]).toBe("99");
		expect(asked).toEqual([]);
		await page.reload({ waitUntil: "networkidle" });
		expect(await status.textContent()).toBe(told);
		expect(await effort.inputValue()).toBe("99");
		await looksRight(page);
		await page.context().close();
	});

	it("has no accessibility defect, wide and on a phone", async () => {
		for (const width of [1280, 390]) {
			const page = await stage.signedIn("gerance@demo.example", { width });
			const own = `/auto-evaluations/${await stage.ownDraft(page)}`;
			await page.goto(`${own}/plan`);
			const action = (await page.locator("a[href*='/actions/']").first().getAttribute("href")) ?? "";
			const refused = `${own}/plan/attribuer?cible=JUR`;
			for (const address of [
				`${own}/plan`,
				`${own}/plan?par=personne`,
				`${own}/plan/reprise`,
				`${own}/plan/attribuer`,
				refused,
				`${own}/simulation`,
				`${own}/actions`,
				action,
				"/taches",
			]) {
				await page.goto(address);
				await looksRight(page);
			}
			await page.context().close();
		}
	});
});
