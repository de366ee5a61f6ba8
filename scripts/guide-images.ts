/** `npm run guide:images`: takes the screenshots of the guides from the demonstration, in a folder of its own. */
import { execFile } from "node:child_process";
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import type { Page } from "playwright-core";
import sharp from "sharp";
import { DEMO_PASSWORD } from "../app/services/access/demo-accounts";
import { startAppServer } from "../tests/support/app-server";
import { launchChromium } from "../tests/support/chromium";

const FOLDER = path.resolve("docs/images");

async function main(): Promise<void> {
	await mkdir(FOLDER, { recursive: true });
	const dataDir = await mkdtemp(path.join(os.tmpdir(), "label-cae-images-"));
	await promisify(execFile)(process.execPath, ["--import", "tsx", "scripts/seed-demo.ts"], {
		env: { ...process.env, DATA_DIR: dataDir, DATABASE_URL: "" },
	});
	const server = await startAppServer({ dataDir, env: { APP_DEMO: "1" } });
	const browser = await launchChromium();

	async function signedIn(account: string): Promise<Page> {
		const context = await browser.newContext({
			baseURL: server.origin,
			locale: "fr-FR",
			timezoneId: "Europe/Paris",
			viewport: { width: 1280, height: 860 },
			reducedMotion: "reduce",
		});
		const page = await context.newPage();
		await page.goto("/connexion");
		await page.getByLabel("Adresse e-mail").fill(`${account}@demo.example`);
		await page.getByLabel("Mot de passe").fill(DEMO_PASSWORD);
		await page.getByRole("button", { name: "Se connecter" }).click();
		await page.waitForURL("**/accueil");
		return page;
	}
	/** @param from what the picture begins with; the top of the page without it */
	async function shoot(page: Page, address: string | null, name: string, from?: string): Promise<void> {
		if (address) await page.goto(address);
		await page.waitForLoadState("networkidle");
		if (from) {
			const top = await page.locator(from).first().boundingBox();
			await page.mouse.wheel(0, (top?.y ?? 0) - 72);
			await page.waitForTimeout(200);
		}
		// A page has few colours: a palette of them weighs a third.
		const taken = sharp(await page.screenshot()).png({ palette: true, colours: 128, compressionLevel: 9 });
		await taken.toFile(path.join(FOLDER, `${name}.png`));
		console.log(`docs/images/${name}.png`);
	}
	const hrefOf = async (page: Page, selector: string) =>
		(await page.locator(selector).first().getAttribute("href")) ?? "/";

	try {
		const manager = await signedIn("gerance");
		await shoot(manager, null, "accueil-responsable");
		const draft = await hrefOf(manager, "a[href^='/auto-evaluations/']");
		const own = draft.split("/").slice(0, 3).join("/");
		const progress = await hrefOf(manager, "a[href$='/progres']");
		await shoot(manager, `${own}/domaines/JUR#JUR-01`, "fiche-domaine");
		await shoot(manager, `${own}/envoi`, "envoi");
		await shoot(manager, progress, "progres-cae");
		await manager.goto("/audits");
		const answered = await hrefOf(manager, "table a[href^='/audits/']");
		await shoot(manager, `${answered}/rapport`, "rapport-audit");
		await shoot(manager, `${answered}/comparaison`, "declare-retenu", "main section h2");
		await shoot(manager, `${answered}/reunions`, "reunions");

		const network = await signedIn("reseau");
		await shoot(network, "/audits?mois=2026-12", "audits-calendrier");
		await shoot(network, "/calibrage", "calibrage");
		await shoot(network, "/programme", "programme", "h2:has-text('À placer')");

		const auditor = await signedIn("audit");
		await auditor.goto("/audits");
		const toSign = await hrefOf(auditor, "main a[href$='/declaration']");
		const visit = await hrefOf(auditor, "tr:has-text('En cours') a[href^='/audits/']");
		await shoot(auditor, toSign, "declaration-interets");
		await shoot(auditor, `${visit}/preparation`, "plan-audit");
		await shoot(auditor, `${visit}/visite/JUR`, "fiche-visite", "#JUR-06");

		const board = await signedIn("ca");
		await shoot(board, "/reseau?annee=2025", "reseau");
	} finally {
		await browser.close();
		await server.stop();
		await rm(dataDir, { recursive: true, force: true });
	}
}

main().then(
	() => process.exit(0),
	(error) => {
		console.error(error);
		process.exit(1);
	},
);
