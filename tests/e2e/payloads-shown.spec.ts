/** What hostile texts become once kept: pages that show them as typed and run nothing, files that open as they should. */
import { randomUUID } from "node:crypto";
import http from "node:http";
import ICAL from "ical.js";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { randomToken } from "~/services/access/secrets.server";
import { verifyJournal } from "~/services/journal/verify-journal.server";
import { FOREIGN_HOST, PAYLOADS } from "../fixtures/payloads";
import { type AppServer, startAppServer } from "../support/app-server";
import { launchChromium } from "../support/chromium";
import { copyDemo, type DemoCopy } from "../support/demo-copy";
import { EMAILS, invite, type PayloadWorld, preparePayloadWorld } from "../support/payload-world";
import { ask, post, type RawAnswer } from "../support/raw-request";

type Asker = keyof typeof EMAILS;
const PASSWORD = "sept hérons gris sur la berge";
const kept = (payloads: readonly string[]) => payloads.filter((text) => !text.includes("\u0000") && text.length < 500);
const RUNS = kept(PAYLOADS.runs);
/** What files and lines could be broken by. */
const BREAKS = kept([
	...PAYLOADS.formula,
	...PAYLOADS.header,
	...PAYLOADS.unicode,
	...PAYLOADS.sql,
	...PAYLOADS.prototype,
]);

let demo: DemoCopy;
let server: AppServer;
let browser: Browser;
let world: PayloadWorld;
let tokens: string[];
const agent = new http.Agent({ keepAlive: true });

/** As many texts in one as the limit takes. */
function chunks(payloads: readonly string[], limit: number, between = " "): string[] {
	const filled: string[] = [];
	let current = "";
	for (const payload of payloads.filter(({ length }) => length <= limit)) {
		const longer = current === "" ? payload : `${current}${between}${payload}`;
		if (longer.length > limit) filled.push(current);
		current = longer.length > limit ? payload : longer;
	}
	return [...filled, current];
}

const NAMES = chunks(RUNS, 118);

beforeAll(async () => {
	demo = await copyDemo("shown");
	tokens = NAMES.map(() => randomToken());
	world = await demo.open(async (db) => {
		const prepared = await preparePayloadWorld(db, demo.dataDir, 0);
		for (const token of tokens) {
			await invite(db, token, prepared.places.cooperativeId ?? "", prepared.places.managerId ?? "");
		}
		return prepared;
	});
	server = await startAppServer({ dataDir: demo.dataDir, env: { APP_DEMO: "1", LOG_LEVEL: "error" } });
	browser = await launchChromium();
	await store();
});
afterAll(async () => {
	agent.destroy();
	await browser?.close();
	await server?.stop();
	await demo?.remove();
});

const cookie = (asker: Asker) => ({ Cookie: `label_session=${world.sessions[asker]}` });
const read = (asker: Asker, address: string) => ask(server.origin, address, { agent, headers: cookie(asker) });

async function write(
	asker: Asker | null,
	address: string,
	fields: Readonly<Record<string, string>>,
): Promise<RawAnswer> {
	const headers = asker ? cookie(asker) : {};
	const answer = await post(server.origin, address, fields, { agent, headers });
	expect([address, answer.status, answer.status < 400 ? "" : answer.text.slice(-600)]).toEqual([
		address,
		answer.headers.location ? 302 : 200,
		"",
	]);
	return answer;
}

/** Every text that people write and others read, through the doors they write it by. */
async function store(): Promise<void> {
	const { assessmentId, auditId, openAuditId, secondId, userId } = world.places;
	const answer = (fields: Record<string, string>) =>
		write("manager", `/auto-evaluations/${assessmentId}/reponses`, { version: "0", key: randomUUID(), ...fields });
	await answer({ criterionId: "ANC-01", choice: "1", reason: "", comment: RUNS.join("\n") });
	await answer({
		criterionId: "ANC-02",
		choice: "notApplicable",
		reason: RUNS.join(" ").slice(0, 1_990),
		comment: BREAKS.join("\n"),
	});
	await write("auditor", `/audits/${auditId}/constats`, {
		criterionId: "ANC-02",
		choice: "1",
		comment: RUNS.join("\n"),
		version: "0",
	});
	const reasons = chunks([...RUNS, ...BREAKS], 990, "\n");
	const places = chunks([...BREAKS, ...RUNS], 480);
	for (const [sequence, place] of places.entries()) {
		await write("network", `/audits/${openAuditId}/modifier`, {
			startsOn: "2027-01-19",
			endsOn: "2027-01-20",
			mode: "onSite",
			place,
			reason: reasons[sequence % reasons.length] ?? "",
			leadAuditorId: userId ?? "",
			secondAuditorId: secondId ?? "",
			sequence: String(sequence),
		});
	}
	for (const [at, name] of NAMES.entries()) {
		const identity = { code: `ESSAI-${at + 10}`, name, regionalAssociation: chunks(RUNS, 118)[at] ?? "" };
		const place = await write("network", "/cooperatives/nouvelle", {
			...identity,
			legalForm: "scop",
			region: "Bretagne",
			mainSector: "generaliste",
			sectors: "generaliste",
			headcount: "30",
			memberSince: "2020-01-01",
		});
		if (at === 0) world = { ...world, places: { ...world.places, newCooperative: String(place.headers.location) } };
	}
	for (const [at, token] of tokens.entries()) {
		await write(null, `/invitation/${token}`, { name: NAMES[at] ?? "", password: PASSWORD });
	}
	const person = `/personnes/${world.places.managerId}/compte`;
	await write("admin", person, { intent: "name", name: "=1+1", seen: "Camille Perrin" });
	for (const device of RUNS.slice(0, 5)) {
		const headers = { "User-Agent": `${device.replaceAll(/[^\x20-\x7e]/g, "")}/1.0 (${device.slice(0, 30)})` };
		await post(server.origin, "/connexion", { email: EMAILS.manager, password: "demo-label-cae" }, { agent, headers });
	}
}

/** What a page may not do, from its first script on. */
async function watched(asker: Asker | null): Promise<{ page: Page; faults: string[] }> {
	const context = await browser.newContext({ baseURL: server.origin, locale: "fr-FR", timezoneId: "Europe/Paris" });
	context.setDefaultTimeout(30_000);
	if (asker) await context.addCookies([{ name: "label_session", value: world.sessions[asker], url: server.origin }]);
	const page = await context.newPage();
	const faults: string[] = [];
	page.on("dialog", (dialog) => {
		faults.push(`dialog ${dialog.message()}`);
		void dialog.dismiss();
	});
	page.on("pageerror", (error) => faults.push(`error ${error.message}`));
	page.on("console", (message) => {
		if (message.type() === "error") faults.push(`console ${message.text()}`);
	});
	page.on("request", (request) => {
		if (!/^(data|blob):/.test(request.url()) && new URL(request.url()).origin !== server.origin)
			faults.push(`request ${request.url()}`);
	});
	await page.addInitScript(() => {
		document.addEventListener("securitypolicyviolation", (event) =>
			console.error(`policy ${event.violatedDirective} ${event.blockedURI}`),
		);
	});
	return { page, faults };
}

describe("a page", () => {
	const SEEN = "<script>alert(1)</script>";

	async function look(asker: Asker | null, addresses: readonly string[]): Promise<{ wrong: string[]; text: string }> {
		const { page, faults } = await watched(asker);
		const wrong: string[] = [];
		let text = "";
		for (const address of addresses) {
			faults.length = 0;
			const response = await page.goto(address, { waitUntil: "networkidle" });
			text += (await page.locator("body").textContent()) ?? "";
			if (response?.status() !== 200) wrong.push(`${address} ${response?.status()}`);
			if (new URL(page.url()).host !== new URL(server.origin).host) wrong.push(`${address} led to ${page.url()}`);
			const made = page.locator(
				`[onerror],[onload],[onfocus],[onclick],[onmouseover],[src*="${FOREIGN_HOST}"],[href^="javascript"]`,
			);
			if ((await made.count()) > 0) wrong.push(`${address} holds an element that somebody typed`);
			wrong.push(...faults.map((fault) => `${address} ${fault}`));
		}
		await page.context().close();
		return { wrong, text };
	}

	it("shows them as typed to a manager", async () => {
		const { assessmentId, cooperativeId, grantId } = world.places;
		const sheet = `/auto-evaluations/${assessmentId}`;
		const own = `/cooperatives/${cooperativeId}`;
		const { wrong, text } = await look("manager", [
			"/accueil",
			sheet,
			`${sheet}/domaines/ANC?filtre=all`,
			`${sheet}/envoi`,
			`${sheet}/historique`,
			own,
			`${own}/equipe`,
			`${own}/equipe/${grantId}`,
			`${own}/equipe/${grantId}/retrait`,
			`${own}/historique`,
			"/compte/sessions",
			"/compte/donnees",
		]);
		expect(wrong).toEqual([]);
		expect(text).toContain(SEEN);
	});

	it("shows them as typed to an auditor", async () => {
		const { auditId } = world.places;
		const { wrong, text } = await look("auditor", [
			"/audits",
			`/audits/${auditId}`,
			`/audits/${auditId}/visite/ANC`,
			`/audits/${auditId}/historique`,
		]);
		expect(wrong).toEqual([]);
		expect(text).toContain(SEEN);
	});

	it("shows them as typed to the national team", async () => {
		const { openAuditId, newCooperative } = world.places;
		const { wrong, text } = await look("network", [
			"/cooperatives?recherche=script",
			`/cooperatives?recherche=${encodeURIComponent(SEEN)}`,
			newCooperative ?? "",
			`${newCooperative}/modifier`,
			`${newCooperative}/historique`,
			"/audits?mois=2027-01",
			`/audits/${openAuditId}`,
			`/audits/${openAuditId}/modifier`,
			`/audits/${openAuditId}/historique`,
			"/journal",
			`/journal?cooperative=${encodeURIComponent(SEEN)}&personne=${encodeURIComponent(RUNS[3] ?? "")}`,
			`/reseau?region=${encodeURIComponent(SEEN)}&filiere=${encodeURIComponent(RUNS[5] ?? "")}&tri=__proto__`,
		]);
		expect(wrong).toEqual([]);
		expect(text).toContain(SEEN);
	});

	it("shows them as typed to an administrator, and to anyone", async () => {
		const { managerId } = world.places;
		const { wrong, text } = await look("admin", [
			"/personnes?recherche=script",
			`/personnes?recherche=${encodeURIComponent(SEEN)}`,
			`/personnes/${managerId}`,
			`/personnes/${managerId}/compte`,
			`/personnes/${managerId}/historique`,
			"/journal/securite",
		]);
		expect(wrong).toEqual([]);
		expect(text).toContain(SEEN);
		const anyone = await look(null, [
			`/connexion?suite=${encodeURIComponent(SEEN)}&motif=constructor`,
			"/connexion?suite=//ailleurs.example&motif=__proto__",
		]);
		expect(anyone.wrong).toEqual([]);
	});
});

describe("files", () => {
	it("keep eleven columns in the journal's CSV, and no formula", async () => {
		const { status, text } = await read("network", "/journal/export.csv");
		expect(status).toBe(200);
		const rows = parseCsv(text.replace("\ufeff", ""));
		expect(rows.filter((cells) => cells.length !== 11)).toEqual([]);
		expect(rows.flat().filter((cell) => /^[\s\p{C}]*[=+\-@＝＋－＠]/u.test(cell))).toEqual([]);
		const cells = rows.flat().join("\n");
		for (const payload of [RUNS[0] ?? "", "=1+1", "a;b;c"]) expect(cells).toContain(payload);
	});

	it("keep one event in the invitation, whatever its place says", async () => {
		const { openAuditId } = world.places;
		const { status, text } = await read("network", `/audits/${openAuditId}/invitation.ics`);
		expect(status).toBe(200);
		const calendar = new ICAL.Component(ICAL.parse(text));
		expect(calendar.getAllSubcomponents().map(({ name }) => name)).toEqual(["vevent"]);
		const event = calendar.getFirstSubcomponent("vevent");
		expect(
			event
				?.getAllProperties()
				.map(({ name }) => name)
				.sort(),
		).toEqual([...EVENT].sort());
		// Every way to go to the next line is the one of a calendar.
		const place = chunks([...BREAKS, ...RUNS], 480).at(-1);
		expect(event?.getFirstPropertyValue("location")).toBe(place?.replaceAll(/[\u2028\u2029]/g, "\n"));
	});

	it("are read back whole from the copy of one's own data", async () => {
		const { status, text } = await post(
			server.origin,
			"/compte/donnees/copie",
			{},
			{ agent, headers: cookie("manager") },
		);
		expect(status).toBe(200);
		const copy = JSON.stringify(JSON.parse(text));
		expect(copy).toContain(JSON.stringify(RUNS.join("\n")).slice(1, -1));
	});

	it("leave the chain of the journal whole", async () => {
		await server.halt();
		expect(await demo.open((db) => verifyJournal(db))).toMatchObject({ ok: true });
	});
});

const EVENT = [
	"uid",
	"summary",
	"dtstamp",
	"dtstart",
	"dtend",
	"sequence",
	"status",
	"location",
	"description",
	"last-modified",
	"created",
	"transp",
	"url",
];

/** Quoted cells between semicolons, as csvFile writes them; numbers bare. */
function parseCsv(text: string): string[][] {
	const rows: string[][] = [[]];
	for (const [, cell, plain = "", end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^";\r\n]*))(;|\r\n|$)/g)) {
		rows.at(-1)?.push(cell?.replaceAll('""', '"') ?? plain);
		if (end === "\r\n") rows.push([]);
		if (end === "") break;
	}
	return rows;
}
