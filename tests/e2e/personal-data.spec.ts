/** Personal data: the public pages that speak of it, and nothing that leaves for another site. */
import { readFile } from "node:fs/promises";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { BROWSER_STORAGE } from "~/domain/access/processing";
import { DEMO_ACCOUNTS, DEMO_PASSWORD } from "~/services/access/demo-accounts";
import type { OwnDataCopy } from "~/services/access/export-own-data.server";
import { findViolations } from "../support/axe";
import { openStage, type Stage } from "../support/stage";

let stage: Stage;
beforeAll(async () => {
	stage = await openStage();
});
afterAll(() => stage.close());

const LEGAL = {
	"Mentions légales": "/mentions-legales",
	"Données personnelles": "/donnees-personnelles",
	Accessibilité: "/accessibilite",
} as const;

async function expectSound(page: Page, address: string): Promise<void> {
	expect([address, await findViolations(page)]).toEqual([address, []]);
	const overflow = await page.evaluate(
		() => document.documentElement.scrollWidth - document.documentElement.clientWidth,
	);
	expect([address, overflow]).toEqual([address, 0]);
}

describe("legal pages", () => {
	it("are reached from the foot of the first page and of sign-in, without JavaScript", async () => {
		const page = await stage.visitor({ javaScript: false });
		for (const start of ["/", "/connexion"]) {
			for (const [label, address] of Object.entries(LEGAL)) {
				await page.goto(start);
				await page.getByRole("contentinfo").getByRole("link", { name: label }).click();
				expect(new URL(page.url()).pathname).toBe(address);
				expect(await page.getByRole("heading", { level: 1 }).innerText()).toContain(label);
			}
		}
		await page.goto("/donnees-personnelles");
		await page.getByText("12 mois après l’événement").waitFor();
	});

	it("are reached from the rail, and stay in it", async () => {
		const page = await stage.signedIn("gerance@demo.example");
		await page.getByRole("navigation").getByRole("link", { name: "Données personnelles" }).click();
		await page.getByRole("heading", { level: 1, name: "Données personnelles" }).waitFor();
		expect(await page.getByRole("main").count()).toBe(1);
		await page.getByRole("navigation").getByRole("link", { name: "Accueil" }).waitFor();
		await page.context().close();
	});

	for (const width of [1280, 390]) {
		it(`have no accessibility defect at ${width} px, signed in or not`, async () => {
			for (const page of [await stage.visitor({ width }), await stage.signedIn("ca@demo.example", { width })]) {
				for (const address of Object.values(LEGAL)) {
					await page.goto(address);
					await expectSound(page, address);
				}
				await page.context().close();
			}
		}, 120_000);
	}
});

describe("the copy of one's own data", () => {
	for (const javaScript of [true, false]) {
		it(`is a file about that person only, ${javaScript ? "with" : "without"} JavaScript`, async () => {
			const page = await stage.signedIn("gerance@demo.example", { javaScript });
			await page.goto("/compte/donnees");
			const waiting = page.waitForEvent("download");
			await page.getByRole("button", { name: "Télécharger mes données" }).click();
			const download = await waiting;
			expect(download.suggestedFilename()).toMatch(/^label-cae-mes-donnees-\d{4}-\d\d-\d\d\.json$/);
			const text = await readFile(await download.path(), "utf8");
			const copy = JSON.parse(text) as OwnDataCopy;
			const account = copy.sections.find(({ key }) => key === "account")?.rows;
			expect(account).toEqual([expect.objectContaining({ email: "gerance@demo.example", name: "Camille Perrin" })]);
			expect(copy.sections.find(({ key }) => key === "answers")?.rows.length).toBeGreaterThan(0);
			for (const { email, name } of DEMO_ACCOUNTS) {
				if (email === "gerance@demo.example") continue;
				expect(text).not.toContain(email);
				expect(text).not.toContain(name);
			}
			expect(text).not.toMatch(/\$argon2id\$/);
			await page.context().close();
		});
	}

	it("is neither cached nor given to a plain link, nor to anyone signed out", async () => {
		const page = await stage.signedIn("gerance@demo.example");
		const headers = { "Sec-Fetch-Site": "same-origin" };
		const answer = await page.request.post("/compte/donnees/copie", { headers });
		expect(answer.headers()).toMatchObject({
			"cache-control": "no-store",
			"content-type": "application/json; charset=utf-8",
		});
		expect(answer.headers()["content-disposition"]).toMatch(/^attachment/);
		expect((await page.request.get("/compte/donnees/copie")).status()).toBeGreaterThanOrEqual(400);
		await page.context().clearCookies();
		const refused = await page.request.post("/compte/donnees/copie", { headers, maxRedirects: 0 });
		expect([refused.status(), refused.headers().location]).toEqual([302, "/connexion"]);
		await page.context().close();
	});

	for (const width of [1280, 390]) {
		it(`has a page without accessibility defect at ${width} px`, async () => {
			const page = await stage.signedIn("audit@demo.example", { width });
			await page.goto("/compte/donnees");
			await expectSound(page, "/compte/donnees");
			await page.context().close();
		});
	}
});

describe("unsent answers", () => {
	const TYPED = "Écrit pendant la coupure";
	const stored = (page: Page) => page.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage }));
	const unsent = (page: Page) =>
		page.evaluate(() => Object.keys(localStorage).filter((name) => name.startsWith("label-cae:")).length);

	/** A manager's sheet with one answer that the server can't receive. */
	async function withUnsent(criterion: string, email = "gerance@demo.example") {
		const page = await stage.signedIn(email);
		const sheet = `/auto-evaluations/${await stage.ownDraft(page)}/domaines/ANC`;
		await page.goto(sheet);
		await stage.alive(page);
		await page.route("**/reponses", (route) => route.abort());
		await page.locator(`#${criterion}-commentaire`).fill(TYPED);
		await page.locator(`#${criterion} .save-state-retrying`).waitFor();
		return { page, sheet };
	}
	const signOut = (page: Page) => page.getByRole("button", { name: "Se déconnecter", exact: true }).click();
	const warning = (page: Page) => page.getByText("1 réponse pas encore envoyée");

	it("leave before signing out, as soon as they can", async () => {
		const { page } = await withUnsent("ANC-01");
		await signOut(page);
		await warning(page).waitFor();
		await page.unroute("**/reponses");
		await warning(page).waitFor({ state: "detached" });
		expect(await unsent(page)).toBe(0);
		await signOut(page);
		await page.waitForURL("**/connexion");
		await page.context().close();
	});

	it("are erased from the computer when the person signs out all the same", async () => {
		const { page } = await withUnsent("ANC-02");
		await signOut(page);
		await page.getByRole("button", { name: "Effacer et sortir" }).click();
		await page.waitForURL("**/connexion");
		await page.waitForLoadState("networkidle");
		expect(await unsent(page)).toBe(0);
		expect((await page.context().cookies()).map(({ name }) => name)).not.toContain("label_session");
		await page.context().close();
	});

	it("stay, and so does the session, when signing out does not reach the server", async () => {
		const { page } = await withUnsent("ANC-03");
		await page.context().setOffline(true);
		await signOut(page);
		await page.getByRole("button", { name: "Effacer et sortir" }).click();
		await page.getByText("Déconnexion impossible").waitFor();
		expect(await unsent(page)).toBe(1);
		expect(await page.locator("#ANC-03-commentaire").inputValue()).toBe(TYPED);
		await page.context().close();
	});

	it("are unreadable by the next person at this computer, and found again by their author", async () => {
		const { page, sheet } = await withUnsent("ANC-04");
		await page.context().clearCookies();
		await stage.signIn(page, "equipe@demo.example");
		await page.goto(sheet);
		await stage.alive(page);
		expect(await page.locator("#ANC-04-commentaire").inputValue()).not.toBe(TYPED);
		expect(await unsent(page)).toBe(1);
		expect(await stored(page)).not.toContain("coupure");
		await page.context().clearCookies();
		await stage.signIn(page, "gerance@demo.example");
		await page.unroute("**/reponses");
		await page.goto(sheet);
		await stage.alive(page);
		expect(await page.locator("#ANC-04-commentaire").inputValue()).toBe(TYPED);
		await stage.allSaved(page);
		await page.context().close();
	});
});

/** Every page a person reaches by following links, one of each kind. Returns how many kinds were seen. */
async function crawl(page: Page, start: string): Promise<number> {
	const kindOf = (address: string) =>
		new URL(address, stage.origin).pathname
			.replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, ":id")
			.replace(/^(\/referentiel)\/\d+\.\d+/, "$1/:version")
			.replace(/[A-Z]{3}-\d+/, ":criterion");
	const seen = new Set<string>([kindOf(start)]);
	const waiting = [start];
	for (let address = waiting.shift(); address; address = waiting.shift()) {
		await page.goto(address);
		// What is printed to be handed out has no rail.
		if (start === "/accueil" && !address.endsWith("/impression")) {
			expect([address, await page.getByRole("button", { name: "Se déconnecter", exact: true }).count()]).toEqual([
				address,
				1,
			]);
		}
		const links = await page.locator("a[href^='/']").evaluateAll((all) => all.map((a) => a.getAttribute("href") ?? ""));
		for (const link of links) {
			const kind = kindOf(link);
			if (
				seen.has(kind) ||
				/\.(ics|csv|zip|pdf|docx|xlsx)$|\/(pdf|donnees)$|\/(export|fichiers|photos)\//.test(kind) ||
				kind === "/deconnexion"
			)
				continue;
			seen.add(kind);
			waiting.push(link);
		}
	}
	return seen.size;
}

/** The others see no page that these do not. */
const WHO_SEE_EVERY_PAGE = ["manager", "auditor", "board", "network"];

describe("other sites", () => {
	const people = DEMO_ACCOUNTS.filter(({ role }) => WHO_SEE_EVERY_PAGE.includes(role));
	for (const { email, role } of [{ email: null, role: "visitor" }, ...people]) {
		it(`receive no request from any page of ${role}, and the browser keeps only what is announced`, async () => {
			const page = await stage.visitor();
			const elsewhere: string[] = [];
			page.on("request", (request) => {
				const { protocol, origin } = new URL(request.url());
				if (origin !== stage.origin && protocol !== "data:" && protocol !== "blob:") elsewhere.push(request.url());
			});
			if (email) await stage.signIn(page, email);
			const kinds = await crawl(page, email ? "/accueil" : "/");
			await page.waitForLoadState("networkidle");
			expect(kinds).toBeGreaterThanOrEqual(email ? 7 : 5);
			expect(elsewhere).toEqual([]);
			const announced = BROWSER_STORAGE.map(({ name }) => name.replace("…", ""));
			const cookies = (await page.context().cookies()).map(({ name }) => name);
			expect(cookies.filter((name) => !announced.some((known) => name === known))).toEqual([]);
			const stored = await page.evaluate(() => [...Object.keys(localStorage), ...Object.keys(sessionStorage)]);
			const positions = "positions"; // where the router keeps how far each page was scrolled
			expect(stored.filter((key) => key !== positions && !announced.some((known) => key.startsWith(known)))).toEqual(
				[],
			);
			await page.context().close();
		}, 180_000);
	}
});

// Last: one of the demo accounts is no more afterwards.
describe("erasing a person", () => {
	const copyOf = async (page: Page) => {
		const answer = await page.request.post("/compte/donnees/copie", { headers: { "Sec-Fetch-Site": "same-origin" } });
		return (await answer.json()) as OwnDataCopy;
	};
	const accountId = async (page: Page) => {
		const { sections } = await copyOf(page);
		return String(sections.find(({ key }) => key === "account")?.rows[0]?.id);
	};

	it("says what it does, is confirmed by the name, signs the person out, and needs no JavaScript", async () => {
		const erased = await stage.signedIn("comite@demo.example");
		const address = `/personnes/${await accountId(erased)}/effacer`;
		for (const width of [1280, 390]) {
			const page = await stage.signedIn("reseau@demo.example", { width });
			await page.goto(address);
			await expectSound(page, address);
			await page.context().close();
		}
		const page = await stage.signedIn("reseau@demo.example", { javaScript: false });
		await page.goto(address);
		await page.getByText("Cet effacement est définitif").waitFor();
		await page.getByText("Comité de labellisation").waitFor();
		await page.getByLabel("Écrivez le nom complet").fill("Alix");
		await page.getByRole("button", { name: "Effacer pour toujours" }).click();
		await page.getByText("Rien n’a été effacé").first().waitFor();
		expect(await page.getByLabel("Écrivez le nom complet").inputValue()).toBe("Alix");
		await page.getByLabel("Écrivez le nom complet").fill("Alix Renaud");
		await page.getByRole("button", { name: "Effacer pour toujours" }).click();
		await page.getByRole("heading", { name: "Personne supprimée" }).waitFor();
		expect(await page.content()).not.toContain("Alix");

		await erased.goto("/accueil");
		expect(new URL(erased.url()).pathname).toBe("/connexion");
		await erased.getByLabel("Adresse e-mail").fill("comite@demo.example");
		await erased.getByLabel("Mot de passe").fill(DEMO_PASSWORD);
		await erased.getByRole("button", { name: "Se connecter" }).click();
		await erased.getByText("ne vont pas ensemble").waitFor();
		for (const open of [page, erased]) await open.context().close();
	}, 120_000);

	it("refuses the last manager with the reason, and is no page for a manager", async () => {
		const manager = await stage.signedIn("gerance@demo.example");
		const address = `/personnes/${await accountId(manager)}/effacer`;
		expect((await manager.goto(address))?.status()).toBe(404);
		const page = await stage.signedIn("reseau@demo.example");
		await page.goto(address);
		await page.getByText("Pas encore possible").waitFor();
		expect(await page.getByRole("button", { name: "Effacer pour toujours" }).count()).toBe(0);
		for (const open of [page, manager]) await open.context().close();
	});

	it("is not done to oneself", async () => {
		const page = await stage.signedIn("reseau@demo.example");
		await page.goto(`/personnes/${await accountId(page)}/effacer`);
		await page.getByText("Personne n’efface son propre compte").waitFor();
		expect(await page.getByRole("button", { name: "Effacer pour toujours" }).count()).toBe(0);
		await page.context().close();
	});
});
