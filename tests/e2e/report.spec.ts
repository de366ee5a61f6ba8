/** The report of an assessment, and the preview of a document: what is drawn, and what a hostile one cannot do. */
import { readFile } from "node:fs/promises";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { HOSTILE_PDFS } from "../fixtures/hostile-pdfs";
import { findViolations } from "../support/axe";
import { readPdf } from "../support/pdf-tools";
import { openStage, type Stage } from "../support/stage";

let stage: Stage;
let report: Buffer;
/** Address of a piece that is the report itself. */
let piece: string;
beforeAll(async () => {
	stage = await openStage();
	const page = await stage.signedIn("gerance@demo.example", { javaScript: false });
	const draft = await stage.ownDraft(page);
	await page.goto(`/auto-evaluations/${draft}`);
	const waiting = page.waitForEvent("download");
	await page.getByRole("link", { name: "Rapport (PDF)" }).click();
	report = await readFile(await (await waiting).path());
	await page.goto(`/auto-evaluations/${draft}/criteres/JUR-01/pieces`);
	await page.locator("#fichiers").setInputFiles({ name: "rapport.pdf", mimeType: "application/pdf", buffer: report });
	await page.getByRole("button", { name: "Déposer et joindre" }).click();
	await page.getByText("Pièce jointe à ce critère.").waitFor();
	piece = (await page.getByRole("link", { name: "rapport", exact: true }).getAttribute("href")) ?? "";
	await page.context().close();
}, 120_000);
afterAll(() => stage.close());

const status = (page: Page, text: RegExp | string) => page.getByRole("status").filter({ hasText: text }).waitFor();
const open = (page: Page) => page.getByRole("button", { name: "Voir le document ici" }).click();

describe("the report", () => {
	it("is a tagged PDF of the draft, which says that it is one", () => {
		const { info, pages } = readPdf(report);
		expect(info).toMatch(/Tagged: +yes/);
		expect(pages[0]?.replace(/\s+/g, "")).toContain("Brouillon,indicatif");
		expect(pages.length).toBeGreaterThan(8);
	});
});

describe("last year's pieces", () => {
	it("are proposed beside the criterion, and count once taken over, without JavaScript too", async () => {
		const page = await stage.signedIn("gerance@demo.example", { javaScript: false, width: 390 });
		const address = `/auto-evaluations/${await stage.ownDraft(page)}/criteres/JUR-07/pieces`;
		await page.goto(address);
		await page.getByRole("heading", { level: 2, name: "Reprendre les pièces de 2025" }).waitFor();
		const title = "Procès-verbal de l’assemblée générale";
		expect(await page.getByRole("link", { name: title }).count()).toBe(0);
		await page.getByRole("button", { name: "Reprendre", exact: true }).click();
		await page.getByText("Pièces reprises").waitFor();
		expect(await page.getByRole("link", { name: title }).count()).toBe(1);
		expect(await page.getByRole("heading", { name: "Reprendre les pièces de 2025" }).count()).toBe(0);
		await page.context().close();
		// On the two criteria that one was split into; and what is over is to be renewed.
		const other = await stage.signedIn("gerance@demo.example");
		await other.goto("/pieces");
		await other.waitForURL("**/cooperatives/*/pieces");
		expect(await other.getByRole("link", { name: "Pièces", exact: true }).getAttribute("aria-current")).toBe("page");
		await other.getByRole("link", { name: "Attestation de vigilance" }).click();
		await other.getByText("Périmée").first().waitFor();
		await other.context().close();
	});
});

describe("the preview of a PDF", () => {
	for (const width of [1280, 390]) {
		it(`is drawn page by page at ${width} px, by keyboard, and says where one is`, async () => {
			const page = await stage.signedIn("gerance@demo.example", { width });
			const heavy: string[] = [];
			page.on("request", (request) => {
				if (/pdf\.(worker\.)?min/.test(request.url())) heavy.push(request.url());
			});
			await page.goto(piece);
			await page.getByRole("button", { name: "Voir le document ici" }).waitFor();
			expect(heavy).toEqual([]);
			await page.getByRole("button", { name: "Voir le document ici" }).press("Enter");
			const { length } = readPdf(report).pages;
			await status(page, `Page 1 sur ${length}`);
			expect(heavy).toHaveLength(2);
			const frame = page.frameLocator("iframe.pdf-preview");
			await frame.getByRole("img", { name: `Aperçu de la page 1 sur ${length}` }).waitFor();
			await page.getByRole("button", { name: "Page suivante" }).press("Enter");
			await status(page, `Page 2 sur ${length}`);
			expect(await frame.locator("#words").textContent()).toContain("Résultats");
			const before = await frame.locator("canvas").evaluate(({ clientWidth }) => clientWidth);
			await page.getByRole("button", { name: "Agrandir" }).press("Enter");
			await expect
				.poll(() => frame.locator("canvas").evaluate(({ clientWidth }) => clientWidth))
				.toBeGreaterThan(before);
			await frame.locator("main").press("PageDown");
			await status(page, `Page 3 sur ${length}`);
			expect(await findViolations(page)).toEqual([]);
			const overflow = await page.evaluate(
				() => document.documentElement.scrollWidth - document.documentElement.clientWidth,
			);
			expect(overflow).toBe(0);
			await page.context().close();
		}, 60_000);
	}

	it("leaves the download alone without JavaScript, and when it cannot draw", async () => {
		const plain = await stage.signedIn("gerance@demo.example", { javaScript: false });
		await plain.goto(piece);
		expect(await plain.getByRole("link", { name: "Télécharger rapport.pdf" }).count()).toBe(1);
		expect(await plain.getByText("Voir le document ici").count()).toBe(0);
		await plain.context().close();
		const page = await stage.signedIn("gerance@demo.example");
		await page.goto(piece);
		await page.route("**/fichiers/1", (route) => route.abort());
		await open(page);
		await page.getByText("L’aperçu n’a pas pu être dessiné").waitFor();
		expect(await page.getByRole("link", { name: "Téléchargez-le" }).count()).toBe(1);
		await page.context().close();
	});

	it("is a frame without an origin, a network or a way out", async () => {
		const page = await stage.visitor();
		const answer = await page.goto("/apercu-de-piece");
		const policy = answer?.headers()["content-security-policy"] ?? "";
		expect(policy).toMatch(
			/^default-src 'none'; script-src 'sha256-[^']+' blob: 'wasm-unsafe-eval'; worker-src blob:;/,
		);
		for (const part of ["frame-ancestors 'self'", "form-action 'none'", "sandbox allow-scripts"]) {
			expect(policy).toContain(part);
		}
		expect(policy).not.toMatch(/connect-src|unsafe-inline|'unsafe-eval'|allow-same-origin|allow-top-navigation/);
		expect(await page.evaluate(() => self.origin)).toBe("null");
		await page.context().close();
	});

	it("makes hostile documents harmless: drawn within bounds or given up, and nothing leaves", async () => {
		const page = await stage.signedIn("gerance@demo.example");
		const happened: string[] = [];
		page.on("dialog", (dialog) => {
			happened.push(`dialog ${dialog.message()}`);
			dialog.dismiss();
		});
		page.on("popup", (popup) => happened.push(`popup ${popup.url()}`));
		page.on("download", (download) => happened.push(`download ${download.suggestedFilename()}`));
		page.on("request", (request) => {
			const { origin, protocol } = new URL(request.url());
			if (protocol !== "blob:" && protocol !== "data:" && origin !== stage.origin) happened.push(request.url());
		});
		let bytes = Buffer.alloc(0);
		await page.route("**/fichiers/1", (route) => route.fulfill({ body: bytes, contentType: "application/pdf" }));
		for (const hostile of HOSTILE_PDFS) {
			bytes = hostile.bytes as Buffer<ArrayBuffer>;
			await page.goto(piece);
			await open(page);
			const shown = page.getByRole("status").filter({ hasText: "Page 1 sur" });
			const failed = page.getByText("L’aperçu n’a pas pu être dessiné");
			await shown.or(failed).first().waitFor({ timeout: 30_000 });
			const ended = (await shown.count()) > 0 ? "shown" : "failed";
			expect([hostile.what, hostile.ends === "either" ? "either" : ended]).toEqual([hostile.what, hostile.ends]);
			if (ended === "shown") {
				const canvas = page.frameLocator("iframe.pdf-preview").locator("canvas");
				const points = await canvas.evaluate((one) => {
					const { width, height } = one as HTMLCanvasElement;
					return width * height;
				});
				expect(points).toBeLessThanOrEqual(8_000_000);
				await canvas.click({ position: { x: 20, y: 20 } });
			}
			expect(page.url()).toBe(stage.origin + piece);
		}
		expect(happened).toEqual([]);
		await page.context().close();
	}, 240_000);
});
