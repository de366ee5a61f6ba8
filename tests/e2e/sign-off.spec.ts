/** An assessment is signed after one's identity was asked for again, given back for a reason, corrected, signed again; both sendings are read. */
import path from "node:path";
import { sql } from "drizzle-orm";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { openDatabase } from "~/db/client.server";
import { DEMO_PASSWORD } from "~/services/access/demo-accounts";
import { findViolations } from "../support/axe";
import { openStage, type Stage } from "../support/stage";

const MANAGER = "gerance@demo.example";
let stage: Stage;
beforeAll(async () => {
	stage = await openStage({ prepare: fillIn });
});
afterAll(() => stage.close());

/** Every criterion of the manager's draft is answered, two of them in a way that cannot both be right. */
async function fillIn(dataDir: string): Promise<void> {
	const open = await openDatabase({ engine: "pglite", dataDir, migrations: path.resolve("drizzle") });
	try {
		await open.db.execute(sql`insert into answers (cooperative_id, assessment_id, criterion_id, level, updated_at)
			select s.cooperative_id, s.id, criterion ->> 'id', case criterion ->> 'id' when 'RHU-07' then 0 else 2 end, now()
			from assessments s join role_grants g on g.cooperative_id = s.cooperative_id
				join users u on u.id = g.user_id and u.email = ${MANAGER}
				join standard_versions v on v.id = s.standard_version_id, jsonb_array_elements(v.content -> 'criteria') criterion
			where s.status = 'draft'
			on conflict (assessment_id, criterion_id) do update
			set level = excluded.level, not_applicable = false, to_confirm = false`);
	} finally {
		await open.close();
	}
}

/** Nothing that axe finds, and nothing wider than the screen, wide and on a phone. */
async function looksRight(page: Page, name: string): Promise<void> {
	for (const width of [1280, 390]) {
		await page.setViewportSize({ width, height: 900 });
		expect(await findViolations(page)).toEqual([]);
		const [whole, seen] = await page.evaluate(() => {
			const { scrollWidth, clientWidth } = document.documentElement;
			return [scrollWidth, clientWidth];
		});
		expect([name, whole]).toEqual([name, seen]);
		const shots = process.env.SIGN_OFF_SHOTS;
		if (shots) await page.screenshot({ path: path.join(shots, `${name}-${width}.png`), fullPage: true });
	}
	await page.setViewportSize({ width: 1280, height: 900 });
}

/** The last proof of identity of everybody was an hour ago. */
async function anHourLater(): Promise<void> {
	await stage.killServer();
	const open = await openDatabase({ engine: "pglite", dataDir: stage.dataDir, migrations: path.resolve("drizzle") });
	await open.db.execute(sql`update sessions set proven_at = proven_at - interval '1 hour'`);
	await open.close();
	await stage.restartServer();
}

it("a manager signs, the national team sends it back, the manager corrects one answer and signs again", async () => {
	const manager = await stage.signedIn(MANAGER);
	const id = await stage.ownDraft(manager);
	await anHourLater();
	await manager.goto(`/auto-evaluations/${id}/envoi`);
	await manager.getByText("Réponses qui se contredisent").waitFor();
	await manager.getByText("alors qu’il n’y a pas de document unique").waitFor();
	expect(await manager.locator("li a[href$='#RHU-07'], li a[href$='#RHU-08']").count()).toBeGreaterThanOrEqual(2);
	await manager.getByText("Vous signez en tant que").waitFor();
	await looksRight(manager, "sign");
	await manager.getByLabel("Votre fonction").selectOption("manager");
	await manager.getByLabel("J’ai relu : ces réponses engagent la CAE").check();
	const send = manager.getByRole("button", { name: "Signer et envoyer à l’équipe nationale" });
	await send.click();
	await manager.waitForURL("**/compte/confirmation**");
	await manager.getByLabel("Mot de passe").fill(DEMO_PASSWORD);
	await manager.getByRole("button", { name: "Confirmer", exact: true }).click();
	await manager.waitForURL("**/envoi?**");
	expect(await manager.getByLabel("Votre fonction").inputValue()).toBe("manager");
	expect(await manager.getByLabel("J’ai relu : ces réponses engagent la CAE").isChecked()).toBe(true);
	await send.click();
	await manager.getByText("Réponses figées").waitFor();
	await manager.getByText("(gérante ou gérant), le").waitFor();
	await looksRight(manager, "sent");

	const network = await stage.signedIn("reseau@demo.example");
	await network.goto(`/auto-evaluations/${id}`);
	await network.getByRole("link", { name: "Renvoyer ou rouvrir" }).click();
	await network.getByLabel("Motif").fill("RHU-07 est au niveau 0 : relisez-le avec RHU-08.");
	await network.locator("details", { hasText: "RHU-07" }).locator("summary").click();
	await network.locator("input[name=criteria][value=RHU-07]").check();
	await looksRight(network, "return");
	await network.getByRole("button", { name: "Enregistrer la décision" }).click();
	await network.getByText("Renvoyée : la CAE est prévenue").waitFor();
	expect((await network.goto(`/auto-evaluations/${id}`))?.status()).toBe(404);

	for (const page of [
		"",
		"/profil",
		"/envoi",
		"/import",
		"/version",
		"/domaines/RHU",
		"/criteres/RHU-07",
		"/criteres/RHU-07/pieces",
	]) {
		await manager.goto(`/auto-evaluations/${id}${page}`);
		await manager.locator(".notice", { hasText: "relisez-le avec RHU-08" }).first().waitFor();
	}
	await manager.goto(`/auto-evaluations/${id}`);
	await looksRight(manager, "returned");
	await manager.locator(".notice a", { hasText: "RHU-07" }).click();
	await stage.alive(manager);
	await manager.locator('#RHU-07 input[value="2"]').check();
	await stage.allSaved(manager);
	await manager.goto(`/auto-evaluations/${id}/envoi`);
	expect(await manager.getByText("Réponses qui se contredisent").count()).toBe(0);
	// As the last time: proposed again.
	expect(await manager.getByLabel("Votre fonction").inputValue()).toBe("manager");
	await manager.getByLabel("J’ai relu : ces réponses engagent la CAE").check();
	await send.click();
	await manager.getByText("Réponses figées").waitFor();

	await network.goto(`/auto-evaluations/${id}`);
	await network.getByRole("link", { name: "Voir les envois" }).click();
	await network.getByRole("heading", { name: "Envoi n° 2" }).waitFor();
	await network.getByText("relisez-le avec RHU-08").waitFor();
	await looksRight(network, "sendings");
	await network.getByRole("link", { name: "Lire l’envoi n° 2" }).click();
	await network.getByText("1 réponse diffère de l’envoi précédent : RHU-07").waitFor();
	await looksRight(network, "sending");
	await network.goto(`/auto-evaluations/${id}/envois/1`);
	await network.getByText("Conforme à son empreinte").waitFor();
	await network.locator("tr", { hasText: "RHU-07" }).getByText("Niveau 0").waitFor();
});

it("without JavaScript, the cooperative asks, the national team reopens, and it is signed once more", async () => {
	const manager = await stage.signedIn(MANAGER, { javaScript: false });
	await manager.goto("/auto-evaluations");
	await manager.goto((await manager.locator("tbody tr:first-child a").first().getAttribute("href")) ?? "");
	const address = new URL(manager.url()).pathname;
	await manager.getByRole("link", { name: "Demander la réouverture" }).click();
	await manager.getByLabel("Pourquoi rouvrir ?").fill("Nous avons oublié une pièce.");
	await manager.getByRole("button", { name: "Demander la réouverture" }).click();
	await manager.getByText("Demande envoyée").waitFor();
	const network = await stage.signedIn("reseau@demo.example", { javaScript: false });
	await network.goto(`${address}/renvoi`);
	await network.getByText("Nous avons oublié une pièce.").waitFor();
	expect(await network.locator("input[name=kind][value=reopened]").isChecked()).toBe(true);
	await network.getByLabel("Motif").fill("D’accord.");
	await network.getByRole("button", { name: "Enregistrer la décision" }).click();
	await network.getByText("Rouverte : la CAE est prévenue").waitFor();
	await manager.goto(`${address}/envoi`);
	await manager.getByLabel("J’ai relu : ces réponses engagent la CAE").check();
	await manager.getByRole("button", { name: "Signer et envoyer à l’équipe nationale" }).click();
	await manager.getByText("Réponses figées").waitFor();
	expect((await manager.goto(`${address}/envois/3`))?.status()).toBe(200);
});
