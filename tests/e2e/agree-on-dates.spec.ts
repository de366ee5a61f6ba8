/** A cooperative asks for its audit, chooses among the slots, sees the visit postponed; its private feed follows, until it is closed. */
import path from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { openDatabase } from "~/db/client.server";
import { Agenda } from "../support/agenda";
import { openStage, type Stage } from "../support/stage";
import { manageWaitingFile } from "../support/waiting-file";

const MANAGER = "gerance@demo.example";
const NETWORK = "reseau@demo.example";

let stage: Stage;
let assessmentId = "";
beforeAll(async () => {
	stage = await openStage({ prepare });
});
afterAll(() => stage.close());

/** The demo's manager also manages a cooperative whose assessment waits for an audit. */
async function prepare(dataDir: string): Promise<void> {
	const { db, close } = await openDatabase({ engine: "pglite", dataDir, migrations: path.resolve("drizzle") });
	assessmentId = await manageWaitingFile(db, MANAGER);
	await close();
}

/** A Tuesday that many days ahead, and the morrow. */
function tuesday(ahead: number): { first: string; last: string } {
	const day = new Date(Date.now() + ahead * 86_400_000);
	while (day.getUTCDay() !== 2) day.setUTCDate(day.getUTCDate() + 1);
	const last = new Date(day.getTime() + 86_400_000);
	return { first: day.toISOString().slice(0, 10), last: last.toISOString().slice(0, 10) };
}

async function ask(page: Page): Promise<void> {
	await page.goto(`/auto-evaluations/${assessmentId}`);
	await page.getByRole("link", { name: "Demander l’audit" }).click();
	await page.getByRole("button", { name: "Demander l’audit" }).click();
	await page.getByText("Cochez un mois au moins.").first().waitFor();
	await page.locator("input[name=mois]").nth(6).check();
	await page.getByLabel("Ce qu’il faut savoir pour choisir les jours").fill("Fermés le lundi");
	await page.getByRole("button", { name: "Demander l’audit" }).click();
	await page.getByText("Demande envoyée").waitFor();
}

/** Answers the request: a team, then two slots. Returns the address of the audit. */
async function answer(page: Page): Promise<string> {
	await page.goto("/audits/demandes");
	await page.getByText("Fermés le lundi").waitFor();
	await page.locator(`a[href*="${assessmentId}"]`, { hasText: "Composer l’équipe" }).click();
	const { first, last } = tuesday(170);
	await page.getByLabel("Premier jour").fill(first);
	await page.getByLabel("Dernier jour").fill(last);
	await page.getByRole("button", { name: "Voir qui peut faire la visite" }).click();
	await page.getByLabel("Adresse, ou moyen de rejoindre la réunion").fill("12 rue du Port");
	await page.locator("select[name=leadAuditorId]").selectOption({ index: 1 });
	await page.locator("select[name=secondAuditorId]").selectOption({ index: 2 });
	await page.getByRole("button", { name: "Planifier cet audit" }).click();
	await page.waitForURL(/\/audits\/[0-9a-f-]{36}$/);
	const address = new URL(page.url()).pathname;
	await page.getByRole("link", { name: "Les jours de la visite" }).click();
	for (const [index, slot] of [tuesday(177), tuesday(184)].entries()) {
		await page.locator(`[name=startsOn-${index + 1}]`).fill(slot.first);
		await page.locator(`[name=endsOn-${index + 1}]`).fill(slot.last);
	}
	await page.getByLabel("Arrivée le premier jour").fill("09:00");
	await page.getByLabel("Fin le dernier jour").fill("17:30");
	await page.getByRole("button", { name: "Proposer ces créneaux à la CAE" }).click();
	await page.getByText("Créneaux proposés : la CAE est prévenue").waitFor();
	return address;
}

it("goes from the request to the days agreed on, then withdrawn, and the agenda follows", async () => {
	const manager = await stage.signedIn(MANAGER);
	const network = await stage.signedIn(NETWORK, { javaScript: false });
	await ask(manager);
	const address = await answer(network);

	await manager.goto("/compte/agenda");
	await manager.getByRole("button", { name: "Créer l’adresse" }).click();
	const feed = (await manager.locator("code").textContent()) ?? "";
	expect(feed).toMatch(/\/calendrier\/[\w-]{43}\.ics$/);
	const agenda = new Agenda();
	const follow = async () => {
		const response = await fetch(feed);
		if (response.ok) agenda.import(await response.text());
		return response.status;
	};
	const entry = () => agenda.entries.filter(({ start }) => start.startsWith(tuesday(184).first));
	expect(await follow()).toBe(200);
	expect(entry()).toEqual([]);

	await manager.goto(`${address}/dates`);
	await manager.getByRole("radio").nth(1).check();
	await manager.getByRole("button", { name: "Donner l’accord de la CAE" }).click();
	await manager.getByText("Visite confirmée").waitFor();
	expect(await follow()).toBe(200);
	expect(entry()).toMatchObject([{ start: `${tuesday(184).first}T09:00:00`, sequence: 2, cancelled: false }]);

	await network.goto(`${address}/dates`);
	await network.getByText("Reporter la visite", { exact: true }).click();
	await network.getByLabel("Motif du report").fill("Neige annoncée");
	await network.getByRole("button", { name: "Retirer ces jours et reporter la visite" }).click();
	await network.getByText("Cette visite est reportée").waitFor();
	expect(await follow()).toBe(200);
	expect(entry()).toMatchObject([{ sequence: 3, cancelled: true }]);
	await manager.goto(address);
	await manager.getByText("Reporté").first().waitFor();

	await manager.goto("/compte/agenda");
	await manager.getByRole("button", { name: "Fermer l’abonnement" }).click();
	await manager.getByText("l’ancienne adresse n’ouvre plus rien").waitFor();
	expect(await follow()).toBe(404);
	expect(stage.logs).not.toContain(feed.slice(-47, -4));
	expect(stage.logs).toContain("/calendrier/:file");
});
