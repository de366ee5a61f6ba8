/** A report from the cooperative's remarks to the final one, then a non-conformity from its plan to the auditor who lifts it. */
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { openStage, type Stage } from "../support/stage";

let stage: Stage;
beforeAll(async () => {
	stage = await openStage();
});
afterAll(() => stage.close());

const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
const press = (page: Page, name: string) => page.getByRole("button", { name, exact: true }).click();

it("is answered criterion by criterion, issued, and followed until nothing is left of a non-conformity", async () => {
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

	await manager.goto("/ecarts");
	await manager.getByRole("link", { name: "JUR-09" }).click();
	await manager.getByLabel("Cause").fill("Personne n’était chargé des conventions.");
	await manager.getByLabel("Correction", { exact: false }).first().fill("Convention signée le 12 mars.");
	await manager.getByLabel("Action corrective").fill("Revue des conventions à chaque conseil.");
	await manager.getByLabel("Qui la porte").selectOption({ index: 1 });
	await manager.getByLabel("Pour le").fill(inDays(10));
	await press(manager, "Proposer ce plan");
	await manager.getByText("Revue des conventions à chaque conseil.").waitFor();
	const gap = new URL(manager.url()).pathname;

	const network = await stage.signedIn("reseau@demo.example", { javaScript: false });
	await network.goto(gap);
	await press(network, "Accepter ce plan");
	await manager.goto(gap);
	await manager.getByLabel("Ce qui a été fait").fill("Le conseil du 3 a relu les douze conventions.");
	await press(manager, "Déclarer l’action faite");
	await auditor.goto(gap);
	await auditor.getByLabel("Ce que vous avez vérifié").fill("Procès-verbal du 3 lu.");
	await press(auditor, "Lever l’écart");
	await auditor.getByText("Cet écart est levé.").waitFor();
	await manager.goto("/ecarts");
	expect(await manager.getByRole("link", { name: "JUR-09" }).count()).toBe(0);
	expect(await manager.getByRole("link", { name: "JUR-23" }).count()).toBe(0);
}, 180_000);
