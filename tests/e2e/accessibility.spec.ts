/** axe on every page of every role, wide and on a phone; no page scrolls sideways. */
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findViolations } from "../support/axe";
import { openStage, type Stage } from "../support/stage";

/** On a phone, the roles whose pages differ. */
const ROLES: Readonly<Record<number, readonly string[]>> = {
	1280: [
		"gerance@demo.example",
		"equipe@demo.example",
		"audit@demo.example",
		"comite@demo.example",
		"ca@demo.example",
		"reseau@demo.example",
	],
	390: ["gerance@demo.example", "audit@demo.example", "reseau@demo.example"],
};
let stage: Stage;
beforeAll(async () => {
	stage = await openStage();
});
afterAll(() => stage.close());

/** Follows the first link that matches, to reach pages whose address holds an identifier. */
async function firstLink(page: Page, from: string, selector: string): Promise<string> {
	await page.goto(from);
	const href = await page.locator(selector).first().getAttribute("href");
	if (!href) throw new Error(`${from} has no ${selector}`);
	return href;
}

/** The five sheets differ in their texts alone: all are looked at once, wide, then one that may be answered and one that may not. */
const EVERY_SHEET = ["JUR", "FIN", "RHU", "ACC", "ANC"];
const SOME_SHEETS = ["JUR", "RHU"];

async function addresses(page: Page, email: string, width: number): Promise<string[]> {
	if (email === "gerance@demo.example" || email === "equipe@demo.example") {
		const sheets = email === "gerance@demo.example" && width === 1280 ? EVERY_SHEET : SOME_SHEETS;
		const own = `/auto-evaluations/${await stage.ownDraft(page)}`;
		const progress = await firstLink(page, "/accueil", "a[href$='/progres']");
		const domains = sheets.map((code) => `${own}/domaines/${code}`);
		const old = await firstLink(page, "/auto-evaluations", "tbody tr:nth-child(2) a");
		const audit = await firstLink(page, "/audits", "table a[href^='/audits/']");
		const answers =
			email === "gerance@demo.example"
				? [`${audit}/reponse`, `${audit}/recusation`, `${audit}/dates`, "/compte/agenda", "/ecarts", `${old}/audit`]
				: [];
		return [
			"/accueil",
			"/auto-evaluations",
			own,
			old,
			...domains,
			`${own}/criteres/JUR-01`,
			`${own}/domaines/JUR/chapitres/JUR-A/non-applicable`,
			`${own}/envoi`,
			`${own}/profil`,
			progress,
			"/audits",
			audit,
			`${audit}/preparation`,
			`${audit}/reunions`,
			`${audit}/rapport`,
			`${audit}/comparaison`,
			...answers,
		];
	}
	if (email === "audit@demo.example") {
		const audit = await firstLink(page, "/accueil", "main a[href^='/audits/']");
		const underWay = await firstLink(page, "/audits", "tr:has-text('En cours') a[href^='/audits/']");
		const profile = await firstLink(page, "/audits", "main a[href^='/auditeurs/']");
		const toSign = await firstLink(page, "/audits", "main a[href$='/declaration']");
		return [
			"/accueil",
			"/audits",
			audit,
			`${audit}/preparation`,
			`${audit}/visite/JUR`,
			`${audit}/reunions`,
			`${audit}/rapport`,
			`${audit}/comparaison`,
			`${audit}/rapport-definitif`,
			`${audit}/historique`,
			underWay,
			`${underWay}/preparation`,
			`${underWay}/visite/JUR`,
			`${underWay}/reunions`,
			"/calibrage",
			profile,
			toSign,
			"/liens",
		];
	}
	const cooperative = await firstLink(page, "/cooperatives", "table a[href^='/cooperatives/']");
	const shared = [
		"/accueil",
		"/reseau",
		"/reseau?annee=2025",
		"/cooperatives",
		cooperative,
		`${cooperative}/progres`,
		"/audits",
	];
	if (email !== "reseau@demo.example") return [...shared, "/programme", "/calibrage", "/liens"];
	const audit = await firstLink(page, "/audits", "table a[href^='/audits/']");
	const challenged = await firstLink(page, "/audits", "tr:has-text('Reporté') a[href^='/audits/']");
	const waiting = await firstLink(page, "/accueil", "a[href^='/audits/nouveau']");
	const gap = await firstLink(page, "/ecarts", "main a[href^='/ecarts/']");
	const dates = await firstLink(page, "/audits/demandes", "main a[href$='/dates']");
	const line = await firstLink(page, "/programme", "main a[href*='/visites/']");
	const planning = [
		"/programme",
		"/programme/2027/proposition",
		line,
		"/auditeurs",
		`${challenged}/recusation`,
		"/calibrage",
		"/audits?vue=semaines",
		"/audits/demandes",
		dates,
		"/ecarts",
		gap,
	];
	const reports = [`${audit}/rapport`, `${audit}/historique`];
	return [...shared, "/auto-evaluations", waiting, audit, `${audit}/modifier`, ...reports, ...planning];
}

async function check(page: Page, address: string): Promise<void> {
	await page.goto(address);
	await page.waitForLoadState("load");
	expect([address, await findViolations(page)]).toEqual([address, []]);
	const overflow = await page.evaluate(
		() => document.documentElement.scrollWidth - document.documentElement.clientWidth,
	);
	expect([address, overflow]).toEqual([address, 0]);
}

describe("accessibility", () => {
	for (const width of [1280, 390]) {
		it(`public pages and errors, ${width} px`, async () => {
			const page = await stage.visitor({ width });
			for (const address of ["/", "/connexion", "/nulle-part"]) await check(page, address);
		});
		for (const email of ROLES[width] ?? []) {
			it(`${email}, ${width} px`, async () => {
				const page = await stage.signedIn(email, { width });
				for (const address of await addresses(page, email, width)) await check(page, address);
				await page.context().close();
			}, 180_000);
		}
	}
});
