/** The people screens: a manager and their team, the national team and everybody, an auditor who leaves. */
import path from "node:path";
import { eq } from "drizzle-orm";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openDatabase } from "~/db/client.server";
import { roleGrants, users } from "~/db/schema/access.server";
import { findViolations } from "../support/axe";
import { linkIn, type MailCatcher, startMailCatcher } from "../support/mail-catcher";
import { openStage, type Stage } from "../support/stage";

const COLLEAGUE = "Béatrice Le Goff-Kerdoncuff de la Tour d’Auvergne";
let catcher: MailCatcher;
let stage: Stage;
beforeAll(async () => {
	catcher = await startMailCatcher();
	stage = await openStage({
		env: { SMTP_URL: catcher.url, MAIL_FROM: "Label CAE <label@cae.example>" },
		prepare: addColleague,
	});
});
afterAll(async () => {
	await stage?.close();
	await catcher?.close();
});

/** A second contributor of the demo manager's cooperative, for the finances. */
async function addColleague(dataDir: string): Promise<void> {
	const { db, close } = await openDatabase({ engine: "pglite", dataDir, migrations: path.resolve("drizzle") });
	try {
		const [manager] = await db
			.select({ cooperativeId: roleGrants.cooperativeId })
			.from(roleGrants)
			.innerJoin(users, eq(users.id, roleGrants.userId))
			.where(eq(users.email, "gerance@demo.example"));
		const [colleague] = await db.insert(users).values({ email: "finances@demo.example", name: COLLEAGUE }).returning();
		if (!manager || !colleague) throw new Error("no demo manager");
		await db.insert(roleGrants).values({
			userId: colleague.id,
			role: "contributor",
			cooperativeId: manager.cooperativeId,
			domains: ["FIN"],
		});
	} finally {
		await close();
	}
}

async function openTeam(page: Page): Promise<string> {
	await page.goto("/equipe");
	return new URL(page.url()).pathname;
}

const memberLink = (page: Page, name: string) => page.locator("tbody th a", { hasText: name });

/** Presses Tab until the element has the focus: what a keyboard reaches. */
async function tabTo(page: Page, selector: string): Promise<void> {
	for (let step = 0; step < 80; step++) {
		await page.keyboard.press("Tab");
		if (await page.evaluate((wanted) => document.activeElement?.matches(wanted) ?? false, selector)) return;
	}
	throw new Error(`the keyboard does not reach ${selector}`);
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

async function personAddress(page: Page, search: string): Promise<string> {
	await page.goto(`/personnes?recherche=${encodeURIComponent(search)}`);
	const href = await page.locator("tbody th a").first().getAttribute("href");
	if (!href) throw new Error(`nobody is called ${search}`);
	return href;
}

describe("a manager", () => {
	it("invites by keyboard alone; a refusal keeps what was typed; the mail leaves; sent again, then taken back", async () => {
		const page = await stage.signedIn("gerance@demo.example");
		const team = await openTeam(page);
		await page.getByRole("link", { name: "Inviter une personne" }).focus();
		await page.keyboard.press("Enter");
		await page.waitForURL(/inviter$/);
		await tabTo(page, "input[name=email]");
		await page.keyboard.type("ondine@cae.example");
		await tabTo(page, "form.form button");
		await page.keyboard.press("Enter");
		await page.getByRole("alert").getByText("Cochez au moins un domaine").waitFor();
		expect(await page.getByLabel("Adresse e-mail").inputValue()).toBe("ondine@cae.example");
		await tabTo(page, "input[value=JUR]");
		await page.keyboard.press("Space");
		await tabTo(page, "form.form button");
		await page.keyboard.press("Enter");
		await page.getByText("L’invitation est partie.").waitFor();
		const first = linkIn(await catcher.next("ondine@cae.example"));
		const row = page.locator("tr", { hasText: "ondine@cae.example" });
		expect(await row.textContent()).toContain("JUR");
		await row.getByRole("button", { name: "Renvoyer" }).click();
		await page.getByText("l’ancien n’ouvre plus rien").waitFor();
		const second = linkIn(await catcher.next("ondine@cae.example"));
		expect(second).not.toBe(first);
		await row.getByRole("button", { name: "Annuler" }).click();
		await page.getByText("L’invitation est annulée").waitFor();
		expect(await row.count()).toBe(0);
		expect(new URL(page.url()).pathname).toBe(team);
	});

	for (const javaScript of [true, false]) {
		it(`entrusts other domains, which ends the contributor’s session (${javaScript ? "with" : "without"} JavaScript)`, async () => {
			const sacha = await stage.signedIn("equipe@demo.example", { javaScript: false });
			const page = await stage.signedIn("gerance@demo.example", { javaScript });
			await openTeam(page);
			await memberLink(page, "Sacha Lemoine").click();
			await page.getByRole("heading", { name: "Rôle et domaines" }).waitFor();
			const anchored = page.getByLabel("ANC · Ancrage territorial et coopératif");
			await anchored.setChecked(!(await anchored.isChecked()));
			await page.getByRole("button", { name: "Enregistrer ce rôle" }).click();
			await page.getByText("Le rôle est enregistré.").waitFor();
			await sacha.goto("/accueil");
			expect(sacha.url()).toContain("/connexion");
		});
	}

	it("sees what a departure changes before it happens, and who takes the domains over", async () => {
		const page = await stage.signedIn("gerance@demo.example", { javaScript: false });
		await openTeam(page);
		await memberLink(page, COLLEAGUE).click();
		await page.getByRole("link", { name: "Retirer de l’équipe" }).click();
		const changes = page.locator("main ul").last();
		await changes.getByText("Les responsables (Camille Perrin) répondent à").waitFor();
		await page.getByLabel("Les domaines passent à").selectOption({ index: 1 });
		await page.getByRole("button", { name: "Voir ce qui change" }).click();
		await changes.getByText(/Sacha Lemoine répondra à/).waitFor();
		expect(await changes.textContent()).toContain("FIN");
		await page.getByRole("button", { name: `Retirer ${COLLEAGUE} de l’équipe` }).click();
		await page.getByText("Cette personne ne fait plus partie de l’équipe").waitFor();
		expect(await memberLink(page, COLLEAGUE).count()).toBe(0);
		const sacha = page.locator("tr", { hasText: "Sacha Lemoine" });
		expect(await sacha.textContent()).toContain("FIN");
	});

	it("is told why the last manager stays, and a request made by hand is refused", async () => {
		const page = await stage.signedIn("gerance@demo.example");
		await openTeam(page);
		await memberLink(page, "Camille Perrin").click();
		await page.getByText("Cette personne est la seule responsable de la CAE").waitFor();
		const member = new URL(page.url()).pathname;
		const response = await page.request.post(`${member}/retrait`, {
			form: { seen: "manager/*", handTo: "" },
			headers: { Origin: stage.origin },
		});
		expect(response.status()).toBe(422);
		expect(await response.text()).toContain("seule responsable");
	});

	it("finds nothing of another cooperative’s team", async () => {
		const page = await stage.signedIn("gerance@demo.example", { javaScript: false });
		const foreign = await stage.foreignAssessment();
		const own = await openTeam(page);
		await memberLink(page, "Camille Perrin").click();
		const grant = new URL(page.url()).pathname.split("/").at(-1);
		const team = `/cooperatives/${foreign.cooperativeId}/equipe`;
		for (const address of [team, `${team}/inviter`, `${team}/${grant}`, `${team}/${grant}/retrait`, "/personnes/x"]) {
			expect([address, (await page.goto(address))?.status()]).toEqual([address, 404]);
		}
		expect((await page.goto("/personnes"))?.status()).toBe(403);
		expect((await page.goto(own))?.status()).toBe(200);
	});
});

describe("a contributor", () => {
	it("reads which domains are theirs, answers those and no other, not even by hand", async () => {
		const page = await stage.signedIn("equipe@demo.example");
		await page.getByText("Vous répondez à ces domaines").waitFor();
		const id = await stage.ownDraft(page);
		await page.goto(`/auto-evaluations/${id}`);
		await page.getByText("Vous répondez à ces domaines").waitFor();
		const juridical = page.locator(".domain-progress > li", { hasText: "Juridique" });
		expect(await juridical.textContent()).toContain("Camille Perrin");
		await page.goto(`/auto-evaluations/${id}/domaines/JUR`);
		await page.getByText("Vous lisez ce domaine sans y répondre").waitFor();
		expect(await page.locator("fieldset.levels:not([disabled])").count()).toBe(0);
		await page.goto(`/auto-evaluations/${id}/domaines/RHU`);
		await stage.alive(page);
		expect(await page.locator("fieldset.levels[disabled]").count()).toBe(0);
		const answer = (criterionId: string) =>
			page.request.post(`/auto-evaluations/${id}/reponses`, {
				form: { criterionId, choice: "0", version: "0", key: crypto.randomUUID() },
				headers: { Accept: "application/json", Origin: stage.origin },
			});
		expect((await answer("JUR-01")).status()).toBe(403);
		expect([200, 409]).toContain((await answer("RHU-01")).status());
		const sheet = await page.request.post(`/auto-evaluations/${id}/domaines/JUR`, {
			form: { criterionId: "JUR-01", choice: "0", version: "0", pageKey: crypto.randomUUID() },
			headers: { Origin: stage.origin },
		});
		expect(sheet.status()).toBe(403);
	});

	it("reads the team, neither addresses nor the way to change it", async () => {
		const page = await stage.signedIn("equipe@demo.example", { javaScript: false });
		const team = await openTeam(page);
		const text = (await page.locator("main").textContent()) ?? "";
		expect(text).toContain("Camille Perrin");
		expect(text).not.toContain("@demo.example");
		expect(await page.locator("main a[href*='/equipe/']").count()).toBe(0);
		expect((await page.goto(`${team}/inviter`))?.status()).toBe(403);
		const refused = await page.request.post(team, {
			form: { intent: "revoke", invitationId: crypto.randomUUID() },
			headers: { Origin: stage.origin },
		});
		expect(refused.status()).toBe(404);
	});
});

describe("the national team", () => {
	it("gives a mandate of the board with its days, without JavaScript; without days it is refused and kept", async () => {
		const page = await stage.signedIn("reseau@demo.example", { javaScript: false });
		const person = await personAddress(page, "Alix Renaud");
		await page.goto(person);
		await page.getByRole("link", { name: "Confier un rôle" }).click();
		await page.getByLabel("Rôle", { exact: true }).selectOption("board");
		await page.getByRole("button", { name: "Confier ce rôle" }).click();
		await page.getByText("a un premier et un dernier jour").first().waitFor();
		expect(await page.getByLabel("Rôle", { exact: true }).inputValue()).toBe("board");
		await page.getByLabel("Premier jour").fill("2020-01-01");
		await page.getByLabel("Dernier jour").fill("2099-06-30");
		await page.getByRole("button", { name: "Confier ce rôle" }).click();
		await page.getByText("Le rôle est confié.").waitFor();
		const board = page.locator("tr", { hasText: "Conseil d’administration" });
		expect((await board.textContent())?.replace(/\s/g, " ")).toContain("Du 1er janvier 2020 au 30 juin 2099");
		expect(await page.locator("select option[value=admin]").count()).toBe(0);
		await board.getByRole("link").click();
		await page.getByRole("button", { name: "Retirer ce rôle" }).click();
		await page.getByText("Le rôle est retiré").waitFor();
		expect(await board.textContent()).toContain("Terminé");
		expect(await board.getByRole("link").count()).toBe(0);
	});

	it("does not hand out administration, even by hand", async () => {
		const page = await stage.signedIn("reseau@demo.example", { javaScript: false });
		const person = await personAddress(page, "Alix Renaud");
		const response = await page.request.post(`${person}/roles/nouveau`, {
			form: { role: "admin", cooperativeId: "", startsOn: "", endsOn: "" },
			headers: { Origin: stage.origin },
		});
		expect(response.status()).toBe(403);
	});

	for (const javaScript of [false, true]) {
		it(`ends an auditor’s role once each audit has somebody (${javaScript ? "with" : "without"} JavaScript)`, async () => {
			const page = await stage.signedIn("reseau@demo.example", { javaScript });
			const person = await auditorWithAudits(page);
			await page.goto(person);
			const audits = await page
				.locator("main a[href^='/audits/']")
				.evaluateAll((links) => links.map((link) => link.getAttribute("href") ?? ""));
			expect(audits.length).toBeGreaterThan(0);
			const name = (await page.locator("h1").textContent()) ?? "";
			await page.locator("tr", { hasText: "Auditeur" }).getByRole("link").first().click();
			await page.getByRole("heading", { name: "Retirer ce rôle" }).waitFor();
			await page.getByRole("button", { name: "Retirer ce rôle" }).click();
			await page.getByRole("alert").getByText("Dites à qui chacun est confié").waitFor();
			const choices = page.locator("select[name^=to-]");
			expect(await choices.count()).toBe(audits.length);
			for (const choice of await choices.all()) {
				// The last one of the list: two visits on the same days may not go to the same person.
				const options = await choice.locator("option").count();
				expect(options).toBeGreaterThan(1);
				await choice.selectOption({ index: options - 1 });
			}
			await page.getByRole("button", { name: "Retirer ce rôle" }).click();
			await page.getByText("Le rôle est retiré").waitFor();
			expect(await page.locator("main a[href^='/audits/']").count()).toBe(0);
			for (const audit of audits) {
				await page.goto(audit);
				expect(await page.locator("aside, .margin").first().textContent()).not.toContain(name);
				await page
					.getByText(/Nouvelle équipe/)
					.first()
					.waitFor();
			}
		});
	}

	/** An auditor on one open audit at least, other than the demo's own. */
	async function auditorWithAudits(page: Page): Promise<string> {
		await page.goto("/personnes?role=auditor");
		const people = await page
			.locator("tbody th a")
			.evaluateAll((links) => links.map((link) => link.getAttribute("href") ?? ""));
		for (const person of people) {
			await page.goto(person);
			if ((await page.locator("h1").textContent()) === "Dominique Faure") continue;
			if ((await page.locator("main a[href^='/audits/']").count()) > 0) return person;
		}
		throw new Error("no demo auditor has an open audit");
	}

	it("closes an account, which opens nothing any more, and reopens it", async () => {
		const page = await stage.signedIn("reseau@demo.example");
		const person = await personAddress(page, "Claude Morvan");
		const board = await stage.signedIn("ca@demo.example", { javaScript: false });
		await page.goto(`${person}/compte`);
		await page.getByRole("button", { name: "Fermer le compte" }).click();
		await page.getByText("Le compte est fermé").waitFor();
		await board.goto("/reseau");
		expect(board.url()).toContain("/connexion");
		await page.goto(`${person}/compte`);
		await page.getByRole("button", { name: "Rouvrir le compte" }).click();
		await page.getByText("Le compte est rouvert").waitFor();
		await stage.signIn(board, "ca@demo.example");
	});
});

describe("accessibility", () => {
	for (const width of [1280, 390]) {
		it(`of the people screens, ${width} px`, async () => {
			const manager = await stage.signedIn("gerance@demo.example", { width });
			const team = await openTeam(manager);
			const member = (await memberLink(manager, "Sacha Lemoine").getAttribute("href")) ?? "";
			for (const address of [team, `${team}/inviter`, member, `${member}/retrait`]) await check(manager, address);
			const contributor = await stage.signedIn("equipe@demo.example", { width });
			await check(contributor, team);
			const network = await stage.signedIn("reseau@demo.example", { width });
			const person = await personAddress(network, "Dominique Faure");
			const pages = ["", "/roles/nouveau", "/habilitation", "/compte"].map((page) => `${person}${page}`);
			const lists = ["/personnes", "/personnes?recherche=personne-de-ce-nom", "/personnes/inviter"];
			for (const address of [...lists, ...pages]) await check(network, address);
			await network.goto(person);
			await network
				.getByRole("link", { name: /Modifier ou retirer/ })
				.first()
				.click();
			await network.getByRole("button", { name: "Retirer ce rôle" }).click();
			await network.locator("select[name^=to-]").first().waitFor();
			expect(await findViolations(network)).toEqual([]);
		}, 180_000);
	}
});
