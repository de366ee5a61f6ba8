/** Bytes are a promise too: first-load JavaScript, CSS, and the HTML of each domain's sheet, all gzipped. */
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { gzipped } from "../support/gzipped";
import { openStage, type Stage } from "../support/stage";

const KB = 1000;
let stage: Stage;
beforeAll(async () => {
	stage = await openStage();
});
afterAll(() => stage.close());

describe("weight", () => {
	it("loads less than 110 kB of JavaScript and 15 kB of CSS on the first page of each role", async () => {
		for (const email of ["gerance@demo.example", "audit@demo.example", "ca@demo.example", "reseau@demo.example"]) {
			const page = await stage.signedIn(email, { javaScript: false });
			await page.goto("/accueil");
			const files = await page.evaluate(() => ({
				scripts: [...document.querySelectorAll<HTMLLinkElement>('link[rel="modulepreload"]')].map(({ href }) => href),
				inline: [...document.scripts].map(({ textContent }) => textContent).join("\n"),
				styles: [...document.querySelectorAll<HTMLLinkElement>('link[rel="stylesheet"]')].map(({ href }) => href),
			}));
			const imported = [...files.inline.matchAll(/["'](\/assets\/[^"']+\.js)["']/g)].map((match) => match[1] ?? "");
			const manifest = imported.filter((path) => /manifest|entry\.client/.test(path));
			const scripts = new Set([...files.scripts.map((href) => new URL(href).pathname), ...manifest]);
			const sizes = await Promise.all([...scripts].map((path) => gzipped(stage.origin + path)));
			const styles = await Promise.all(files.styles.map((href) => gzipped(href)));
			const total = sizes.reduce((sum, size) => sum + size, 0);
			expect(scripts.size).toBeGreaterThan(3);
			expect(total).toBeLessThan(110 * KB);
			expect(styles.reduce((sum, size) => sum + size, 0)).toBeLessThan(15 * KB);
			console.log(`${email}: ${(total / KB).toFixed(1)} kB of JavaScript in ${scripts.size} files`);
		}
	});

	it("carries no validation library to the browser", async () => {
		const files = (await readdir("build/client/assets")).filter((name) => name.endsWith(".js"));
		const texts = await Promise.all(files.map((name) => readFile(path.join("build/client/assets", name), "utf8")));
		expect(files.length).toBeGreaterThan(50);
		expect(files.filter((_, at) => texts[at]?.includes("ZodError"))).toEqual([]);
	});

	it("sends each domain's sheet in less than 15 kB of HTML", async () => {
		const page = await stage.signedIn("gerance@demo.example", { javaScript: false });
		const id = await stage.ownDraft(page);
		const sizes: string[] = [];
		for (const domain of ["JUR", "FIN", "RHU", "ACC", "ANC"]) {
			const size = await gzipped(`${stage.origin}/auto-evaluations/${id}/domaines/${domain}`, page);
			sizes.push(`${domain} ${(size / KB).toFixed(1)}`);
			expect([domain, size]).toSatisfy(([, bytes]: [string, number]) => bytes < 15 * KB);
		}
		console.log(`domain sheets in kB: ${sizes.join(", ")}`);
	});
});
