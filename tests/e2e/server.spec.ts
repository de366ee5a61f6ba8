/** The server seen from outside: health, guards, headers, the second start, the public figures, a production start. */
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startAppServer } from "../support/app-server";
import { openStage, type Stage } from "../support/stage";

const run = promisify(execFile);
let stage: Stage;
beforeAll(async () => {
	stage = await openStage();
});
afterAll(() => stage.close());

describe("the server", () => {
	it("says it is alive and ready", async () => {
		for (const path of ["/healthz", "/readyz"]) expect((await fetch(stage.origin + path)).status).toBe(200);
	});

	it("gives the public key figures of the reference year", async () => {
		const response = await fetch(`${stage.origin}/api/v1/key-figures?year=2025`);
		expect(response.headers.get("content-type")).toContain("application/json");
		expect(response.headers.get("cache-control")).toBe("public, max-age=300");
		expect(await response.json()).toMatchObject({
			year: 2025,
			cooperatives: 71,
			engaged: 53,
			new: 11,
			labelled: 11,
			audited: 10,
			standard: { version: "1.0", publishedOn: "2023-01-16" },
		});
		expect((await fetch(`${stage.origin}/api/v1/key-figures?year=deux`)).status).toBe(400);
	});

	it("accepts a write from its own pages only", async () => {
		const body = new URLSearchParams({ email: "gerance@demo.example", password: "demo-label-cae" });
		const from = (headers: Record<string, string>) =>
			fetch(`${stage.origin}/connexion`, { method: "POST", body, headers, redirect: "manual" });
		expect((await from({ Origin: stage.origin })).status).toBe(302);
		expect((await from({ "Sec-Fetch-Site": "same-origin" })).status).toBe(302);
		for (const headers of [
			{ Origin: "https://evil.example" },
			{ Origin: "null" },
			{},
			{ "Sec-Fetch-Site": "cross-site", Origin: stage.origin },
			{ "Sec-Fetch-Site": "same-site", Origin: stage.origin },
		]) {
			expect((await from(headers as Record<string, string>)).status).toBe(403);
		}
	});

	it("refuses a body over one megabyte before reading it", async () => {
		const response = await fetch(`${stage.origin}/connexion`, {
			method: "POST",
			body: new URLSearchParams({ email: "x".repeat(1_100_000) }),
			headers: { Origin: stage.origin },
		});
		expect(response.status).toBe(413);
	});

	it("sends strict headers, and no inline script without the nonce", async () => {
		const response = await fetch(`${stage.origin}/connexion`);
		const csp = response.headers.get("content-security-policy") ?? "";
		const nonce = /'nonce-([^']+)'/.exec(csp)?.[1];
		expect(csp).toContain("default-src 'none'");
		expect(csp).toContain("frame-ancestors 'none'");
		expect(csp).not.toContain("unsafe");
		expect(response.headers.get("x-content-type-options")).toBe("nosniff");
		expect(response.headers.get("x-powered-by")).toBeNull();
		expect(response.headers.get("cache-control")).toBe("no-store");
		const html = await response.text();
		for (const [tag] of html.matchAll(/<script[^>]*>/g)) expect(tag).toContain(`nonce="${nonce}"`);
		expect(html).not.toMatch(/ style="/);
	});

	it("refuses a second start on the same data folder, naming the first", async () => {
		const second = run("node", ["scripts/start.mjs"], {
			env: { ...process.env, DATA_DIR: stage.dataDir, PORT: "0", DATABASE_URL: "" },
		});
		await expect(second).rejects.toMatchObject({
			code: 1,
			stderr: expect.stringMatching(new RegExp(`déjà ouvert par le processus ${stage.pid}`)),
		});
		expect((await fetch(`${stage.origin}/readyz`)).status).toBe(200);
	});

	it("never seeds nor has a default account in production; the command line makes the first", async () => {
		const empty = await startAppServer();
		const signIn = (email: string, password: string) =>
			fetch(`${empty.origin}/connexion`, {
				method: "POST",
				body: new URLSearchParams({ email, password }),
				headers: { Origin: empty.origin },
				redirect: "manual",
			});
		try {
			const figures = await (await fetch(`${empty.origin}/api/v1/key-figures?year=2025`)).json();
			expect(figures).toMatchObject({ cooperatives: 0, engaged: 0, labelled: 0, standard: null });
			expect((await signIn("reseau@demo.example", "demo-label-cae")).status).toBe(400);
			expect(await (await fetch(`${empty.origin}/connexion`)).text()).not.toContain("demo-label-cae");
			await empty.halt();
			const made = await run("npm", ["run", "--silent", "admin:create", "--", "--email", "premiere@cae.example"], {
				env: { ...process.env, DATA_DIR: empty.dataDir, DATABASE_URL: "" },
			});
			const password = /fois : (\S+)/.exec(made.stdout)?.[1] ?? "";
			expect(password.length).toBeGreaterThanOrEqual(12);
			await empty.restart();
			expect((await signIn("premiere@cae.example", password)).status).toBe(302);
		} finally {
			await empty.stop();
		}
	});
});
