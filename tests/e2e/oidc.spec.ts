/** Sign-in through the identity provider of one's organisation: a real browser, a real provider, our production build. */
import { sql } from "drizzle-orm";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type AppServer, startAppServer } from "../support/app-server";
import { launchChromium } from "../support/chromium";
import { copyDemo, type DemoCopy, rowsOf } from "../support/demo-copy";
import { freePort } from "../support/free-port";
import { issuerAt, OIDC_CLIENT, type OidcProvider, startOidcProvider } from "../support/oidc-provider";
import { ask, post } from "../support/raw-request";

const LABEL = "Se connecter avec mon organisation";
let demo: DemoCopy;
let server: AppServer;
let provider: OidcProvider;
let browser: Browser;

beforeAll(async () => {
	demo = await copyDemo("oidc");
	const port = await freePort();
	server = await startAppServer({
		dataDir: demo.dataDir,
		env: {
			APP_DEMO: "1",
			OIDC_ISSUER: issuerAt(port),
			OIDC_CLIENT_ID: OIDC_CLIENT.id,
			OIDC_CLIENT_SECRET: OIDC_CLIENT.secret,
			OIDC_LABEL: LABEL,
		},
	});
	provider = await startOidcProvider(port, `${server.origin}/connexion/oidc/retour`);
	provider.people.camille = { email: "gerance@demo.example", email_verified: true };
	provider.people.unverified = { email: "equipe@demo.example", email_verified: false };
	provider.people.stranger = { email: "inconnue@ailleurs.example", email_verified: true };
	browser = await launchChromium();
});
afterAll(async () => {
	await browser?.close();
	await provider?.stop();
	await server?.stop();
	await demo?.remove();
});

async function visitor(javaScriptEnabled = true): Promise<Page> {
	const context = await browser.newContext({ baseURL: server.origin, javaScriptEnabled, locale: "fr-FR" });
	context.setDefaultTimeout(20_000);
	return context.newPage();
}

const knock = (page: Page) => page.getByRole("button", { name: LABEL }).click();

/** Signs in at the provider, from its own pages, and agrees to what we ask for. */
async function proveAtProvider(page: Page, login: string): Promise<void> {
	await page.getByPlaceholder("Enter any login").fill(login);
	await page.getByPlaceholder("and password").fill("anything");
	await page.getByRole("button", { name: "Sign-in" }).click();
	await page.getByRole("button", { name: "Continue" }).click();
}

describe("sign-in through an identity provider", () => {
	it.each([true, false])(
		"opens the account of the verified address, and the page asked for (JavaScript: %s)",
		async (javaScript) => {
			const page = await visitor(javaScript);
			await page.goto("/audits");
			expect(new URL(page.url()).pathname).toBe("/connexion");
			await knock(page);
			await proveAtProvider(page, "camille");
			await page.waitForURL("**/audits");
			await page.getByText("Camille Perrin").first().waitFor();
			const cookies = await page.context().cookies(server.origin);
			expect(cookies.map(({ name }) => name).sort()).toEqual(["label_device", "label_session"]);
			expect(cookies.every(({ httpOnly, sameSite }) => httpOnly && sameSite === "Lax")).toBe(true);
			const kept = [page.url(), await page.content(), JSON.stringify(cookies)].join();
			expect(provider.given.length).toBeGreaterThan(0);
			for (const secret of provider.given) expect(kept).not.toContain(secret);
			await page.context().close();
		},
	);

	it("goes by the subject once it is bound, and leaves the provider's own session alone at sign-out", async () => {
		provider.people.camille = { email: "changed@ailleurs.example", email_verified: false };
		const page = await visitor();
		await page.goto("/connexion");
		await knock(page);
		await proveAtProvider(page, "camille");
		await page.waitForURL("**/accueil");
		await page.getByRole("button", { name: "Se déconnecter" }).first().click();
		await page.waitForURL((url) => url.pathname !== "/accueil");
		await page.goto("/accueil");
		expect(new URL(page.url()).pathname).toBe("/connexion");
		// The provider still knows the person: nothing is asked there.
		await knock(page);
		await page.waitForURL("**/accueil");
		await page.context().close();
	});

	it.each([
		["unverified", "aucun compte Label CAE n’est ouvert à cette adresse vérifiée"],
		["stranger", "aucun compte Label CAE n’est ouvert à cette adresse vérifiée"],
	])("opens nothing to %s", async (login, said) => {
		const page = await visitor();
		await page.goto("/connexion");
		await knock(page);
		await proveAtProvider(page, login);
		await page.getByText(said).waitFor();
		expect((await page.context().cookies(server.origin)).map(({ name }) => name)).toEqual([]);
		await page.goto("/accueil");
		expect(new URL(page.url()).pathname).toBe("/connexion");
		await page.context().close();
	});

	it("refuses the same answer twice, and in another browser", async () => {
		const page = await visitor();
		const backs: string[] = [];
		page.on("request", (request) => {
			if (request.url().includes("/connexion/oidc/retour")) backs.push(request.url());
		});
		await page.goto("/connexion");
		await knock(page);
		await proveAtProvider(page, "camille");
		await page.waitForURL("**/accueil");
		const [back = ""] = backs;
		expect(back).toContain("code=");
		const other = await visitor();
		await other.goto(back);
		await other.getByText("Cette connexion n’est plus valable").waitFor();
		await page.context().clearCookies({ name: "label_session" });
		await page.goto(back);
		await page.getByText("Cette connexion n’est plus valable").waitFor();
		await page.goto("/accueil");
		expect(new URL(page.url()).pathname).toBe("/connexion");
		await page.context().close();
		await other.context().close();
	});

	it("refuses an answer whose state was changed on the way", async () => {
		const page = await visitor();
		provider.wayBack = (address) => address.replace(/state=[\w-]+/, `state=${"x".repeat(43)}`);
		await page.goto("/connexion");
		await knock(page);
		await proveAtProvider(page, "camille");
		await page.getByText("n’a pas pu être vérifiée").waitFor();
		provider.wayBack = (address) => address;
		await page.goto("/accueil");
		expect(new URL(page.url()).pathname).toBe("/connexion");
		await page.context().close();
	});

	it("says so when the person gives up at the provider", async () => {
		const page = await visitor();
		await page.goto("/connexion?suite=%2Faudits");
		await knock(page);
		await page.getByRole("link", { name: "Cancel" }).click();
		await page.getByText("refusée ou abandonnée").waitFor();
		await page.context().close();
	});

	it("starts by an act on our page only", async () => {
		expect((await ask(server.origin, "/connexion/oidc")).headers.location).toBe("/connexion");
		const foreign = await ask(server.origin, "/connexion/oidc", {
			method: "POST",
			body: "",
			headers: { Origin: "https://evil.example" },
		});
		expect(foreign.status).toBe(403);
		const bare = await ask(server.origin, "/connexion/oidc/retour?code=planted&state=planted");
		expect(bare.headers.location).toBe("/connexion?motif=EXPIRED");
		for (const suite of ["https://evil.example", "//evil.example", "/\\evil.example"]) {
			const { headers } = await post(server.origin, "/connexion/oidc", { suite });
			expect(headers.location).toMatch(/^http:\/\/localhost:\d+\/auth\?/);
			expect(headers.location).not.toContain("evil");
		}
	});

	it("keeps the password working when the provider is away, and no secret of its own", async () => {
		await provider.stop();
		// Discovered already: the browser meets the closed door of the provider itself. A new server learns it before.
		await server.restart();
		const page = await visitor();
		await page.goto("/connexion");
		await knock(page);
		await page.getByText("ne répond pas").waitFor();
		await page.getByLabel("Adresse e-mail").fill("gerance@demo.example");
		await page.getByLabel("Mot de passe").fill("demo-label-cae");
		await page.getByRole("button", { name: "Se connecter", exact: true }).click();
		await page.waitForURL("**/accueil");
		expect(server.logs).toContain('"name":"ProviderUnusableError"');
		await page.context().close();
		await server.halt();
		const stored = await demo.open(async (db) => {
			const tables = await rowsOf(db, sql`select tablename as name from pg_tables where schemaname = 'public'`);
			const texts: string[] = [];
			for (const { name = "" } of tables) {
				texts.push(JSON.stringify(await rowsOf(db, sql`select t::text as row from ${sql.identifier(name)} t`)));
			}
			return texts.join("\n");
		});
		for (const secret of [...provider.given, OIDC_CLIENT.secret]) {
			expect(stored).not.toContain(secret);
			expect(server.logs).not.toContain(secret);
		}
	});
});
