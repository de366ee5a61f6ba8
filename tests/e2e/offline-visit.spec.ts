/** A visit prepared, three hours without network by the page's clock, a crash, a colleague on the same criterion, a session over; then nothing lost, nothing twice, nothing left. */
import { rm } from "node:fs/promises";
import path from "node:path";
import { eq, max, sql } from "drizzle-orm";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { openDatabase } from "~/db/client.server";
import { auditObservations } from "~/db/schema/audit.server";
import { journalEntries } from "~/db/schema/journal.server";
import { auditMeetings, auditPhotos } from "~/db/schema/visit.server";
import { findViolations } from "../support/axe";
import { type Line, openLine } from "../support/line";
import { openStage, type Stage } from "../support/stage";
import {
	arrivedPhotos,
	keptPages,
	keptPhotos,
	left,
	loseFirstAnswer,
	photograph,
	type Shot,
	takeTablet,
	writeMeeting,
} from "../support/tablet";
import { createTemporaryFolder } from "../support/temporary-folder";

const AUDITOR = "audit@demo.example";
const CODE = "trois mots simples";
const MINUTE = 60_000;
const FIRST_HOURS = ["JUR-01", "JUR-02", "JUR-03", "RHU-01", "RHU-02"];

let stage: Stage;
let profile: Awaited<ReturnType<typeof createTemporaryFolder>>;
let line: Line;
let auditId = "";
let foreignId = "";
let colleague = "";
/** Of the journal, before anybody came. */
let lastId = 0;
/** In the order of the shots. */
const taken: Shot[] = [];
beforeAll(async () => {
	profile = await createTemporaryFolder("tablet");
	stage = await openStage({ prepare: chooseVisits });
	line = await openLine(stage.origin);
});
afterAll(async () => {
	await line.cut();
	await stage.close();
	await profile.remove();
});

async function inDatabase<T>(
	dataDir: string,
	work: (db: Awaited<ReturnType<typeof openDatabase>>["db"]) => Promise<T>,
) {
	const open = await openDatabase({ engine: "pglite", dataDir, migrations: path.resolve("drizzle") });
	try {
		return await work(open.db);
	} finally {
		await open.close();
	}
}

/** A visit to come of the demo auditor with a colleague, who has the same password; and a visit of others. */
function chooseVisits(dataDir: string): Promise<void> {
	return inDatabase(dataDir, async (db) => {
		const { rows } = (await db.execute(sql`select a.id, c.email as colleague, c.id as colleague_id, u.id as own
			from audits a join users u on u.id = a.lead_auditor_id and u.email = ${AUDITOR}
				join users c on c.id = a.second_auditor_id
			where a.status in ('planned', 'confirmed', 'inProgress')
			order by a.status <> 'inProgress', a.id limit 1`)) as unknown as { rows: Record<string, string>[] };
		auditId = rows[0]?.id ?? "";
		colleague = rows[0]?.colleague ?? "";
		await db.execute(sql`insert into passwords (user_id, hash, changed_at)
			select ${rows[0]?.colleague_id}, hash, changed_at from passwords where user_id = ${rows[0]?.own}`);
		lastId = (await db.select({ id: max(journalEntries.id) }).from(journalEntries))[0]?.id ?? 0;
		// A signed meeting is not taken back: the visit is made one that has not begun.
		await db.execute(sql`set session_replication_role = replica`);
		for (const table of ["audit_observations", "audit_meetings", "audit_photos"]) {
			await db.execute(sql`delete from ${sql.identifier(table)} where audit_id = ${auditId}`);
		}
		const others = (await db.execute(sql`select id from audits where status in ('planned', 'confirmed')
			and not (lead_auditor_id = ${rows[0]?.own} or coalesce(second_auditor_id = ${rows[0]?.own}, false)) limit 1`)) as unknown as {
			rows: Record<string, string>[];
		};
		foreignId = others.rows[0]?.id ?? "";
	});
}

const sheet = (domain: string) => `/audits/${auditId}/visite/${domain}`;
const note = (page: Page, id: string) => page.locator(`#${id} textarea[name=comment]`);
const foot = (page: Page, id: string) => page.locator(`#${id} .criterion-foot`);

async function record(page: Page, id: string, level: number, text: string): Promise<void> {
	await page.locator(`#${id} input[name=choice][value="${level}"]`).check();
	await note(page, id).fill(text);
}

/** The page as it is kept here, with the code when the worker has forgotten it. */
async function openKept(page: Page, address: string, offers?: (locked: Page) => Promise<void>): Promise<void> {
	await page.goto(address);
	const code = page.getByLabel("Code de la visite");
	if (offers || (await page.getByRole("navigation").count()) === 0) {
		await offers?.(page);
		await code.fill(CODE);
		await page.getByRole("button", { name: "Ouvrir", exact: true }).click();
	}
	await page.waitForFunction(() => document.querySelector(".criterion-foot button:not([type=button])") === null);
}

async function holdMeeting(page: Page, kind: "opening" | "closing", from: string, to: string, said: string) {
	await openKept(page, `/audits/${auditId}/reunions`);
	await writeMeeting(page, kind, { from, to, said });
	await page.locator(`#${kind}`).getByRole("button", { name: "Signer ce compte rendu" }).click();
	await page.locator(`#${kind}`).getByText("Signature gardée sur cet appareil").waitFor();
}

/** The visit of another team: each address that a preparation asks for is unknown, and preparing it keeps nothing. */
async function refuseForeign(page: Page): Promise<void> {
	const addresses = ["JUR", "FIN", "RHU", "ACC", "ANC"].map((domain) => `/audits/${foreignId}/visite/${domain}`);
	for (const address of ["", ...addresses, `/audits/${foreignId}/reunions`]) {
		expect([address, (await page.request.get(address || `/audits/${foreignId}`)).status()]).toEqual([address, 404]);
	}
	const record = `/audits/${foreignId}/constats`;
	expect((await page.request.post(record, { headers: { "Sec-Fetch-Site": "same-origin" } })).status()).toBe(404);
	// A page of one's own visit, made to prepare the other one.
	await page.route(`**/audits/${foreignId}`, async (route) => {
		const response = await route.fetch({ url: `${line.origin}/audits/${auditId}` });
		await route.fulfill({ response, body: (await response.text()).replaceAll(auditId, foreignId) });
	});
	await page.goto(`/audits/${foreignId}`);
	await page.getByLabel("Code de la visite").fill(CODE);
	await page.getByRole("button", { name: "Préparer la visite hors ligne" }).click();
	await page.getByText("Le serveur n’a pas donné les pages de cette visite").waitFor();
	await page.unroute(`**/audits/${foreignId}`);
	expect(await keptPages(page)).toEqual([]);
	expect(await left(page)).toMatchObject({ texts: [], caches: [] });
}

it("a visit survives three hours without network, a crash, a colleague and the end of the session", async () => {
	let { tablet, page } = await takeTablet(profile.path, line.origin);
	await stage.signIn(page, AUDITOR);
	await page.clock.install();

	await refuseForeign(page);
	await page.goto(`/audits/${auditId}`);
	await page.getByLabel("Code de la visite").fill("court");
	await page.getByRole("button", { name: "Préparer la visite hors ligne" }).click();
	await page.getByText("Le code compte 10 caractères au moins").waitFor();
	await page.getByLabel("Code de la visite").fill(CODE);
	await page.getByRole("button", { name: "Préparer la visite hors ligne" }).click();
	await page.getByText(/Prête hors ligne/).waitFor();
	const plain = await keptPages(page);
	const endings = plain.map(([address]) => address.split("/").at(-1));
	expect(endings).toEqual(expect.arrayContaining(["JUR", "FIN", "RHU", "ACC", "ANC", "reunions"]));
	for (const [, text] of plain) expect(text).not.toMatch(/criterion|shelfKey|<html/);

	// Three hours.
	await page.goto(sheet("JUR"));
	await stage.alive(page);
	const began = await page.evaluate(() => Date.now());
	await line.cut();
	await holdMeeting(page, "opening", "09:00", "10:00", "Présentation de l’équipe");
	for (const [at, id] of FIRST_HOURS.entries()) {
		const domain = id.split("-")[0] ?? "";
		if (!page.url().endsWith(domain)) await openKept(page, sheet(domain));
		await record(page, id, at % 4, `Vu sur place, ${id}`);
		await page.clock.fastForward(36 * MINUTE);
	}
	await page.getByText("Vous êtes hors ligne").waitFor();
	await openKept(page, sheet("JUR"));
	await photograph(page, taken, "JUR-01", 2);
	await photograph(page, taken, "JUR-03", 1);
	await page.getByText("6 saisies à envoyer, 3 photos").waitFor();
	expect((await page.evaluate(() => Date.now())) - began).toBeGreaterThanOrEqual(180 * MINUTE);
	expect(await findViolations(page)).toEqual([]);
	// A page that is not kept says so, in our words.
	await page.goto("/audits");
	await page.getByRole("heading", { name: "Vous êtes hors ligne" }).waitFor();
	expect(await findViolations(page)).toEqual([]);

	// Meanwhile the colleague, on the same criterion.
	const other = await stage.signedIn(colleague);
	await other.goto(sheet("JUR"));
	await stage.alive(other);
	await record(other, "JUR-01", 3, "Vu par la collègue");
	await foot(other, "JUR-01").getByText("Enregistré à").waitFor();

	// The tab crashes, and the tablet with it.
	await page.goto("chrome://crash").catch(() => undefined);
	await tablet.close();
	({ tablet, page } = await takeTablet(profile.path, line.origin));
	await openKept(page, sheet("JUR"), async (locked) => {
		expect(await findViolations(locked)).toEqual([]);
		await locked.getByLabel("Code de la visite").fill("un autre code");
		await locked.getByRole("button", { name: "Ouvrir", exact: true }).click();
		await locked.getByText("Ce n’est pas le code de la visite").waitFor();
	});
	expect(await note(page, "JUR-01").inputValue()).toBe("Vu sur place, JUR-01");
	expect(await note(page, "JUR-03").inputValue()).toBe("Vu sur place, JUR-03");
	await keptPhotos(page, "JUR-01", 2);
	await holdMeeting(page, "closing", "16:30", "17:30", "Constats annoncés, aucune réserve");
	await openKept(page, sheet("JUR"));
	await record(page, "JUR-04", 2, "Vu après la panne, JUR-04");
	await photograph(page, taken, "JUR-04", 1);

	// The line is back, and the session was over: all is kept, and the copy is gone.
	await line.mend();
	await page.getByText(/Votre session est finie\s: rien n’est perdu/).waitFor({ timeout: 40_000 });
	expect((await left(page)).texts.length).toBe(12);
	// Somebody else on the same tablet sees the server's values, and sends nothing of it.
	await stage.signIn(page, colleague);
	await page.goto(sheet("JUR"));
	await stage.alive(page);
	expect(await note(page, "JUR-01").inputValue()).toBe("Vu par la collègue");
	expect(await note(page, "JUR-02").inputValue()).toBe("");
	await page.waitForTimeout(1_500);
	expect((await left(page)).texts.length).toBe(12);
	expect((await other.request.get(sheet("RHU"))).status()).toBe(200);
	await tablet.clearCookies();

	// The same person again: everything leaves, and the disputed one is chosen.
	await stage.signIn(page, AUDITOR);
	await loseFirstAnswer(page);
	// Whichever page of the visit is opened sends what waits, photos included.
	await page.goto(`/audits/${auditId}/reunions`);
	await page.waitForFunction(() => !Object.keys(localStorage).some((key) => key.startsWith("label-cae-photos")));
	expect(await page.evaluate(() => sessionStorage.getItem("lost"))).toBe("200");
	await page.goto(sheet("RHU"));
	await stage.alive(page);
	await page.getByText(/Deux constats différents\s: à vous de choisir/).waitFor();
	await page.getByRole("link", { name: "JUR-01" }).click();
	await page.locator("#JUR-01 blockquote").getByText("Vu par la collègue").waitFor();
	expect(await note(page, "JUR-01").inputValue()).toBe("Vu sur place, JUR-01");
	expect(await findViolations(page)).toEqual([]);
	await page.getByRole("button", { name: "Mon niveau, avec les deux notes" }).click();
	await foot(page, "JUR-01").getByText("Enregistré à").waitFor();
	await stage.allSaved(page);
	await page.reload();
	expect(await arrivedPhotos(page, ["JUR-01", "JUR-03", "JUR-04"])).toEqual(taken);
	await page.goto(`/audits/${auditId}/reunions`);
	await page.getByText("Signé", { exact: true }).nth(1).waitFor();

	// Prepared again, then signed out: nothing stays.
	await page.goto(`/audits/${auditId}`);
	await page.getByLabel("Code de la visite").fill(CODE);
	await page.getByRole("button", { name: "Préparer la visite hors ligne" }).click();
	await page.getByText(/Prête hors ligne/).waitFor();
	expect((await left(page)).databases).toContain("label-cae-visite");
	await page.getByText("Menu", { exact: true }).click();
	await page.getByRole("button", { name: "Se déconnecter", exact: true }).click();
	await page.waitForURL("**/connexion");
	await page.waitForFunction(async () => (await indexedDB.databases()).length === 0);
	expect(await left(page)).toEqual({ databases: [], texts: [], caches: [], workers: 0 });
	await tablet.close();
	await stage.killServer();

	await inDatabase(stage.dataDir, async (db) => {
		const rows = await db.select().from(auditObservations).where(eq(auditObservations.auditId, auditId));
		const kept = Object.fromEntries(
			rows.map(({ criterionId, level, note: text }) => [criterionId, `${level} ${text}`]),
		);
		expect(kept).toEqual({
			"JUR-01": "0 Vu par la collègue\n\nVu sur place, JUR-01",
			"JUR-02": "1 Vu sur place, JUR-02",
			"JUR-03": "2 Vu sur place, JUR-03",
			"JUR-04": "2 Vu après la panne, JUR-04",
			"RHU-01": "3 Vu sur place, RHU-01",
			"RHU-02": "0 Vu sur place, RHU-02",
		});
		const shots = await db.select().from(auditPhotos).where(eq(auditPhotos.auditId, auditId));
		const told = ({ criterionId, sha256 }: Shot) => `${criterionId} ${sha256}`;
		expect(shots.map(told).sort()).toEqual(taken.map(told).sort());
		const meetings = await db.select().from(auditMeetings).where(eq(auditMeetings.auditId, auditId));
		const held = meetings.map((one) => [
			one.kind,
			one.startsAt,
			one.remarks,
			one.representative,
			one.signedAt !== null,
		]);
		expect(held.sort()).toEqual([
			["closing", "16:30", "Constats annoncés, aucune réserve", "Anne Le Goff", true],
			["opening", "09:00", "Présentation de l’équipe", "Anne Le Goff", true],
		]);
		const journal = await db.select().from(journalEntries);
		const own = journal.filter(({ id, subjectId }) => id > lastId && subjectId.startsWith(auditId));
		const times = (action: string) => own.filter((entry) => entry.action === action).length;
		expect([times("audit.photoAdded"), times("audit.meetingSigned")]).toEqual([taken.length, 2]);
		const notes = own
			.filter(({ action }) => action === "audit.levelRecorded")
			.map(({ after }) => (after as { note: string }).note)
			.filter((text) => text.startsWith("Vu "));
		expect(notes.length).toBe(new Set(notes).size);
	});
	await rm(profile.path, { recursive: true, force: true });
}, 240_000);
