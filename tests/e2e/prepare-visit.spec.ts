/** A visit is prepared by two at once, one of them without JavaScript; its plan is sent and acknowledged, its evidence shown. */
import path from "node:path";
import { and, eq } from "drizzle-orm";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { openDatabase } from "~/db/client.server";
import { roleGrants, users } from "~/db/schema/access.server";
import { audits } from "~/db/schema/audit.server";
import { addDays, dayInParis } from "~/domain/calendar-day";
import { findViolations } from "../support/axe";
import { openStage, type Stage } from "../support/stage";

const MANAGER = "gerance@demo.example";
const AUDITOR = "audit@demo.example";

let stage: Stage;
let address = "";
beforeAll(async () => {
	stage = await openStage({ prepare });
});
afterAll(() => stage.close());

/** The follow-up that the demo's auditor leads is two months ahead, and the demo's manager also manages its cooperative. */
async function prepare(dataDir: string): Promise<void> {
	const { db, close } = await openDatabase({ engine: "pglite", dataDir, migrations: path.resolve("drizzle") });
	const [auditor] = await db.select().from(users).where(eq(users.email, AUDITOR));
	const day = addDays(dayInParis(new Date()), 60);
	const [visit] = await db
		.update(audits)
		.set({ startsOn: day, endsOn: day })
		.where(and(eq(audits.leadAuditorId, auditor?.id ?? ""), eq(audits.status, "planned")))
		.returning();
	const [manager] = await db.select().from(users).where(eq(users.email, MANAGER));
	const cooperativeId = visit?.cooperativeId ?? "";
	await db.insert(roleGrants).values({ userId: manager?.id ?? "", role: "manager", cooperativeId });
	address = `/audits/${visit?.id}/preparation`;
	await close();
}

async function accessible(page: Page): Promise<void> {
	expect(await findViolations(page)).toEqual([]);
	const { scrollWidth, clientWidth } = await page.evaluate(() => document.documentElement);
	expect(scrollWidth).toBe(clientWidth);
}

/** Opens the form of a new slot, and fills it. */
async function fillSlot(page: Page, from: string, to: string, met: string): Promise<void> {
	await page.getByText("Ajouter un créneau").click();
	const form = page.locator("form", { has: page.getByRole("button", { name: "Ajouter ce créneau" }) });
	await form.getByLabel("Quoi").selectOption("premises");
	await form.getByLabel("Début").fill(from);
	await form.getByLabel("Fin", { exact: true }).fill(to);
	await form.getByLabel(/Personnes rencontrées/).fill(met);
	await form.getByRole("button", { name: "Ajouter ce créneau" }).click();
}

it("goes from the agenda written by two to the plan acknowledged and the evidence shown", async () => {
	const auditor = await stage.signedIn(AUDITOR);
	const network = await stage.signedIn("reseau@demo.example", { javaScript: false });
	await auditor.goto(address);
	await network.goto(address);
	await fillSlot(auditor, "12:30", "13:15", "Accueil");
	await auditor.getByText("Le déroulé est enregistré.").waitFor();
	await fillSlot(network, "13:15", "13:45", "Personnes de l’atelier");
	await network.getByText("Quelqu’un a modifié cette page").waitFor();
	expect(
		await network
			.getByLabel(/Personnes rencontrées/)
			.last()
			.inputValue(),
	).toBe("Personnes de l’atelier");
	await network.getByRole("button", { name: "Ajouter ce créneau" }).click();
	await network.getByText("Le déroulé est enregistré.").waitFor();

	await auditor.goto(address);
	await auditor.getByText("Demander une pièce").click();
	await auditor.locator("#demande-critere").selectOption({ index: 3 });
	await auditor.getByLabel(/Ce que la CAE doit montrer/).fill("Le registre des entrées de l’année");
	await auditor.getByRole("button", { name: "Noter cette demande" }).click();
	await auditor.getByText("La demande est notée").waitFor();
	await accessible(auditor);
	await auditor.getByRole("button", { name: "Envoyer le plan à la CAE" }).click();
	await auditor.getByText("Le plan est envoyé").waitFor();
	const sampled = await auditor.locator("#echantillon .plan-lines b").allTextContents();
	expect(sampled.length).toBeGreaterThan(10);

	const manager = await stage.signedIn(MANAGER, { width: 390 });
	await manager.goto(address);
	await manager.getByText("Personnes de l’atelier").waitFor();
	const read = (await manager.locator("main").textContent()) ?? "";
	const asked = (await manager.locator("#pieces b").first().textContent()) ?? "";
	expect(sampled.filter((id) => id !== asked && read.includes(id))).toEqual([]);
	await accessible(manager);
	await manager.getByRole("button", { name: "Accuser réception du plan" }).click();
	await manager.getByText("Plan accepté par la CAE").waitFor();
	await manager.getByText("Fournir cette pièce").click();
	await manager.getByLabel(/Précision/).fill("Il est tenu par la comptable : vous le verrez sur place.");
	await manager.getByRole("button", { name: "Répondre à cette demande" }).click();
	await manager.getByText("Fournie, à regarder").waitFor();

	await auditor.goto(address);
	await auditor.getByText("Plan accepté par la CAE").waitFor();
	await auditor.getByRole("button", { name: /Marquer reçue/ }).click();
	await auditor.getByText("La pièce est marquée reçue.").waitFor();
});
