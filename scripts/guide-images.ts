/** `npm run guide:images`: takes the screenshots of the guides from the demonstration, in a folder of its own. */
import { execFile } from "node:child_process";
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import type { Page } from "playwright-core";
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
	async function shoot(page: Page, address: string | null, name: string): Promise<void> {
		if (address) await page.goto(address);
		await page.waitForLoadState("networkidle");
		await page.screenshot({ path: path.join(FOLDER, `${name}.png`) });
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

		const network = await signedIn("reseau");
		await shoot(network, "/audits?mois=2026-12", "audits-calendrier");

		const auditor = await signedIn("audit");
		const visit = await hrefOf(auditor, "main a[href^='/audits/']");
		await shoot(auditor, `${visit}/visite/JUR`, "fiche-visite");

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
