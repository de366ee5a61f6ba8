/** Photos taken from a sheet without network: kept sealed, sent once when it is back, and never left behind at sign-out. */
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findViolations } from "../support/axe";
import { takePhoto } from "../support/photo";
import { openStage, type Stage } from "../support/stage";
import { loseFirstAnswer } from "../support/tablet";

let stage: Stage;
beforeAll(async () => {
	stage = await openStage();
});
afterAll(() => stage.close());

async function openSheet(width?: number): Promise<Page> {
	const page = await stage.signedIn("gerance@demo.example", width ? { width } : {});
	await page.goto(`/auto-evaluations/${await stage.ownDraft(page)}/domaines/JUR`);
	await ready(page);
	return page;
}
async function ready(page: Page): Promise<void> {
	await stage.alive(page);
	await page.getByText("Ajouter une photo").first().waitFor({ state: "attached" });
}
async function add(page: Page, criterion: string, file: Awaited<ReturnType<typeof takePhoto>>): Promise<void> {
	await page.locator(`#${criterion} input[type=file]`).setInputFiles(file);
}
const said = (page: Page, criterion: string, words: string) => page.locator(`#${criterion}`).getByText(words);
const attached = async (page: Page, criterion: string) => {
	const answer = await page.request.get(
		`${new URL(page.url()).pathname.split("/domaines")[0]}/criteres/${criterion}/pieces`,
	);
	return (await answer.text()).match(/>Photo pour /g)?.length ?? 0;
};
const inBrowser = (page: Page) =>
	page.evaluate(async () => ({
		databases: (await indexedDB.databases()).map(({ name }) => name),
		marks: Object.keys(localStorage).filter((name) => name.startsWith("label-cae-photos:")).length,
	}));

describe("photos", () => {
	it("wait sealed through a reload, and are attached once even when the acknowledgement is lost", async () => {
		const page = await openSheet();
		await page.context().setOffline(true);
		await add(page, "JUR-02", await takePhoto("statuts-signes.jpg"));
		await said(page, "JUR-02", "en attente d’envoi, gardée sur cet appareil").waitFor();
		const stored = await page.evaluate(
			() =>
				new Promise<string>((resolve) => {
					const opening = indexedDB.open("label-cae-photos");
					opening.onsuccess = () => {
						const asked = opening.result.transaction("photos").objectStore("photos").getAll();
						asked.onsuccess = () => {
							opening.result.close();
							const [{ sealed, ...rest }] = asked.result;
							resolve(JSON.stringify(rest) + new TextDecoder("latin1").decode(sealed));
						};
					};
				}),
		);
		expect(stored).toContain("JUR-02");
		expect(stored).not.toMatch(/statuts-signes|JFIF|image\/jpeg/);
		await page.route("**/pieces/envoi", (route) => route.abort());
		await page.context().setOffline(false);
		await loseFirstAnswer(page);
		await page.reload();
		await ready(page);
		await said(page, "JUR-02", "gardée sur cet appareil").waitFor();
		await page.unroute("**/pieces/envoi");
		await said(page, "JUR-02", "jointe à ce critère").waitFor({ timeout: 40_000 });
		expect(await page.evaluate(() => sessionStorage.getItem("lost"))).toMatch(/^20/);
		expect(await attached(page, "JUR-02")).toBe(1);
		expect((await inBrowser(page)).marks).toBe(0);
		await page.context().close();
	}, 90_000);

	it("that the server will not have are named, and taken away by the person", async () => {
		const page = await openSheet();
		await add(page, "JUR-03", {
			name: "photo.jpg",
			mimeType: "image/jpeg",
			buffer: Buffer.from("ceci n’est pas une photo"),
		});
		await said(page, "JUR-03", "pas jointe : ").waitFor();
		await page.getByRole("button", { name: /^Enlever la photo/ }).click();
		await said(page, "JUR-03", "pas jointe : ").waitFor({ state: "detached" });
		expect((await inBrowser(page)).marks).toBe(0);
		await page.context().close();
	});

	it("are held by the page when the browser has no room, in words, and leave all the same", async () => {
		const page = await openSheet();
		await page.evaluate(() => {
			IDBObjectStore.prototype.put = () => {
				throw new DOMException("full", "QuotaExceededError");
			};
		});
		await page.context().setOffline(true);
		await add(page, "JUR-04", await takePhoto());
		await said(page, "JUR-04", "n’a plus de place pour la garder").waitFor();
		await page.context().setOffline(false);
		await said(page, "JUR-04", "jointe à ce critère").waitFor({ timeout: 30_000 });
		await page.context().close();
	}, 60_000);

	it("are counted before signing out, and erased with it", async () => {
		const page = await openSheet();
		await page.context().setOffline(true);
		await add(page, "JUR-05", await takePhoto());
		await said(page, "JUR-05", "gardée sur cet appareil").waitFor();
		await page.route(/pieces\/envoi|photos$/, (route) => route.abort());
		await page.context().setOffline(false);
		await page.getByRole("button", { name: "Se déconnecter", exact: true }).click();
		await page.getByText("1 photo pas encore envoyée").waitFor();
		await page.getByRole("button", { name: "Effacer et sortir" }).click();
		await page.waitForURL("**/connexion");
		await page.waitForLoadState("networkidle");
		expect(await inBrowser(page)).toEqual({ databases: [], marks: 0 });
		await page.context().close();
	}, 60_000);

	for (const width of [1280, 390]) {
		it(`have no accessibility defect while they wait, at ${width} px`, async () => {
			const page = await openSheet(width);
			await page.context().setOffline(true);
			await add(page, "JUR-06", await takePhoto());
			await said(page, "JUR-06", "gardée sur cet appareil").waitFor({ state: "attached" });
			if (width < 600) await page.locator("#JUR-06 summary").first().click();
			expect(await findViolations(page)).toEqual([]);
			const overflow = await page.evaluate(
				() => document.documentElement.scrollWidth - document.documentElement.clientWidth,
			);
			expect(overflow).toBe(0);
			await page.context().setOffline(false);
			await said(page, "JUR-06", "jointe à ce critère").waitFor({ timeout: 30_000 });
			await page.context().close();
		}, 60_000);
	}
});
