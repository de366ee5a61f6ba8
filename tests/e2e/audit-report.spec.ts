/** A report from the cooperative's remarks to the final one: one finding kept, one changed, nothing typed elsewhere lost. */
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { openStage, type Stage } from "../support/stage";

let stage: Stage;
beforeAll(async () => {
	stage = await openStage();
});
afterAll(() => stage.close());

const press = (page: Page, name: string) => page.getByRole("button", { name, exact: true }).click();

it("is answered criterion by criterion, then issued with what was kept and without what was changed", async () => {
	const manager = await stage.signedIn("gerance@demo.example");
	await manager.goto("/audits");
	const audit = (await manager.locator("table a[href^='/audits/']").first().getAttribute("href")) ?? "";
	await manager.goto(`${audit}/reponse`);
	await manager.waitForLoadState("networkidle");
	const remark = (criterion: string) => manager.getByLabel(`Votre remarque (${criterion})`);
	await remark("JUR-09").fill("La convention est signée depuis mars.");
	await remark("JUR-23").fill("La procédure a servi deux fois : voir le registre.");
	await manager.locator("#JUR-09").getByRole("button", { name: "Enregistrer cette remarque" }).click();
	await manager.locator("#JUR-09").getByText("Enregistrée le").waitFor();
	// What is typed elsewhere is not lost with a page that comes back.
	expect(await remark("JUR-23").inputValue()).toBe("La procédure a servi deux fois : voir le registre.");
	await manager.locator("#JUR-23").getByRole("button", { name: "Enregistrer cette remarque" }).click();
	await manager.locator("#JUR-23").getByText("Enregistrée le").waitFor();
	await manager.getByText("Vous envoyez 2 remarques.").waitFor();
	await manager.getByLabel("Ces remarques sont celles de la CAE").check();
	await press(manager, "Envoyer notre réponse");
	await manager.getByText("Votre réponse est envoyée").waitFor();

	const auditor = await stage.signedIn("audit@demo.example");
	await auditor.goto(`${audit}/rapport`);
	await auditor.waitForLoadState("networkidle");
	await auditor.getByText("2 remarques attendent votre réponse.").first().waitFor();
	await auditor.getByLabel("Votre réponse à la CAE (JUR-23)").fill("Registre lu : l’application est constatée.");
	await auditor.getByLabel("Votre réponse à la CAE (JUR-09)").fill("Signée après la visite : le constat demeure.");
	await auditor.locator("#JUR-09").getByRole("button", { name: "Répondre et maintenir le constat" }).click();
	await auditor.locator("#JUR-09").getByText("Signée après la visite").waitFor();
	expect(await auditor.getByLabel("Votre réponse à la CAE (JUR-23)").inputValue()).toContain("Registre lu");
	await auditor.locator("#JUR-23").getByText("Changer le niveau ou le constat").click();
	await auditor.locator("#JUR-23").getByLabel("Niveau retenu").selectOption("2");
	await auditor.locator("#JUR-23").getByRole("button", { name: "Répondre et changer le constat" }).click();
	await auditor.locator("#JUR-23").getByText("Niveau 2 retenu").waitFor({ state: "attached" });
	await auditor.getByRole("link", { name: "Préparer le rapport définitif" }).click();
	await auditor.getByLabel("L’équipe a relu ce rapport et l’approuve").check();
	await press(auditor, "Émettre le rapport définitif");
	await auditor.getByRole("heading", { level: 1, name: "Rapport définitif" }).waitFor();

	// What was kept is to be lifted; what was changed is not.
	await manager.goto("/ecarts");
	await manager.getByRole("link", { name: "JUR-09" }).waitFor();
	expect(await manager.getByRole("link", { name: "JUR-23" }).count()).toBe(0);
}, 180_000);
