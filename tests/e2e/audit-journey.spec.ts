/** The national team schedules a visit and is refused a conflicted auditor; the auditor records a level; the CAE sees its visit. */
import ICAL from "ical.js";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openStage, type Stage } from "../support/stage";

let stage: Stage;
beforeAll(async () => {
	stage = await openStage();
});
afterAll(() => stage.close());

/** Two weekdays far enough ahead that no demo visit is there, whatever the day of the test. */
function freeDays(): { first: string; last: string } {
	const day = new Date(Date.now() + 170 * 86_400_000);
	while (day.getUTCDay() !== 2) day.setUTCDate(day.getUTCDate() + 1);
	const next = new Date(day.getTime() + 86_400_000);
	return { first: day.toISOString().slice(0, 10), last: next.toISOString().slice(0, 10) };
}

async function chooseAssessment(page: Page, name: RegExp): Promise<string> {
	await page.goto("/audits/nouveau");
	const option = page.locator("select[name=evaluation] option", { hasText: name });
	await page.locator("select[name=evaluation]").selectOption(await option.first().getAttribute("value"));
	const { first, last } = freeDays();
	await page.getByLabel("Premier jour").fill(first);
	await page.getByLabel("Dernier jour").fill(last);
	await page.getByRole("button", { name: "Voir qui peut faire la visite" }).click();
	await page.getByRole("heading", { name: "Qui ne peut pas faire cette visite, et pourquoi" }).waitFor();
	return page.url();
}

describe("an audit, from the programme to the visit", () => {
	for (const javaScript of [true, false]) {
		it(`is refused with a conflicted auditor, with the reason, the form kept (${javaScript ? "with" : "without"} JavaScript)`, async () => {
			const page = await stage.signedIn("reseau@demo.example", { javaScript });
			await page.goto("/audits/nouveau");
			const names = await page.locator("select[name=evaluation] option").allTextContents();
			expect(names.length).toBeGreaterThan(5);
			let refusedReason = "";
			for (const name of names.slice(1)) {
				await chooseAssessment(page, new RegExp(name.split(",")[0]?.replace(/[.*+?^${}()|[\]\\]/g, "\\$&") ?? ""));
				const refused = page.locator(".refused-auditors > li", { hasText: /Même association régionale/ });
				if ((await refused.count()) === 0) continue;
				refusedReason = (await refused.first().locator("ul").textContent()) ?? "";
				break;
			}
			expect(refusedReason).toContain("Même association régionale");
			// Someone who writes the address by hand gets the same answer from the server.
			const refusedName = await page.locator(".refused-auditors > li strong").first().textContent();
			const forged = await stage.auditorId(refusedName ?? "");
			const fields = await page
				.locator("form[method=post] input[type=hidden]")
				.evaluateAll((inputs) =>
					Object.fromEntries(
						inputs.map((input) => [(input as HTMLInputElement).name, (input as HTMLInputElement).value]),
					),
				);
			const possible = await page.locator("select[name=secondAuditorId] option").nth(1).getAttribute("value");
			const response = await page.request.post("/audits/nouveau", {
				form: {
					...fields,
					mode: "onSite",
					place: "12 rue du Port",
					leadAuditorId: forged,
					secondAuditorId: possible ?? "",
				},
				headers: { Origin: stage.origin },
			});
			expect(response.status()).toBe(422);
			const html = await response.text();
			expect(html).toContain("Rien n’a été enregistré");
			expect(html).toContain("12 rue du Port");
		});
	}

	it("is scheduled, shows in the calendar, gives an invitation, and reaches the cooperative", async () => {
		const page = await stage.signedIn("reseau@demo.example");
		await page.goto("/audits/nouveau");
		const name =
			((await page.locator("select[name=evaluation] option").nth(1).textContent()) ?? "").split(",")[0] ?? "";
		await chooseAssessment(page, new RegExp(name));
		await page.getByLabel("Adresse, ou moyen de rejoindre la réunion").fill("12 rue du Port");
		await page.locator("select[name=leadAuditorId]").selectOption({ index: 1 });
		await page.locator("select[name=secondAuditorId]").selectOption({ index: 2 });
		await page.getByRole("button", { name: "Planifier cet audit" }).click();
		await page.waitForURL(/\/audits\/[0-9a-f-]{36}$/);
		const address = new URL(page.url()).pathname;
		const { first, last } = freeDays();
		const file = await page.request.get(`${address}/invitation.ics`);
		expect(file.headers()["content-type"]).toContain("text/calendar");
		const event = new ICAL.Event(
			new ICAL.Component(ICAL.parse(await file.text())).getFirstSubcomponent("vevent") ?? undefined,
		);
		expect(event.uid).toBe(`audit-${address.split("/")[2]}@label-cae`);
		expect(event.startDate.toString()).toBe(first);
		expect(new Date(event.endDate.toString()).getTime()).toBe(new Date(last).getTime() + 86_400_000);
		await page.goto(`/audits?mois=${first.slice(0, 7)}`);
		await page.locator(`a[href='${address}']`).first().waitFor();
		// Another cooperative's people know nothing of it.
		const stranger = await stage.signedIn("gerance@demo.example", { javaScript: false });
		expect((await stranger.goto(address))?.status()).toBe(404);
		expect((await stranger.request.get(`${address}/invitation.ics`)).status()).toBe(404);
	});

	it("gives the auditor a visit sheet where a level is recorded beside the declared one, never over it", async () => {
		const page = await stage.signedIn("audit@demo.example");
		await page.getByRole("heading", { name: "Vos visites" }).waitFor();
		// Reports wait there too: their levels no longer change.
		const toVisit = page.locator("main ol li").filter({ hasText: /Planifié|Confirmé|En cours/ });
		await toVisit.first().getByRole("link").click();
		await page.waitForURL(/\/audits\/[0-9a-f-]{36}$/);
		const audit = new URL(page.url()).pathname;
		await page.goto(`${audit}/visite/ANC`);
		await page.locator("article.criterion").first().waitFor();
		await page.waitForFunction(() => document.querySelector(".criterion-foot button[type=submit]") === null);
		const row = page.locator("article.criterion").nth(1);
		const criterion = await row.getAttribute("id");
		const declared = await row.locator(".declared").textContent();
		await row.locator('input[name=choice][value="1"]').check();
		await row.locator("textarea[name=comment]").fill("Convention vue, sans date de renouvellement.");
		await row.getByText("Enregistré à").waitFor();
		await page.reload();
		const again = page.locator(`#${criterion}`);
		expect(await again.locator('input[name=choice][value="1"]').isChecked()).toBe(true);
		expect(await again.locator("textarea[name=comment]").inputValue()).toBe(
			"Convention vue, sans date de renouvellement.",
		);
		expect(await again.locator(".declared").textContent()).toBe(declared);
	});
});
