/** Every state of the sheet, at 200 % zoom and in forced colours: axe, names, the focus seen, nothing cut off or aside. */
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findViolations } from "../support/axe";
import { openStage, type Stage } from "../support/stage";

let stage: Stage;
beforeAll(async () => {
	stage = await openStage();
});
afterAll(() => stage.close());

const foot = (page: Page, criterion: string) => page.locator(`#${criterion} .criterion-foot`);
const comment = (page: Page, criterion: string) => page.locator(`#${criterion}-commentaire`);

/** What a person who zooms, or whose system sets the colours, would trip over. */
async function tripsOver(page: Page): Promise<string[]> {
	const found = await page.evaluate(() => {
		const told: string[] = [];
		const { scrollWidth, clientWidth } = document.documentElement;
		if (scrollWidth > clientWidth) told.push(`the page is ${scrollWidth - clientWidth} px too wide`);
		for (const element of document.querySelectorAll<HTMLElement>("main *")) {
			const style = getComputedStyle(element);
			const hides = style.overflowX === "hidden" || style.overflowX === "clip";
			const seen = element.checkVisibility({ visibilityProperty: true }) && element.clientWidth > 1;
			if (hides && seen && element.scrollWidth > element.clientWidth + 1) told.push(`cut off: ${element.className}`);
		}
		return told;
	});
	return [...found, ...(await findViolations(page))];
}

/** The element that has the focus is marked, or its label is, whatever the colours. */
async function focusSeen(page: Page): Promise<boolean> {
	return page.evaluate(() =>
		[document.activeElement, document.activeElement?.closest("label")].some((element) => {
			if (!element) return false;
			const { outlineStyle, outlineWidth } = getComputedStyle(element);
			return outlineStyle !== "none" && Number.parseFloat(outlineWidth) >= 2;
		}),
	);
}

describe("the sheet at 200 % in forced colours", () => {
	it("is whole in every state", async () => {
		const page = await stage.signedIn("gerance@demo.example", { zoom: 2, forcedColors: true });
		const own = `/auto-evaluations/${await stage.ownDraft(page)}`;
		const states = new Map<string, string[]>();
		const look = async (state: string) => states.set(state, await tripsOver(page));

		await page.goto(`${own}/domaines/ACC`);
		await stage.alive(page);
		await look("listed");
		for (const target of [
			page.locator("#ACC-02 input").first(),
			comment(page, "ACC-02"),
			page.getByRole("button", { name: "Raccourcis clavier" }),
		]) {
			await page.keyboard.press("Tab");
			await target.focus();
			expect([`${target}`, await focusSeen(page)]).toEqual([`${target}`, true]);
		}
		await page.locator("#ACC-02 input[value='2']").check();
		await foot(page, "ACC-02").getByText("Enregistré à").waitFor();
		await look("saved");
		await page.locator("#ACC-03 input[value='notApplicable']").check();
		await foot(page, "ACC-03").getByText("il manque le motif").waitFor();
		await look("a reason is missing");
		await page.locator("#ACC-03 input[value='2']").check();
		await stage.allSaved(page);

		const other = await stage.signedIn("equipe@demo.example");
		await other.goto(`${own}/domaines/ACC`);
		await stage.alive(other);
		await page.route("**/reponses", (route) => route.abort());
		await comment(page, "ACC-04").fill("Écrit pendant la coupure");
		await foot(page, "ACC-04").getByText("Non enregistré").waitFor();
		await look("the network is cut");
		await comment(other, "ACC-04").fill(
			"Écrit ailleurs, avecunmotinterminablequineveutpassecoupernullepartdanslapage".repeat(2),
		);
		await foot(other, "ACC-04").getByText("Enregistré à").waitFor();
		await other.context().close();
		await page.unroute("**/reponses");
		await foot(page, "ACC-04").getByRole("button", { name: "Réessayer maintenant" }).click();
		await page.getByText("Une autre personne a modifié cette réponse").waitFor();
		await look("a conflict");
		await page.getByRole("button", { name: "Ma réponse, avec les deux commentaires" }).click();
		await stage.allSaved(page);

		await page.getByRole("button", { name: "Raccourcis clavier" }).click();
		await look("the keys");
		await page.keyboard.press("Escape");
		await page.getByRole("button", { name: "Un critère à la fois" }).click();
		await page.locator(".criterion-alone").waitFor();
		await look("one criterion at a time");
		await page.getByRole("button", { name: "Un critère à la fois" }).click();

		await page.goto(`${own}/domaines/ACC?filtre=toConfirm`);
		await look("nothing to show");
		await page.goto(`${own}/domaines/ACC`);
		await stage.alive(page);
		await page.context().clearCookies();
		await comment(page, "ACC-05").fill("Écrit après la déconnexion");
		await foot(page, "ACC-05").getByText("Vous êtes déconnecté").waitFor();
		await look("signed out");
		expect(states.size).toBe(9);
		expect(Object.fromEntries(states)).toEqual(Object.fromEntries([...states.keys()].map((state) => [state, []])));
	}, 180_000);

	it("is whole where it is only read", async () => {
		const page = await stage.signedIn("equipe@demo.example", { zoom: 2, forcedColors: true });
		const own = `/auto-evaluations/${await stage.ownDraft(page)}`;
		for (const address of [own, `${own}/domaines/RHU`, `${own}/envoi`, `${own}/import`]) {
			await page.goto(address);
			await page.waitForLoadState("load");
			expect([address, await tripsOver(page)]).toEqual([address, []]);
		}
	});
});
