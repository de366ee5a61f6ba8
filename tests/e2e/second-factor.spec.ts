/**
 * Second factors in production, in a real browser: required before anything opens, a code that serves once, a recovery
 * code, a passkey as second factor and as the only sign-in. The passkeys are those of Chromium's virtual authenticator.
 */
import { execFile } from "node:child_process";
import { setTimeout as wait } from "node:timers/promises";
import { promisify } from "node:util";
import { Secret, TOTP } from "otpauth";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openDatabase } from "~/db/client.server";
import { createUser } from "~/services/access/create-user.server";
import { type AppServer, startAppServer } from "../support/app-server";
import { findViolations } from "../support/axe";
import { launchChromium } from "../support/chromium";
import { createTemporaryFolder, type TemporaryFolder } from "../support/temporary-folder";
import { createCooperative } from "../support/world";

const ADMIN = "nationale@cae.example";
const MANAGER = "gerance@cae.example";
const MANAGER_PASSWORD = "le verger sous la neige";
const CODE = "Code à six chiffres";
const STEP_MS = 30_000;

let folder: TemporaryFolder;
let server: AppServer;
let browser: Browser;
let adminPassword = "";
/** Of the administrator's application, from the page. */
let secret = "";
let recoveryCodes: string[] = [];
let lastStep = 0;

beforeAll(async () => {
	folder = await createTemporaryFolder("second-factor");
	const env = { ...process.env, NODE_ENV: "production" as const, DATA_DIR: folder.path, DATABASE_URL: "" };
	const made = await promisify(execFile)(
		"npm",
		["run", "--silent", "admin:create", "--", "--email", ADMIN, "--name", "Andréa Vidal"],
		{ env },
	);
	adminPassword = /affiché cette seule fois : (\S+)/.exec(made.stdout)?.[1] ?? "";
	await addManager();
	server = await startAppServer({ dataDir: folder.path, hostName: "localhost" });
	browser = await launchChromium();
});
afterAll(async () => {
	await browser?.close();
	await server?.stop();
	await folder?.remove();
});

async function addManager() {
	const open = await openDatabase({ engine: "pglite", dataDir: folder.path, migrations: "drizzle" });
	const cooperative = await createCooperative(open.db);
	const grants = [{ role: "manager", cooperativeId: cooperative.id }] as const;
	const manager = { email: MANAGER, name: "Camille Perrin", password: MANAGER_PASSWORD, grants };
	const created = await createUser(open.db, manager, new Date());
	await open.close();
	if (!created.ok) throw new Error(created.reason);
}

async function visitor({ javaScript = true, width = 1280 } = {}): Promise<Page> {
	const context = await browser.newContext({
		baseURL: server.origin,
		javaScriptEnabled: javaScript,
		locale: "fr-FR",
		timezoneId: "Europe/Paris",
		viewport: { width, height: 900 },
	});
	context.setDefaultTimeout(20_000);
	return context.newPage();
}

async function givePassword(page: Page, email = ADMIN, password = adminPassword): Promise<void> {
	await page.goto("/connexion");
	await page.getByLabel("Adresse e-mail").fill(email);
	await page.getByLabel("Mot de passe").fill(password);
	await page.getByRole("button", { name: "Se connecter", exact: true }).click();
	await page.waitForURL(/\/(accueil|compte\/securite|connexion\/verification)/);
}

/** A code never used before, early enough in its half minute to arrive in time. */
async function freshCode(): Promise<string> {
	for (;;) {
		const now = Date.now();
		const step = Math.floor(now / STEP_MS);
		const left = STEP_MS - (now % STEP_MS);
		if (step > lastStep && left > 8_000) {
			lastStep = step;
			return new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: now });
		}
		await wait(step > lastStep ? left + 50 : Math.min(left + 50, STEP_MS));
	}
}

async function giveCode(page: Page, code: string): Promise<void> {
	await page.getByLabel(CODE).fill(code);
	await page.getByRole("button", { name: "Vérifier le code" }).click();
}

async function signOut(page: Page): Promise<void> {
	await page.goto("/compte/securite");
	const menu = page.locator(".menu summary");
	if (await menu.isVisible()) await menu.click();
	await page.getByRole("button", { name: "Se déconnecter" }).click();
	await page.waitForURL("**/connexion");
}

/** Signed in with a password and a code. */
async function signedIn(page: Page): Promise<void> {
	await givePassword(page);
	await page.waitForURL("**/connexion/verification**");
	await giveCode(page, await freshCode());
	await page.waitForURL("**/accueil");
}

/** A device that makes passkeys and knows who holds it. */
async function withAuthenticator(page: Page) {
	const authenticator = await page.context().newCDPSession(page);
	await authenticator.send("WebAuthn.enable");
	const { authenticatorId } = await authenticator.send("WebAuthn.addVirtualAuthenticator", {
		options: {
			protocol: "ctap2",
			transport: "internal",
			hasResidentKey: true,
			hasUserVerification: true,
			isUserVerified: true,
			automaticPresenceSimulation: true,
		},
	});
	return { authenticator, authenticatorId };
}

const tooWide = (page: Page) =>
	page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);

describe("a second factor in production", { timeout: 240_000 }, () => {
	it("is set up before anything opens to the national team", async () => {
		const page = await visitor();
		await givePassword(page);
		await page.getByText("Activez un second facteur pour continuer.").waitFor();
		for (const address of [
			"/accueil",
			"/reseau",
			"/cooperatives",
			"/audits",
			"/auto-evaluations",
			"/compte/sessions",
		]) {
			await page.goto(address);
			expect([address, new URL(page.url()).pathname]).toEqual([address, "/compte/securite"]);
		}
		const refused = await page.evaluate(async () => {
			const response = await fetch("/reseau?_data=routes%2Fnetwork%2Fdashboard", {
				headers: { Accept: "application/json" },
			});
			return [response.status, await response.json()];
		});
		expect(refused).toEqual([403, { ok: false, reason: "SECOND_FACTOR_REQUIRED" }]);
		expect(await findViolations(page)).toEqual([]);

		await page.getByRole("link", { name: "Activer l’application" }).click();
		await page.getByAltText("Code QR à scanner").waitFor();
		expect(await findViolations(page)).toEqual([]);
		secret = (await page.locator(".totp-secret").innerText()).replaceAll(" ", "");
		expect(secret).toMatch(/^[A-Z2-7]{32}$/);
		await page.getByLabel(CODE).fill("000000");
		await page.getByRole("button", { name: "Activer l’application" }).click();
		await page.getByText("Ce code n’est pas, ou n’est plus").waitFor();
		expect((await page.locator(".totp-secret").innerText()).replaceAll(" ", "")).toBe(secret);
		const code = await freshCode();
		await page.getByLabel(CODE).fill(` ${code.slice(0, 3)} ${code.slice(3)} `);
		await page.getByRole("button", { name: "Activer l’application" }).click();
		await page.locator(".recovery-codes").waitFor();
		recoveryCodes = await page.locator(".recovery-codes code").allInnerTexts();
		expect(new Set(recoveryCodes).size).toBe(10);
		expect(await findViolations(page)).toEqual([]);
		await page.setViewportSize({ width: 390, height: 844 });
		expect(await tooWide(page)).toBe(false);
		await page.getByRole("link", { name: "Codes rangés" }).click();
		await page.waitForURL("**/accueil");
		await page.getByRole("heading", { level: 1 }).waitFor();
		await page.goto("/compte/securite");
		expect(await page.content()).not.toContain(recoveryCodes[0]);
		await page.context().close();
	});

	it("is asked at each sign-in, a code never serves twice, and none of it needs JavaScript", async () => {
		const page = await visitor({ javaScript: false, width: 390 });
		await givePassword(page);
		await page.waitForURL("**/connexion/verification**");
		for (const address of ["/accueil", "/reseau", "/compte/securite", "/compte/confirmation"]) {
			await page.goto(address);
			expect([address, new URL(page.url()).pathname]).toEqual([address, "/connexion/verification"]);
		}
		expect(await page.getByLabel(CODE).getAttribute("inputmode")).toBe("numeric");
		expect(await page.getByLabel(CODE).getAttribute("autocomplete")).toBe("one-time-code");
		await page.goto("/cooperatives?recherche=verger");
		const code = await freshCode();
		await giveCode(page, code);
		await page.waitForURL("**/cooperatives?recherche=verger");
		await page.context().clearCookies();
		await givePassword(page);
		await giveCode(page, code);
		await page.getByText("Ce code n’est pas, ou n’est plus, le bon.").waitFor();
		await page.goto("/accueil");
		expect(new URL(page.url()).pathname).toBe("/connexion/verification");

		const [recovery = ""] = recoveryCodes;
		await page.getByText("Téléphone ou clé indisponible").click();
		await page.getByLabel("Code de secours").fill(recovery.toLowerCase().replaceAll("-", " "));
		await page.getByRole("button", { name: "Utiliser ce code de secours" }).click();
		await page.waitForURL("**/accueil");
		await page.goto("/compte/securite");
		await page.getByText("Il vous en reste 9 sur 10").waitFor();
		await signOut(page);
		await givePassword(page);
		await page.getByText("Téléphone ou clé indisponible").click();
		await page.getByLabel("Code de secours").fill(recovery);
		await page.getByRole("button", { name: "Utiliser ce code de secours" }).click();
		await page.getByText("Ce code de secours n’est pas l’un des vôtres, ou il a déjà servi.").waitFor();
		await page.getByRole("button", { name: "Ce n’est pas moi" }).click();
		await page.waitForURL("**/connexion");
		await page.context().close();
	});

	it("is a passkey just as well: added, given after the password, then all there is to sign in, and taken away", async () => {
		const page = await visitor();
		const { authenticator, authenticatorId } = await withAuthenticator(page);
		await signedIn(page);
		await page.goto("/compte/securite");
		await page.getByRole("link", { name: "Ajouter une clé d’accès" }).click();
		await page.getByLabel("Nom de la clé").fill("Clé d’essai");
		expect(await findViolations(page)).toEqual([]);
		await page.getByRole("button", { name: "Créer la clé sur cet appareil" }).click();
		await page.getByText("Clé d’essai", { exact: true }).waitFor();
		expect(new URL(page.url()).pathname).toBe("/compte/securite");
		const { credentials } = await authenticator.send("WebAuthn.getCredentials", { authenticatorId });
		expect(credentials).toMatchObject([{ isResidentCredential: true, rpId: "localhost" }]);
		expect(await findViolations(page)).toEqual([]);
		await page.goto("/compte/securite/cle");
		await page.getByRole("button", { name: "Créer la clé sur cet appareil" }).click();
		await page.getByText("Cet appareil a déjà une clé d’accès").waitFor();

		await signOut(page);
		await givePassword(page);
		await page.getByRole("button", { name: "Utiliser une clé d’accès" }).waitFor();
		expect(await findViolations(page)).toEqual([]);
		await page.getByRole("button", { name: "Utiliser une clé d’accès" }).click();
		await page.waitForURL("**/accueil");

		await signOut(page);
		await page.goto("/connexion?suite=%2Faudits");
		await page.getByRole("button", { name: "Se connecter avec une clé d’accès" }).click();
		await page.waitForURL("**/audits");

		await signOut(page);
		await authenticator.send("WebAuthn.setUserVerified", { authenticatorId, isUserVerified: false });
		await page.getByRole("button", { name: "Se connecter avec une clé d’accès" }).click();
		await page.getByText("La demande a été abandonnée").waitFor();
		await authenticator.send("WebAuthn.setUserVerified", { authenticatorId, isUserVerified: true });
		await page.getByRole("button", { name: "Se connecter avec une clé d’accès" }).click();
		await page.waitForURL("**/accueil");

		await page.goto("/compte/securite");
		await page.getByRole("link", { name: "Retirer la clé Clé d’essai" }).click();
		await page.getByRole("button", { name: "Retirer la clé" }).click();
		await page.waitForURL("**/compte/securite");
		expect(await page.getByText("Clé d’essai", { exact: true }).count()).toBe(0);
		await page.getByRole("link", { name: "Retirer l’application" }).click();
		await page.getByText("C’est votre dernier second facteur.").waitFor();
		expect(await page.getByRole("button", { name: "Retirer l’application" }).count()).toBe(0);
		await signOut(page);
		await page.getByRole("button", { name: "Se connecter avec une clé d’accès" }).click();
		await page.getByText("Cette clé d’accès n’a pas pu être reconnue.").waitFor();
		await page.context().close();
	});

	it("is announced to a manager, who works meanwhile", async () => {
		const page = await visitor();
		await givePassword(page, MANAGER, MANAGER_PASSWORD);
		await page.waitForURL("**/accueil");
		await page.getByText("Un second facteur vous sera demandé à partir du").waitFor();
		expect(await findViolations(page)).toEqual([]);
		await page.getByRole("link", { name: "L’activer maintenant" }).click();
		await page.waitForURL("**/compte/securite");
		await page.getByText("Jusque-là, votre mot de passe suffit.").waitFor();
		for (const address of ["/compte/securite", "/compte/securite/application", "/compte/securite/cle"]) {
			for (const width of [1280, 390]) {
				await page.setViewportSize({ width, height: 900 });
				await page.goto(address);
				expect([address, width, await tooWide(page)]).toEqual([address, width, false]);
			}
			expect([address, await findViolations(page)]).toEqual([address, []]);
		}
		await page.context().close();
	});

	it("weighs nothing on a page until a passkey is used", async () => {
		const page = await visitor();
		await withAuthenticator(page);
		const scripts: string[] = [];
		page.on("response", async (response) => {
			if (response.url().endsWith(".js")) scripts.push(await response.text().catch(() => ""));
		});
		await page.goto("/connexion");
		await page.getByRole("button", { name: "Se connecter avec une clé d’accès" }).waitFor();
		expect(scripts.length).toBeGreaterThan(3);
		const loaded = () => scripts.some((script) => script.includes("WebAuthn is not supported in this browser"));
		expect(loaded()).toBe(false);
		await page.getByRole("button", { name: "Se connecter avec une clé d’accès" }).click();
		await page.getByText("La demande a été abandonnée").waitFor();
		expect(loaded()).toBe(true);
		await page.context().close();
	});
});
