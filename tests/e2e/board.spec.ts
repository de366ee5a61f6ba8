/** The Conseil d'administration reads the network's progress; figures, filters and tables are there without JavaScript too. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openStage, type Stage } from "../support/stage";

let stage: Stage;
beforeAll(async () => {
	stage = await openStage();
});
afterAll(() => stage.close());

describe("the board", () => {
	for (const javaScript of [true, false]) {
		it(`reads the reference year (${javaScript ? "with" : "without"} JavaScript)`, async () => {
			const page = await stage.signedIn("ca@demo.example", { javaScript });
			await page.goto("/reseau?annee=2025");
			const main = page.locator("main");
			await main.getByText("CAE engagées sur 71", { exact: false }).first().waitFor();
			const text = (await main.textContent()) ?? "";
			for (const figure of [/53/, /11/, /10/]) expect(text).toMatch(figure);
			expect(await page.locator("table").count()).toBeGreaterThan(2);
			if (javaScript) {
				const canvas = page.locator("canvas").first();
				await canvas.scrollIntoViewIfNeeded();
				await canvas.waitFor();
				// Something was drawn: not every pixel is the same.
				await page.waitForFunction(() =>
					[...document.querySelectorAll("canvas")].some((drawn) => {
						const pixels = drawn.getContext("2d")?.getImageData(0, 0, drawn.width, drawn.height).data ?? [];
						return new Set(pixels).size > 5;
					}),
				);
			}
		});
	}

	it("reads which référentiel each figure comes from, and where a trend crosses two of them", async () => {
		const page = await stage.signedIn("ca@demo.example", { javaScript: false });
		await page.goto("/reseau?annee=2025");
		await page.getByText("Référentiel 1.0, publié le 16 janvier 2023").waitFor();
		expect(await page.locator("main").textContent()).not.toContain("critères comparables");
		await page.goto("/reseau?annee=2026");
		await page.getByText("Référentiel 2.0, publié le 15 janvier 2026").waitFor();
		await page.locator("a[href$='/progres?annee=2026']").first().click();
		await page.getByText("Référentiel 2.0, publié le").first().waitFor();
		const trend = page.locator("figure", { hasText: "Le référentiel change entre 2025 et 2026" }).first();
		await trend
			.locator(".figure-note", { hasText: "99 critères comparables sur 120 entre les versions 1.0 et 2.0" })
			.waitFor();
		expect(await trend.locator("h3").textContent()).toContain("à critères comparables");
		await trend.getByRole("cell", { name: "2.0 (nouvelle)" }).waitFor();
		const file = decodeURIComponent((await trend.locator("a[download]").getAttribute("href")) ?? "");
		expect(file).toContain('"2026";"2.0 (nouvelle)"');
		expect(file).toContain("99 critères comparables sur 120");
	});

	it("filters by region and by sector", async () => {
		const page = await stage.signedIn("ca@demo.example", { javaScript: false });
		const rows = async (query: string) => {
			await page.goto(`/reseau?annee=2025${query}`);
			return page.locator("a[href^='/cooperatives/']").count();
		};
		const all = await rows("");
		const brittany = await rows("&region=Bretagne");
		const building = await rows("&filiere=batiment");
		expect(brittany).toBeGreaterThan(0);
		expect(brittany).toBeLessThan(all);
		expect(building).toBeGreaterThan(0);
		expect(building).toBeLessThan(all);
	});

	it("does not read a cooperative's answers", async () => {
		const foreign = await stage.foreignAssessment();
		for (const email of ["ca@demo.example", "comite@demo.example", "audit@demo.example", "equipe@demo.example"]) {
			const page = await stage.signedIn(email, { javaScript: false });
			expect((await page.goto(`/auto-evaluations/${foreign.id}`))?.status()).toBe(404);
			await page.context().close();
		}
	});

	it("shows a cooperative its progress against the network, never another's", async () => {
		const page = await stage.signedIn("gerance@demo.example");
		await page.getByRole("link", { name: "Voir nos progrès" }).click();
		await page.waitForURL(/\/progres$/);
		await page.locator("canvas").first().waitFor();
		expect(await page.locator("main table").count()).toBeGreaterThan(0);
	});
});
