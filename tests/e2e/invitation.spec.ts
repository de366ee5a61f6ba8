import path from "node:path";
import { eq } from "drizzle-orm";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readSecretKey } from "~/config/secret-key.server";
import { openDatabase } from "~/db/client.server";
import { roleGrants, users } from "~/db/schema/access.server";
import { invitePerson } from "~/services/access/invite-person.server";
import { createSecrets } from "~/services/access/secrets.server";
import { findViolations } from "../support/axe";
import { linkIn, type MailCatcher, startMailCatcher } from "../support/mail-catcher";
import { openStage, type Stage } from "../support/stage";

const NEWCOMER = "ondine@cae.example";
const MEMBER = "equipe@demo.example";
const FIRST = "sept hérons gris sur la berge";
const SECOND = "huit cormorants sur le quai";

let catcher: MailCatcher;
let stage: Stage;
let links: { newcomer: string; member: string };

beforeAll(async () => {
	catcher = await startMailCatcher();
	stage = await openStage({
		env: { SMTP_URL: catcher.url, MAIL_FROM: "Label CAE <label@cae.example>" },
		prepare: invite,
	});
	const [newcomer, member] = [await catcher.next(NEWCOMER), await catcher.next(MEMBER)];
	links = { newcomer: linkIn(newcomer), member: linkIn(member) };
});
afterAll(async () => {
	await stage?.close();
	await catcher?.close();
});

/** The national team invites a newcomer to the demo manager's cooperative, and a member to the committee. */
async function invite(dataDir: string): Promise<void> {
	const { db, close } = await openDatabase({ engine: "pglite", dataDir, migrations: path.resolve("drizzle") });
	try {
		const secrets = createSecrets(await readSecretKey({ dataDir, secretKey: undefined }));
		const account = async (email: string) => {
			const [row] = await db
				.select({ userId: users.id, cooperativeId: roleGrants.cooperativeId })
				.from(users)
				.innerJoin(roleGrants, eq(roleGrants.userId, users.id))
				.where(eq(users.email, email));
			if (!row) throw new Error(`no ${email}`);
			return row;
		};
		const { userId } = await account("reseau@demo.example");
		const { cooperativeId } = await account("gerance@demo.example");
		const grants = [{ role: "network" as const, cooperativeId: null }];
		const actor = { userId, name: "Équipe nationale", email: "reseau@demo.example", grants };
		for (const input of [
			{ email: NEWCOMER, role: "contributor", cooperativeId },
			{ email: MEMBER, role: "committee", cooperativeId: null },
		]) {
			const sent = await invitePerson({ db, actor, now: new Date() }, secrets, input);
			if (!sent.ok) throw new Error(sent.reason);
		}
	} finally {
		await close();
	}
}

async function heading(page: Page): Promise<string> {
	return (await page.locator("h1").first().textContent()) ?? "";
}

async function accept(page: Page): Promise<void> {
	await page.getByLabel("Votre nom").fill("Ondine Kerdoncuff");
	await page.getByLabel("Votre mot de passe").fill(FIRST);
	await page.getByRole("button", { name: "Créer mon compte" }).click();
}

describe("an invitation", () => {
	it("is opened by a mail scanner without consequence", async () => {
		for (let time = 0; time < 3; time++) {
			const response = await fetch(links.newcomer);
			expect(response.status).toBe(200);
			expect(response.headers.get("cache-control")).toBe("no-store");
			expect(response.headers.get("referrer-policy")).toBe("same-origin");
			expect(response.headers.get("set-cookie")).toBeNull();
			expect(await response.text()).toContain(NEWCOMER);
		}
		expect((await fetch(links.newcomer, { method: "HEAD" })).status).toBe(200);
	});

	it("refuses a common password, keeps the name, then opens the home page of the cooperative, without JavaScript", async () => {
		const page = await stage.visitor({ javaScript: false });
		await page.goto(links.newcomer);
		expect(await page.getByLabel("Votre adresse e-mail").inputValue()).toBe(NEWCOMER);
		await page.getByLabel("Votre nom").fill("Ondine Kerdoncuff");
		await page.getByLabel("Votre mot de passe").fill("Qwertyuiop123");
		await page.getByRole("button", { name: "Créer mon compte" }).click();
		expect(await page.locator(".field-error").textContent()).toContain("que l’on essaie en premier");
		expect(await page.getByLabel("Votre nom").inputValue()).toBe("Ondine Kerdoncuff");
		expect(await page.getByLabel("Votre mot de passe").inputValue()).toBe("");
		await accept(page);
		await page.waitForURL("**/accueil");
		expect(await page.locator("main").textContent()).toContain("Ondine");
		await page.context().close();
	});

	it("is refused politely the second time, read or sent", async () => {
		const page = await stage.visitor();
		const response = await page.goto(links.newcomer);
		expect(response?.status()).toBe(410);
		expect(await heading(page)).toBe("Cette invitation n’ouvre plus rien");
		expect(await findViolations(page)).toEqual([]);
		const { origin } = new URL(links.newcomer);
		const again = await fetch(links.newcomer, {
			method: "POST",
			headers: { Origin: origin },
			body: new URLSearchParams({ name: "Quelqu’un", password: FIRST }),
		});
		expect(again.status).toBe(410);
		expect(again.headers.get("set-cookie")).toBeNull();
		expect(await again.text()).toContain("Cette invitation n’ouvre plus rien");
		await page.context().close();
	});

	it("adds a role to an account that is there, which signs in again", async () => {
		const page = await stage.signedIn(MEMBER);
		await page.goto(links.member);
		expect(await findViolations(page)).toEqual([]);
		await page.getByRole("button", { name: "Ajouter ce rôle à mon compte" }).click();
		await page.getByRole("heading", { name: "Le rôle est ajouté" }).waitFor();
		await page.goto("/accueil");
		expect(new URL(page.url()).pathname).toBe("/connexion");
		await stage.signIn(page, MEMBER);
		await page.getByRole("link", { name: "Réseau" }).first().waitFor();
		await page.context().close();
	});
});

describe("a forgotten password", () => {
	it("is replaced through the mail; the former one and the former sessions are over", async () => {
		const elsewhere = await stage.visitor();
		await elsewhere.goto("/connexion");
		await signIn(elsewhere, FIRST);
		await elsewhere.waitForURL("**/accueil");

		const page = await stage.visitor();
		await page.goto("/connexion");
		await page.getByRole("link", { name: "Mot de passe oublié" }).click();
		await page.getByRole("heading", { name: "Mot de passe oublié" }).waitFor();
		expect(await findViolations(page)).toEqual([]);
		await page.getByLabel("Adresse e-mail").fill(NEWCOMER);
		await page.getByRole("button", { name: "Recevoir le lien" }).click();
		await page.getByText("Regardez votre boîte de réception").waitFor();
		const link = linkIn(await resetMail());
		expect(await (await fetch(link)).text()).toContain("Choisir un nouveau mot de passe");

		await page.goto(link);
		expect(await findViolations(page)).toEqual([]);
		await page.getByLabel("Votre nouveau mot de passe").fill(SECOND);
		await page.getByRole("button", { name: "Enregistrer et me connecter" }).click();
		await page.waitForURL("**/accueil");
		expect((await resetMail("changé")).text).toContain("vient d’être changé");

		await elsewhere.goto("/accueil");
		expect(new URL(elsewhere.url()).pathname).toBe("/connexion");
		await signIn(elsewhere, FIRST);
		await elsewhere.getByText("ne vont pas ensemble").waitFor();
		await signIn(elsewhere, SECOND);
		await elsewhere.waitForURL("**/accueil");

		const again = await page.goto(link);
		expect(again?.status()).toBe(410);
		expect(await heading(page)).toBe("Ce lien n’ouvre plus rien");
		await page.getByRole("link", { name: "Demander un nouveau lien" }).click();
		await page.getByRole("heading", { name: "Mot de passe oublié" }).waitFor();
		await page.context().close();
		await elsewhere.context().close();
	});

	it("answers the same for an address without account, and writes to nobody", async () => {
		const page = await stage.visitor({ javaScript: false });
		await page.goto("/mot-de-passe/oublie");
		await page.getByLabel("Adresse e-mail").fill("personne@cae.example");
		await page.getByRole("button", { name: "Recevoir le lien" }).click();
		await page.getByText("Regardez votre boîte de réception").waitFor();
		expect(catcher.mails.filter(({ recipients }) => recipients.includes("personne@cae.example"))).toEqual([]);
		await page.context().close();
	});
});

it("writes no token in the technical log", () => {
	const tokens = [links.newcomer, links.member].map((link) => new URL(link).pathname.split("/").at(-1) ?? "");
	for (const token of tokens) expect(stage.logs).not.toContain(token);
	expect(catcher.mails.every(({ recipients, messageId }) => recipients.length === 1 && messageId !== "")).toBe(true);
});

async function signIn(page: Page, password: string): Promise<void> {
	await page.getByLabel("Adresse e-mail").fill(NEWCOMER);
	await page.getByLabel("Mot de passe").fill(password);
	await page.getByRole("button", { name: "Se connecter" }).click();
}

/** The next mail about the password, past those about new browsers. */
async function resetMail(word = "Choisir") {
	for (;;) {
		const mail = await catcher.next(NEWCOMER);
		if (mail.subject.includes(word)) return mail;
	}
}
