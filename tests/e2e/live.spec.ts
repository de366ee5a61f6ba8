/** What the others do on a draft shows without a reload: where they are, what they save; and nothing is missed after a cut. */
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openStage, type Stage } from "../support/stage";

const CAMILLE = "gerance@demo.example";
const SACHA = "equipe@demo.example";
let stage: Stage;
beforeAll(async () => {
	stage = await openStage();
});
afterAll(() => stage.close());

async function openSheet(email: string, domain = "ACC"): Promise<Page> {
	const page = await stage.signedIn(email);
	await page.goto(`/auto-evaluations/${await stage.ownDraft(page)}/domaines/${domain}`);
	await stage.alive(page);
	return page;
}
const comment = (page: Page, criterion: string) => page.locator(`#${criterion}-commentaire`);
const of = (page: Page, criterion: string, text: string) => page.locator(`#${criterion}`).getByText(text);

describe("a sheet that several people have open", () => {
	it("shows where the others are and what they save, in place, and the next save stands on it", async () => {
		const camille = await openSheet(CAMILLE);
		const sacha = await openSheet(SACHA);
		await comment(camille, "ACC-02").focus();
		await of(sacha, "ACC-02", "Camille Perrin est ici").waitFor();
		await sacha.getByText("Au travail en ce moment : Camille Perrin (ACC-02)").waitFor();
		expect(await camille.getByText("Au travail en ce moment").innerText()).not.toContain("Camille");
		await comment(camille, "ACC-02").fill("Par Camille");
		await of(sacha, "ACC-02", "Modifié à l’instant par Camille Perrin").waitFor();
		expect(await comment(sacha, "ACC-02").inputValue()).toBe("Par Camille");
		await sacha.getByText("ACC-02 modifié par Camille Perrin").waitFor();
		// A level too, and the gauges follow.
		const conform = (page: Page) => page.locator(".sheet-progress").innerText();
		await camille.locator("#ACC-05 input[name=choice][value='3']").check();
		await sacha.locator("#ACC-05 input[name=choice][value='3']:checked").waitFor();
		await stage.allSaved(camille);
		expect(await conform(sacha)).toBe(await conform(camille));
		await comment(sacha, "ACC-02").fill("Par Camille, puis Sacha");
		await of(sacha, "ACC-02", "Enregistré à").waitFor();
		await of(camille, "ACC-02", "par Sacha").waitFor();
		await camille.locator("h1").click();
		await camille.waitForFunction(
			() => document.querySelector<HTMLTextAreaElement>("#ACC-02-commentaire")?.value === "Par Camille, puis Sacha",
		);
		await camille.close();
		await sacha.getByText("Au travail en ce moment").waitFor({ state: "detached" });
		await sacha.context().close();
		await camille.context().close();
	});

	it("keeps what is being written, says that another answer came, and lets the person choose", async () => {
		const camille = await openSheet(CAMILLE);
		const sacha = await openSheet(SACHA);
		await sacha.route("**/reponses", (route) => route.abort());
		await comment(sacha, "ACC-03").fill("Par Sacha, sans réseau");
		await comment(camille, "ACC-03").fill("Par Camille");
		await of(sacha, "ACC-03", "Camille Perrin a enregistré une autre réponse").waitFor();
		expect(await comment(sacha, "ACC-03").inputValue()).toBe("Par Sacha, sans réseau");
		await sacha.unroute("**/reponses");
		await of(sacha, "ACC-03", "Réessayer maintenant").click();
		await sacha.locator("#ACC-03").getByRole("button", { name: "Garder ma réponse" }).click();
		await of(sacha, "ACC-03", "Enregistré à").waitFor();
		await sacha.context().close();
		await camille.context().close();
	});

	it("misses nothing of a cut network, of a restarted server, nor while it is hidden", async () => {
		const camille = await openSheet(CAMILLE, "RHU");
		const sacha = await openSheet(SACHA, "RHU");
		const shows = (page: Page, criterion: string, text: string) =>
			page.waitForFunction(
				([id, value]) => document.querySelector<HTMLTextAreaElement>(`#${id}-commentaire`)?.value === value,
				[criterion, text],
				{ timeout: 30_000 },
			);
		const write = async (criterion: string, text: string) => {
			await comment(camille, criterion).fill(text);
			await of(camille, criterion, "Enregistré à").waitFor({ timeout: 30_000 });
		};
		await sacha.context().setOffline(true);
		await write("RHU-01", "Pendant la coupure");
		await sacha.context().setOffline(false);
		await shows(sacha, "RHU-01", "Pendant la coupure");

		const stopping = Date.now();
		await stage.haltServer();
		// Streams are closed by the server, not waited for.
		expect(Date.now() - stopping).toBeLessThan(9_000);
		await stage.restartServer();
		await write("RHU-02", "Après le redémarrage");
		await shows(sacha, "RHU-02", "Après le redémarrage");

		const hide = (hidden: boolean) =>
			sacha.evaluate((value) => {
				Object.defineProperty(document, "hidden", { configurable: true, get: () => value });
				document.dispatchEvent(new Event("visibilitychange"));
			}, hidden);
		await camille.getByText("Au travail en ce moment").waitFor();
		await hide(true);
		await camille.getByText("Au travail en ce moment").waitFor({ state: "detached" });
		await write("RHU-03", "Pendant qu’elle ne regardait pas");
		await hide(false);
		await shows(sacha, "RHU-03", "Pendant qu’elle ne regardait pas");
		await sacha.context().close();
		await camille.context().close();
	}, 90_000);

	it("is a stream that nothing holds back, for whoever has a session", async () => {
		const page = await openSheet(CAMILLE, "JUR");
		const address = new URL(page.url()).pathname;
		const cookie = (await page.context().cookies()).map(({ name, value }) => `${name}=${value}`).join("; ");
		const open = (headers: Record<string, string>) =>
			fetch(`${stage.origin}${address}/direct?page=00000000-0000-4000-8000-000000000001`, {
				headers: { Accept: "text/event-stream", "Accept-Encoding": "gzip, br", ...headers },
				redirect: "manual",
				signal: AbortSignal.timeout(10_000),
			});
		const stream = await open({ Cookie: cookie });
		expect([stream.status, stream.headers.get("content-type"), stream.headers.get("content-encoding")]).toEqual([
			200,
			"text/event-stream; charset=utf-8",
			null,
		]);
		const first = await stream.body?.getReader().read();
		expect(new TextDecoder().decode(first?.value)).toMatch(/^retry: \d+\n\n/);
		expect((await open({})).status).toBe(401);
		await page.context().close();
	});
});
