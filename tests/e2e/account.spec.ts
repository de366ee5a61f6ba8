/** A person's own account in two browsers: who is signed in where, ending it, another password, out everywhere. */
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { DEMO_PASSWORD } from "~/services/access/demo-accounts";
import { findViolations } from "../support/axe";
import { openStage, type Stage } from "../support/stage";

const PAGES = ["/compte/sessions", "/compte/mot-de-passe", "/compte/confirmation?suite=/compte/sessions"];
const NEW_PASSWORD = "sept hiboux sous un tilleul";

let stage: Stage;
beforeAll(async () => {
	stage = await openStage();
});
afterAll(() => stage.close());

async function signInWith(page: Page, email: string, password: string): Promise<void> {
	await page.goto("/connexion");
	await page.getByLabel("Adresse e-mail").fill(email);
	await page.getByLabel("Mot de passe").fill(password);
	await page.getByRole("button", { name: "Se connecter" }).click();
}

const cookiesOf = async (page: Page) =>
	(await page.context().cookies()).map(({ name, value }) => `${name}=${value}`).join("; ");

/** What the home answers to a browser that carries these cookies, without following. */
const homeFor = (cookie: string) =>
	fetch(`${stage.origin}/accueil`, { headers: { Cookie: cookie }, redirect: "manual" });

describe("one account in two browsers", () => {
	it("shows both, ends the other, which is out at its next click and dead over HTTP", async () => {
		const here = await stage.signedIn("equipe@demo.example");
		const elsewhere = await stage.signedIn("equipe@demo.example");
		const old = await cookiesOf(elsewhere);
		expect((await homeFor(old)).status).toBe(200);

		await here.getByRole("link", { name: "Mon compte" }).click();
		const rows = here.getByRole("region", { name: "Là où votre compte est ouvert" }).locator("tbody tr");
		await rows.nth(1).waitFor();
		expect(await rows.count()).toBe(2);
		expect(await rows.filter({ hasText: "cet appareil" }).count()).toBe(1);
		expect(await rows.first().textContent()).toContain("127.0.0.0/24");
		await rows.getByRole("button", { name: /^Déconnecter/ }).click();
		await here.getByText("Cet appareil est déconnecté.").waitFor();
		expect(await rows.count()).toBe(1);
		await here.getByText("Déconnexion d’autres appareils").waitFor();

		const answer = await homeFor(old);
		expect([answer.status, answer.headers.get("location")]).toEqual([302, "/connexion?suite=%2Faccueil"]);
		await elsewhere.getByRole("link", { name: "Audits" }).first().click();
		await elsewhere.getByRole("heading", { name: "Se connecter" }).waitFor();
		// The frame of the person who was there is gone too.
		expect(await elsewhere.getByRole("link", { name: "Mon compte" }).count()).toBe(0);
		expect(elsewhere.url()).toContain("suite=%2Faudits");
	});

	it("changes the password: this browser stays, the other is out, the former password opens nothing", async () => {
		const here = await stage.signedIn("comite@demo.example");
		const elsewhere = await stage.signedIn("comite@demo.example");
		await here.goto("/compte/mot-de-passe");
		await here.getByLabel("Mot de passe actuel").fill("pas celui-ci");
		await here.getByLabel("Nouveau mot de passe").fill(NEW_PASSWORD);
		await here.getByRole("button", { name: "Changer le mot de passe" }).click();
		await here.getByText("Ce n’est pas votre mot de passe actuel.").waitFor();
		await here.getByLabel("Mot de passe actuel").fill(DEMO_PASSWORD);
		await here.getByLabel("Nouveau mot de passe").fill("court");
		await here.getByRole("button", { name: "Changer le mot de passe" }).click();
		await here.getByText("12 caractères au moins. Une phrase de quelques mots").first().waitFor();
		await here.getByLabel("Nouveau mot de passe").fill(NEW_PASSWORD);
		await here.getByRole("button", { name: "Changer le mot de passe" }).click();
		await here.getByText("Votre mot de passe est changé.").waitFor();

		await elsewhere.reload();
		await elsewhere.getByRole("heading", { name: "Se connecter" }).waitFor();
		await signInWith(elsewhere, "comite@demo.example", DEMO_PASSWORD);
		await elsewhere.getByText("Cette adresse et ce mot de passe ne vont pas ensemble.").waitFor();
		await signInWith(elsewhere, "comite@demo.example", NEW_PASSWORD);
		await elsewhere.waitForURL("**/accueil");
	});

	it("signs out everywhere, without JavaScript", async () => {
		const here = await stage.signedIn("ca@demo.example", { javaScript: false });
		const elsewhere = await stage.signedIn("ca@demo.example", { javaScript: false });
		const old = await cookiesOf(elsewhere);
		await here.goto("/compte/sessions");
		await here.getByRole("button", { name: "Déconnecter partout", exact: true }).click();
		await here.getByRole("heading", { name: "Se connecter" }).waitFor();
		expect((await homeFor(old)).status).toBe(302);
		await elsewhere.goto("/accueil");
		expect(elsewhere.url()).toContain("/connexion");
	});

	it("confirms who one is and comes back, on this site only, under a new token, without JavaScript", async () => {
		const page = await stage.signedIn("ca@demo.example", { javaScript: false });
		const session = async () => /label_session=[\w-]+/.exec(await cookiesOf(page))?.[0];
		const before = await session();
		await page.goto("/compte/confirmation?suite=/compte/sessions");
		await page.getByLabel("Mot de passe").fill("pas celui-ci");
		await page.getByRole("button", { name: "Confirmer" }).click();
		await page.getByText("n’est pas le bon").waitFor();
		await page.getByLabel("Mot de passe").fill(DEMO_PASSWORD);
		await page.getByRole("button", { name: "Confirmer" }).click();
		await page.waitForURL("**/compte/sessions");
		const after = await session();
		expect(after).not.toBe(before);
		expect([(await homeFor(before ?? "")).status, (await homeFor(after ?? "")).status]).toEqual([302, 200]);
		await page.goto(`/compte/confirmation?suite=${encodeURIComponent("//evil.example/")}`);
		await page.getByLabel("Mot de passe").fill(DEMO_PASSWORD);
		await page.getByRole("button", { name: "Confirmer" }).click();
		await page.waitForURL(`${stage.origin}/compte/securite`);
	});
});

describe("the pages of one's account", () => {
	it.each([1280, 390])("pass axe and do not scroll sideways, %d px", async (width) => {
		const page = await stage.signedIn("gerance@demo.example", { width });
		for (const address of PAGES) {
			await page.goto(address);
			await page.waitForLoadState("load");
			expect([address, await findViolations(page)]).toEqual([address, []]);
			const overflow = await page.evaluate(
				() => document.documentElement.scrollWidth - document.documentElement.clientWidth,
			);
			expect([address, overflow]).toEqual([address, 0]);
		}
	});
});

describe("guessing at the sign-in page", () => {
	it("is stopped after ten tries, in words and by status, while a browser of the owner's gets in", async () => {
		const owner = await stage.signedIn("audit@demo.example");
		await owner.getByRole("button", { name: "Se déconnecter" }).click();
		await owner.getByRole("heading", { name: "Se connecter" }).waitFor();
		const attempt = (password: string) =>
			fetch(`${stage.origin}/connexion`, {
				method: "POST",
				body: new URLSearchParams({ email: "audit@demo.example", password }),
				headers: { Origin: stage.origin },
				redirect: "manual",
			});
		for (let time = 0; time < 10; time++) expect((await attempt(`faux ${time}`)).status).toBe(400);
		const stopped = await attempt(DEMO_PASSWORD);
		expect(stopped.status).toBe(429);
		expect(stopped.headers.get("retry-after")).toMatch(/^(840|900)$/);
		expect(await stopped.text()).toContain("Trop d’essais en peu de temps");
		expect(stopped.headers.getSetCookie()).toEqual([]);
		await signInWith(owner, "audit@demo.example", DEMO_PASSWORD);
		await owner.waitForURL("**/accueil");

		const stranger = await stage.visitor({ width: 390 });
		await signInWith(stranger, "audit@demo.example", DEMO_PASSWORD);
		await stranger.getByText("Recommencez dans").waitFor();
		expect(await findViolations(stranger)).toEqual([]);
	});
});
