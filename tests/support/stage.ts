/** Owns the stage of a browser journey: its own copy of the demonstration, its own server, its own browser. */
import type { Browser, Page } from "playwright-core";
import { inject } from "vitest";
import { DEMO_PASSWORD } from "~/services/access/demo-accounts";
import { startAppServer } from "./app-server";
import { launchChromium } from "./chromium";
import { copyFolder } from "./copy-folder";
import { createTemporaryFolder } from "./temporary-folder";

export interface PageOptions {
	readonly javaScript?: boolean;
	/** 1280 unless told. */
	readonly width?: number;
	/** 2: the page is read at 200 %, half as many pixels to an edge. */
	readonly zoom?: 1 | 2;
	/** The system's colours replace ours. */
	readonly forcedColors?: boolean;
}

export interface Stage {
	readonly origin: string;
	readonly dataDir: string;
	readonly pid: number;
	/** Everything the server wrote so far. */
	readonly logs: string;
	/** A page of a browser of one's own, not signed in. */
	visitor(options?: PageOptions): Promise<Page>;
	/** On the home page, signed in. How one signs in is the journey of account.spec. */
	signedIn(email: string, options?: PageOptions): Promise<Page>;
	signIn(page: Page, email: string): Promise<void>;
	/** The draft of the signed-in person's cooperative. */
	ownDraft(page: Page): Promise<string>;
	/** A submitted assessment of a cooperative that is not the demo manager's, with an audit to come if asked. */
	foreignAssessment(): Promise<{ id: string; cooperativeId: string }>;
	/** Identifier of a demo auditor by name, as someone writing the address by hand would know it. */
	auditorId(name: string): Promise<string>;
	/** Resolves once the sheet saves by itself. */
	alive(page: Page): Promise<void>;
	/** Resolves once every change is acknowledged. */
	allSaved(page: Page): Promise<void>;
	/** As a service manager would. */
	haltServer(): Promise<unknown>;
	killServer(): Promise<void>;
	restartServer(): Promise<void>;
	close(): Promise<void>;
}

const UUID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/;

export interface StageOptions {
	/** Variables of the server's environment. */
	readonly env?: Readonly<Record<string, string>>;
	/** What is done to the folder before the server opens it. */
	readonly prepare?: (dataDir: string) => Promise<void>;
}

export async function openStage({ env, prepare }: StageOptions = {}): Promise<Stage> {
	const folder = await createTemporaryFolder("stage");
	const dataDir = folder.path;
	await copyFolder(inject("demoFolder"), dataDir);
	await prepare?.(dataDir);
	const server = await startAppServer({ dataDir, env: { APP_DEMO: "1", ...env } });
	const browser: Browser = await launchChromium();

	async function visitor(options: PageOptions = {}): Promise<Page> {
		const { javaScript = true, width = 1280, zoom = 1, forcedColors = false } = options;
		const context = await browser.newContext({
			baseURL: server.origin,
			javaScriptEnabled: javaScript,
			locale: "fr-FR",
			timezoneId: "Europe/Paris",
			viewport: { width: width / zoom, height: 900 / zoom },
			deviceScaleFactor: zoom,
			forcedColors: forcedColors ? "active" : "none",
		});
		context.setDefaultTimeout(15_000);
		return context.newPage();
	}

	async function signIn(page: Page, email: string): Promise<void> {
		await page.goto("/connexion");
		await page.getByLabel("Adresse e-mail").fill(email);
		await page.getByLabel("Mot de passe").fill(DEMO_PASSWORD);
		await page.getByRole("button", { name: "Se connecter" }).click();
		await page.waitForURL("**/accueil");
	}

	/** The form as the browser sends it, without drawing its page first. */
	async function signedIn(email: string, options?: PageOptions): Promise<Page> {
		const page = await visitor(options);
		const answer = await page.request.post("/connexion", {
			form: { email, password: DEMO_PASSWORD },
			headers: { "Sec-Fetch-Site": "same-origin" },
			maxRedirects: 0,
		});
		if (answer.status() !== 302) throw new Error(`${email} did not sign in: ${answer.status()}`);
		await page.goto("/accueil");
		return page;
	}

	return {
		origin: server.origin,
		dataDir,
		get pid() {
			return server.pid;
		},
		get logs() {
			return server.logs;
		},
		visitor,
		signedIn,
		signIn,
		async ownDraft(page) {
			await page.goto("/accueil");
			const href = await page.getByRole("link", { name: "Ouvrir l’auto-évaluation" }).first().getAttribute("href");
			const id = UUID.exec(href ?? "")?.[0];
			if (!id) throw new Error("the demo manager has no open assessment");
			return id;
		},
		async foreignAssessment() {
			const page = await signedIn("reseau@demo.example", { javaScript: false });
			await page.goto("/auto-evaluations");
			const href = await page.locator("table a[href^='/auto-evaluations/']").first().getAttribute("href");
			const id = UUID.exec(href ?? "")?.[0] ?? "";
			await page.goto(href ?? "");
			const progress = await page.locator("a[href*='/progres']").first().getAttribute("href");
			await page.context().close();
			return { id, cooperativeId: UUID.exec(progress ?? "")?.[0] ?? "" };
		},
		async auditorId(name) {
			const { AUDITORS } = await import("../../scripts/demo/people");
			const found = AUDITORS.find((auditor) => auditor.name === name);
			if (!found) throw new Error(`no demo auditor named ${name}`);
			return found.id;
		},
		async alive(page) {
			await page.locator("article.criterion").first().waitFor();
			await page.waitForFunction(() => document.querySelector(".criterion-foot button[type=submit]") === null);
		},
		async allSaved(page) {
			await page.waitForFunction(
				() => document.querySelector(".save-state-saving, .save-state-retrying, .save-state-conflict") === null,
			);
			// Nothing left on the shelf of the browser: all of it is acknowledged.
			await page.waitForFunction(() => !Object.keys(localStorage).some((key) => key.startsWith("label-cae:")));
		},
		haltServer: () => server.halt(),
		killServer: () => server.kill9(),
		restartServer: () => server.restart(),
		async close() {
			await browser.close();
			await server.stop();
			await folder.remove();
		},
	};
}
