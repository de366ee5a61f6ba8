/** What was answered before comes back to be confirmed: a draft moves to a newer référentiel and back, and a new year opens. */
import path from "node:path";
import { sql } from "drizzle-orm";
import type { Locator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openDatabase } from "~/db/client.server";
import { findViolations } from "../support/axe";
import { gzipped } from "../support/gzipped";
import { openStage, type Stage } from "../support/stage";

const MANAGER = "gerance@demo.example";
let stage: Stage;
beforeAll(async () => {
	stage = await openStage({ prepare: pinToFirstVersion });
});
afterAll(() => stage.close());

/** The manager's draft goes back to version 1.0, with answers to what 2.0 split, merged and retired. */
async function pinToFirstVersion(dataDir: string): Promise<void> {
	const open = await openDatabase({ engine: "pglite", dataDir, migrations: path.resolve("drizzle") });
	try {
		const first = sql`(select id from standard_versions where code = 'label-cae' and version = '1.0')`;
		const draft = sql`(select s.id from assessments s join role_grants g on g.cooperative_id = s.cooperative_id
			join users u on u.id = g.user_id where u.email = ${MANAGER} and s.status = 'draft')`;
		await open.db.execute(sql`update assessments set standard_version_id = ${first} where id = ${draft}`);
		await open.db.execute(sql`delete from answers where assessment_id = ${draft} and criterion_id not in (
			select criterion ->> 'id' from standard_versions, jsonb_array_elements(content -> 'criteria') criterion
			where id = ${first})`);
		await open.db.execute(sql`insert into answers (cooperative_id, assessment_id, criterion_id, level, comment, updated_at)
			select s.cooperative_id, s.id, told.id, told.level, 'Écrit avant, pour ' || told.id, now()
			from assessments s, (values ('FIN-21', 2), ('RHU-17', 3), ('RHU-23', 1), ('ANC-19', 2), ('ANC-18', 3)) told(id, level)
			where s.id = ${draft}
			on conflict (assessment_id, criterion_id) do update
			set level = excluded.level, comment = excluded.comment, not_applicable = false`);
	} finally {
		await open.close();
	}
}

/** Reaches an element with the keyboard alone. */
async function tabTo(page: Page, target: Locator): Promise<void> {
	await target.waitFor();
	for (let press = 0; press < 400; press++) {
		await page.keyboard.press("Tab");
		if (await target.evaluate((element) => element === document.activeElement)) return;
	}
	throw new Error(`the keyboard never reaches ${target}`);
}

async function moveByKeyboard(page: Page): Promise<void> {
	await tabTo(page, page.getByLabel("J’ai lu ce qui change pour nous"));
	await page.keyboard.press("Space");
	await tabTo(page, page.getByRole("button", { name: "Passer à la version 2.0" }));
	await page.keyboard.press("Enter");
	await page.getByText("C’est fait").waitFor();
}

async function staysWithin(page: Page): Promise<void> {
	const [whole, seen] = await page.evaluate(() => {
		const { scrollWidth, clientWidth } = document.documentElement;
		return [scrollWidth, clientWidth];
	});
	expect(whole).toBe(seen);
}

/** On a phone, then wide. */
async function looksRight(page: Page): Promise<void> {
	for (const width of [390, 1280]) {
		await page.setViewportSize({ width, height: 900 });
		expect(await findViolations(page)).toEqual([]);
		await staysWithin(page);
	}
}

describe("a newer version of the référentiel", () => {
	it("is previewed, taken and given back without JavaScript, on a phone", async () => {
		const page = await stage.signedIn(MANAGER, { javaScript: false, width: 390 });
		const id = await stage.ownDraft(page);
		await page.goto(`/auto-evaluations/${id}`);
		await page.getByText("Une version plus récente du référentiel est publiée").waitFor();
		await page.getByRole("link", { name: "Voir ce qui changerait pour nous" }).click();
		await page.getByRole("heading", { level: 1, name: "Passer à la version 2.0 du référentiel" }).waitFor();
		for (const name of ["Réponses à refaire", "Réponses à confirmer", "Critères nouveaux pour vous"]) {
			expect([name, await page.getByRole("heading", { level: 2, name }).count()]).toEqual([name, 1]);
		}
		expect(await page.getByText("Issue selon les règles du label").count()).toBe(1);
		await staysWithin(page);
		const before = await page.locator("main").innerText();
		await page.getByLabel("J’ai lu ce qui change pour nous").check();
		await page.getByRole("button", { name: "Passer à la version 2.0" }).click();
		await page.getByText("C’est fait").waitFor();
		await staysWithin(page);
		await page.locator("summary", { hasText: "Réponses de la version 1.0" }).click();
		await page.getByText("Écrit avant, pour ANC-19").waitFor();
		await page.getByRole("button", { name: "Annuler le passage" }).click();
		await page.getByText("Passage annulé").waitFor();
		await page.goto(`/auto-evaluations/${id}/version`);
		const after = await page.locator("main").innerText();
		// The same preview as before, under the line that says what was done and undone.
		expect(after.slice(after.indexOf("Ce qui change pour vous"))).toBe(
			before.slice(before.indexOf("Ce qui change pour vous")),
		);
	});

	it("is taken, given back, taken again and confirmed by keyboard alone; then there is no way back", async () => {
		const page = await stage.signedIn(MANAGER);
		const id = await stage.ownDraft(page);
		await page.goto(`/auto-evaluations/${id}`);
		await tabTo(page, page.getByRole("link", { name: "Voir ce qui changerait pour nous" }));
		await page.keyboard.press("Enter");
		await page.getByRole("heading", { level: 1, name: "Passer à la version 2.0 du référentiel" }).waitFor();
		await looksRight(page);
		await moveByKeyboard(page);
		await looksRight(page);
		await tabTo(page, page.getByRole("button", { name: "Annuler le passage" }));
		await page.keyboard.press("Enter");
		await page.getByText("Passage annulé").waitFor();
		await moveByKeyboard(page);

		await tabTo(page, page.locator("main").getByRole("link", { name: "FIN", exact: true }));
		await page.keyboard.press("Enter");
		await page.waitForURL("**/domaines/FIN?filtre=toConfirm");
		for (const domain of ["JUR", "FIN", "RHU", "ACC", "ANC"]) {
			const sheet = new URL(`${domain}`, page.url()).href;
			expect([domain, await gzipped(sheet, page)]).toSatisfy(([, bytes]: [string, number]) => bytes < 15_000);
		}
		await stage.alive(page);
		const row = page.locator("#FIN-21");
		await row.getByText("À confirmer").waitFor();
		expect(await row.locator('input[value="2"]').isChecked()).toBe(true);
		await looksRight(page);
		await tabTo(page, row.getByRole("button", { name: "Confirmer FIN-21" }));
		await page.keyboard.press("Enter");
		await row.getByText(/^Enregistré à/).waitFor();
		expect(await row.getByText("À confirmer").count()).toBe(0);

		await page.goto(`/auto-evaluations/${id}/version`);
		await page.getByText("Changé depuis").waitFor();
		expect(await page.getByRole("button", { name: "Annuler le passage" }).count()).toBe(0);
	});

	it("has its proposals confirmed one click each without JavaScript, and the sending waits for them", async () => {
		const page = await stage.signedIn(MANAGER, { javaScript: false });
		const id = await stage.ownDraft(page);
		await page.goto(`/auto-evaluations/${id}/envoi`);
		await page.locator("li", { hasText: "RHU-17" }).getByText("le niveau proposé est à confirmer").waitFor();
		await page.goto(`/auto-evaluations/${id}/domaines/RHU?filtre=toConfirm`);
		const row = page.locator("#RHU-17");
		expect(await row.locator('input[value="1"]').isChecked()).toBe(true);
		await row.getByRole("button", { name: "Confirmer RHU-17" }).click();
		await page.goto(`/auto-evaluations/${id}/domaines/RHU`);
		expect(await row.getByText("À confirmer").count()).toBe(0);
		expect(await row.locator('input[value="1"]').isChecked()).toBe(true);
		expect(await page.locator("#RHU-17-commentaire").inputValue()).toContain("Écrit avant, pour RHU-23");
	});

	it("is read by the team, who cannot decide it, and unknown to others", async () => {
		const page = await stage.signedIn("equipe@demo.example");
		const id = await stage.ownDraft(page);
		await page.goto(`/auto-evaluations/${id}/version`);
		await page.getByText("Passage de la version 1.0 à la version 2.0").first().waitFor();
		expect(await page.locator("main form").count()).toBe(0);
		const asked = await page.request.post(`/auto-evaluations/${id}/version`, {
			form: { intent: "apply", confirmation: "oui", fingerprint: "" },
			headers: { Origin: stage.origin },
		});
		expect(asked.status()).toBe(403);
		const foreign = await stage.foreignAssessment();
		expect((await page.goto(`/auto-evaluations/${foreign.id}/version`))?.status()).toBe(404);
	});
});

describe("a new year", () => {
	let fresh: Stage;
	beforeAll(async () => {
		fresh = await openStage({ prepare: withoutDraft });
	});
	afterAll(() => fresh.close());

	/** The manager has sent 2025 and not opened 2026. */
	async function withoutDraft(dataDir: string): Promise<void> {
		const open = await openDatabase({ engine: "pglite", dataDir, migrations: path.resolve("drizzle") });
		const draft = sql`(select s.id from assessments s join role_grants g on g.cooperative_id = s.cooperative_id
			join users u on u.id = g.user_id where u.email = ${MANAGER} and s.status = 'draft')`;
		try {
			await open.db.execute(sql`delete from answers where assessment_id = ${draft}`);
			await open.db.execute(sql`delete from evidence_links where assessment_id = ${draft}`);
			await open.db.execute(sql`delete from assessments where id = ${draft}`);
		} finally {
			await open.close();
		}
	}

	it("opens with what 2025 proposes, confirmed or changed by keyboard alone, each counted as it comes", async () => {
		const page = await fresh.signedIn(MANAGER);
		await page.goto("/auto-evaluations");
		await page.getByText("102 réponses de 2025 vous seront proposées, chacune à confirmer").waitFor();
		await page.getByRole("button", { name: "Commencer par un formulaire vide" }).waitFor();
		await tabTo(page, page.locator("summary", { hasText: "non proposées, ou en partie, et pourquoi" }));
		await page.keyboard.press("Enter");
		await page.getByText(/^ANC-19 · .*critère retiré/).waitFor();
		await looksRight(page);
		await tabTo(page, page.getByRole("button", { name: "Commencer l’auto-évaluation 2026" }));
		await page.keyboard.press("Enter");
		await page.getByText("Réponses proposées, à confirmer").waitFor();
		await tabTo(page, page.locator("main").getByRole("link", { name: "FIN", exact: true }));
		await page.keyboard.press("Enter");
		await page.waitForURL("**/domaines/FIN?filtre=toConfirm");
		await fresh.alive(page);
		await looksRight(page);
		const gauges = page.locator("main").getByText(/^\d+ sur 24$/);
		expect(await gauges.innerText()).toBe("0 sur 24");

		const [same, other] = [page.locator("#FIN-01"), page.locator("#FIN-02")];
		await same.getByText(/En 2025/).waitFor();
		await tabTo(page, same.getByRole("button", { name: "Confirmer FIN-01" }));
		await page.keyboard.press("Enter");
		await same.getByText(/^Enregistré à/).waitFor();
		expect(await gauges.innerText()).toBe("1 sur 24");
		await tabTo(page, other.locator("input:checked"));
		await page.keyboard.press("ArrowDown");
		await other.getByText(/^Enregistré à/).waitFor();
		expect(await gauges.innerText()).toBe("2 sur 24");
		expect(await other.getByText("À confirmer").count()).toBe(0);
		await page.keyboard.press("s");
		await page.keyboard.press("i");
		await page
			.locator("#FIN-04")
			.getByText(/^Enregistré à/)
			.waitFor();
		expect(await gauges.innerText()).toBe("3 sur 24");
		await page.reload();
		expect(await page.locator("#FIN-01, #FIN-02").count()).toBe(0);

		await tabTo(page, page.getByRole("link", { name: "Confirmer ensemble les réponses inchangées" }));
		await page.keyboard.press("Enter");
		await page.getByRole("heading", { name: "Réponses inchangées", exact: true }).waitFor();
		await looksRight(page);
		const boxes = page.getByRole("checkbox");
		const count = await boxes.count();
		expect(count).toBeGreaterThan(10);
		await tabTo(page, boxes.first());
		await page.keyboard.press("Space");
		await tabTo(page, page.getByRole("button", { name: "Confirmer les réponses cochées" }));
		await page.keyboard.press("Enter");
		await page.getByText(`${count - 1} réponses confirmées.`).waitFor();
		expect(await boxes.count()).toBe(1);
		await looksRight(page);
		await tabTo(page, page.getByRole("button", { name: "Annuler cette confirmation" }));
		await page.keyboard.press("Enter");
		await page.getByText(`${count} réponses inchangées`).waitFor();
	});
});
