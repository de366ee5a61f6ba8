/**
 * A whole audit as its people live it: asked for, planned, agreed on, declared, prepared, visited, reported, answered, issued,
 * known to the committee and the board, then followed until its non-conformity is lifted and it closes.
 * JOURNEY_PICTURES=folder keeps a picture of each screen, wide and on a tablet.
 */
import { mkdir } from "node:fs/promises";
import path from "node:path";
import { eq } from "drizzle-orm";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { openDatabase } from "~/db/client.server";
import { passwords, users } from "~/db/schema/access.server";
import { AUDITORS } from "../../scripts/demo/people";
import { readPdf } from "../support/pdf-tools";
import { openStage, type Stage } from "../support/stage";
import { manageWaitingFile } from "../support/waiting-file";

const MANAGER = "gerance@demo.example";
const MINOR = "JUR-09";

let stage: Stage;
let assessmentId = "";
beforeAll(async () => {
	stage = await openStage({ prepare });
});
afterAll(() => stage.close());

/** The demo's manager also manages a cooperative whose assessment waits for an audit; every auditor can sign in. */
async function prepare(dataDir: string): Promise<void> {
	const { db, close } = await openDatabase({ engine: "pglite", dataDir, migrations: path.resolve("drizzle") });
	assessmentId = await manageWaitingFile(db, MANAGER);
	const userId = (await db.select().from(users).where(eq(users.email, MANAGER)))[0]?.id ?? "";
	const [known] = await db.select().from(passwords).where(eq(passwords.userId, userId));
	if (!known) throw new Error("the demo manager has no password");
	await db
		.insert(passwords)
		.values(AUDITORS.map(({ id }) => ({ ...known, userId: id })))
		.onConflictDoNothing();
	await close();
}

function tuesday(ahead: number): { first: string; last: string } {
	const day = new Date(Date.now() + ahead * 86_400_000);
	while (day.getUTCDay() !== 2) day.setUTCDate(day.getUTCDate() + 1);
	const last = new Date(day.getTime() + 86_400_000);
	return { first: day.toISOString().slice(0, 10), last: last.toISOString().slice(0, 10) };
}

const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
const press = (page: Page, name: string | RegExp) =>
	page.getByRole("button", { name, exact: typeof name === "string" }).click();

/** What is offered no more once it is done: whoever goes on before it is might take the request away with the page. */
async function pressOnce(page: Page, name: string): Promise<void> {
	await press(page, name);
	await page.getByRole("button", { name, exact: true }).waitFor({ state: "detached" });
}

/** The mark runs across the page, letter by letter. */
const isProvisional = (page: string) => page.replace(/\s+/g, "").includes("PROVISOIRE");

const pictures = process.env.JOURNEY_PICTURES;
let taken = 0;
async function picture(page: Page, name: string): Promise<void> {
	if (!pictures) return;
	await mkdir(pictures, { recursive: true });
	taken += 1;
	for (const [width, height] of [
		[820, 1180],
		[1280, 900],
	] as const) {
		await page.setViewportSize({ width, height });
		const file = `${String(taken).padStart(2, "0")}-${name}-${width}.png`;
		await page.screenshot({ path: path.join(pictures, file), fullPage: true });
	}
}

let audit = "";
let lead: Page;
let second: Page;
let manager: Page;
let network: Page;

it("is asked for by the cooperative, planned by the national team, and its days are agreed on", async () => {
	manager = await stage.signedIn(MANAGER);
	await manager.goto(`/auto-evaluations/${assessmentId}/audit`);
	await manager.locator("input[name=mois]").nth(6).check();
	await manager.getByLabel("Ce qu’il faut savoir pour choisir les jours").fill("Fermés le lundi");
	await picture(manager, "demande");
	await press(manager, "Demander l’audit");
	await manager.getByText("Demande envoyée").waitFor();

	network = await stage.signedIn("reseau@demo.example");
	await network.goto("/audits/demandes");
	await picture(network, "demandes");
	await network.locator(`a[href*="${assessmentId}"]`, { hasText: "Composer l’équipe" }).click();
	const { first, last } = tuesday(170);
	await network.getByLabel("Premier jour").fill(first);
	await network.getByLabel("Dernier jour").fill(last);
	await press(network, "Voir qui peut faire la visite");
	await network.getByLabel("Adresse, ou moyen de rejoindre la réunion").fill("12 rue du Port");
	await network.locator("select[name=leadAuditorId]").selectOption({ index: 1 });
	await network.locator("select[name=secondAuditorId]").selectOption({ index: 2 });
	const chosen = await network
		.locator("select[name=leadAuditorId], select[name=secondAuditorId]")
		.evaluateAll((all) => all.map((one) => (one as HTMLSelectElement).value));
	await picture(network, "equipe");
	await press(network, "Planifier cet audit");
	await network.waitForURL(/\/audits\/[0-9a-f-]{36}$/);
	audit = new URL(network.url()).pathname;
	await network.goto(`${audit}/dates`);
	for (const [index, slot] of [tuesday(177), tuesday(184)].entries()) {
		await network.locator(`[name=startsOn-${index + 1}]`).fill(slot.first);
		await network.locator(`[name=endsOn-${index + 1}]`).fill(slot.last);
	}
	await press(network, "Proposer ces créneaux à la CAE");
	await network.getByText("Créneaux proposés : la CAE est prévenue").waitFor();
	await manager.goto(`${audit}/dates`);
	await manager.getByRole("radio").first().check();
	await picture(manager, "creneaux");
	await press(manager, "Donner l’accord de la CAE");
	await manager.getByText("Visite confirmée").waitFor();

	const emailOf = (id: string | undefined) => AUDITORS.find((one) => one.id === id)?.email ?? "";
	lead = await stage.signedIn(emailOf(chosen[0]));
	second = await stage.signedIn(emailOf(chosen[1]));
}, 180_000);

it("waits for the declaration of each member of its team, and for a plan that the cooperative acknowledges", async () => {
	await lead.goto(`${audit}/visite/JUR`);
	for (const page of [lead, second]) {
		await page.goto(audit);
		await page.getByRole("link", { name: "Signer ma déclaration" }).click();
		await page.getByLabel("Je n’ai aucun lien").check();
		await page.getByLabel("Je signe cette déclaration").check();
		if (page === lead) await picture(page, "declaration");
		await press(page, "Signer");
		await page.getByText("Signée le").first().waitFor();
	}
	await lead.goto(`${audit}/preparation`);
	await lead.locator("button[value=propose]").click();
	await lead.getByRole("heading", { name: /^Échantillon : / }).waitFor();
	await lead.locator("button[value=start]").click();
	await lead.getByText("Réunion d’ouverture").first().waitFor();
	await picture(lead, "preparation");
	await press(lead, "Envoyer le plan à la CAE");
	await lead.getByText("Plan envoyé, sans réponse de la CAE").waitFor();
	await manager.goto(`${audit}/preparation`);
	await picture(manager, "plan");
	await press(manager, "Accuser réception du plan");
	await manager.getByText("Plan accepté par la CAE").waitFor();
	await manager.goto(audit);
	await picture(manager, "audit-cae");
}, 180_000);

it("is visited: one level under what was declared, the others confirmed", async () => {
	await lead.goto(`${audit}/visite/JUR`);
	await stage.alive(lead);
	const criterion = lead.locator(`#${MINOR}`);
	await criterion.locator('input[name=choice][value="1"]').check();
	await criterion.getByLabel("Note de l’audit").fill("La convention n’est pas signée.");
	await picture(lead, "visite");
	await stage.allSaved(lead);
	for (const [page, domains] of [
		[lead, ["JUR", "FIN", "RHU"]],
		[second, ["ACC", "ANC"]],
	] as const) {
		for (const domain of domains) {
			await page.goto(`${audit}/visite/${domain}`);
			await stage.alive(page);
			// What was declared under the bar has been put right since: the team sees it on site.
			for (const row of await page.locator("article.criterion").all()) {
				const under = await row.locator(".declared .level-mark-0, .declared .level-mark-1").count();
				if (under === 0 || (await row.getAttribute("id")) === MINOR) continue;
				await row.locator('input[name=choice][value="2"]').check();
			}
			await stage.allSaved(page);
			await press(page, /^Confirmer (ces \d+ niveaux déclarés|ce niveau déclaré)$/);
			await page.getByText(/niveaux? déclarés? confirmés? par l’audit/).waitFor();
		}
	}
	await lead.goto(`${audit}/reunions`);
	await lead.waitForLoadState("networkidle");
	const closing = lead.locator("form", { has: lead.locator('input[name=kind][value="closing"]') });
	await closing.getByLabel("Jour").fill(inDays(0));
	await closing.getByLabel("Début").fill("16:00");
	await closing.getByLabel("Personnes présentes").fill("Gérante, comptable");
	await closing.getByLabel("Ce qui a été dit").fill("Une convention reste à signer.");
	await picture(lead, "reunions");
	await closing.getByRole("button", { name: "Signer ce compte rendu" }).click();
	await lead
		.getByText(/^le .+, /)
		.first()
		.waitFor();
	await manager.goto(`${audit}/reunions`);
	await press(manager, "Confirmer que je l’ai reçu");
	await manager.getByText("Reçu par la CAE").waitFor();
	await lead.goto(audit);
	await picture(lead, "audit-equipe");
}, 180_000);

it("is reported, answered criterion by criterion, and issued: its paper carries the mark of where it stands", async () => {
	await lead.goto(audit);
	await lead.getByLabel("L’équipe a terminé : ces constats sont ceux de l’audit").check();
	await pressOnce(lead, "Terminer la visite");
	await lead.goto(`${audit}/rapport`);
	await lead.getByLabel("L’équipe a relu ces constats et les approuve").check();
	await picture(lead, "rapport");
	await press(lead, "Envoyer le rapport provisoire");
	await lead
		.getByText(/Elle répond au rapport provisoire jusqu’au/)
		.first()
		.waitFor();

	const paperOf = async (page: Page) =>
		readPdf(Buffer.from(await (await page.request.get(`${audit}/rapport.pdf`)).body()));
	const provisional = await paperOf(manager);
	expect(provisional.info).toMatch(/Tagged:\s+yes/);
	expect(provisional.pages.every(isProvisional)).toBe(true);

	await manager.goto(`${audit}/reponse`);
	await manager.waitForLoadState("networkidle");
	const own = manager.locator(`#${MINOR}`);
	await own.getByRole("textbox").fill("La convention est signée depuis mars.");
	await own.getByRole("button", { name: "Enregistrer cette remarque" }).click();
	await own.getByText("Enregistrée le").waitFor();
	await picture(manager, "reponse");
	await manager.getByLabel("Ces remarques sont celles de la CAE").check();
	await press(manager, "Envoyer notre réponse");
	await manager.getByText("Votre réponse est envoyée").waitFor();

	await lead.goto(`${audit}/rapport`);
	await lead.waitForLoadState("networkidle");
	await lead.getByLabel(`Votre réponse à la CAE (${MINOR})`).fill("Signée après la visite : le constat demeure.");
	await picture(lead, "remarques");
	await lead.locator(`#${MINOR}`).getByRole("button", { name: "Répondre et maintenir le constat" }).click();
	await lead.locator(`#${MINOR}`).getByText("Signée après la visite").waitFor();
	await lead.getByRole("link", { name: "Préparer le rapport définitif" }).click();
	await lead.getByLabel("L’équipe a relu ce rapport et l’approuve").check();
	await press(lead, "Émettre le rapport définitif");
	await lead.getByRole("heading", { level: 1, name: "Rapport définitif" }).waitFor();

	const final = await paperOf(manager);
	expect(final.pages.some(isProvisional)).toBe(false);
	expect(final.pages.join("\n")).toContain("La convention est signée depuis mars.");
	await manager.goto(`${audit}/comparaison`);
	await picture(manager, "comparaison");
}, 180_000);

it("is known to the committee and the board: where it stands, what is left to lift, and no way to write", async () => {
	for (const email of ["comite@demo.example", "ca@demo.example"]) {
		const reader = await stage.signedIn(email);
		await reader.goto(audit);
		await reader.getByText("Rapport définitif").first().waitFor();
		await reader.goto("/ecarts");
		await reader.getByRole("link", { name: MINOR }).last().waitFor();
		expect(await reader.locator("main form[method=post]").count()).toBe(0);
		if (email.startsWith("ca@")) await picture(reader, "conseil");
		// The words of the report are not theirs before the file is brought to them.
		expect((await reader.request.get(`${audit}/rapport`)).status()).toBe(403);
		await reader.context().close();
	}
}, 120_000);

it("is followed until its non-conformity is lifted, and closes with it", async () => {
	await manager.goto("/ecarts");
	await manager.getByRole("link", { name: MINOR }).last().click();
	await manager.getByLabel("Cause").fill("Personne n’était chargé des conventions.");
	await manager.getByLabel("Correction", { exact: false }).first().fill("Convention signée le 12 mars.");
	await manager.getByLabel("Action corrective").fill("Revue des conventions à chaque conseil.");
	await manager.getByLabel("Qui la porte").selectOption({ index: 1 });
	await manager.getByLabel("Pour le").fill(inDays(10));
	await picture(manager, "ecart");
	await press(manager, "Proposer ce plan");
	await manager.getByText("Revue des conventions à chaque conseil.").waitFor();
	const gap = new URL(manager.url()).pathname;
	await network.goto(gap);
	await pressOnce(network, "Accepter ce plan");
	await manager.goto(gap);
	await manager.getByLabel("Ce qui a été fait").fill("Le conseil du 3 a relu les douze conventions.");
	await pressOnce(manager, "Déclarer l’action faite");
	await second.goto(gap);
	await second.getByLabel("Ce que vous avez vérifié").fill("Procès-verbal du 3 lu.");
	await picture(second, "verification");
	await press(second, "Lever l’écart");
	await second.getByText("Cet écart est levé.").waitFor();
	await manager.goto(audit);
	await manager.getByText("Clos").first().waitFor();
	await picture(manager, "clos");
}, 180_000);
