/** Evidence in a browser: sent with and without JavaScript, through a cut line and a killed server. */
import { readdir, readFile, writeFile } from "node:fs/promises";
import net from "node:net";
import path from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findViolations } from "../support/axe";
import { openStage, type Stage } from "../support/stage";

let stage: Stage;
beforeAll(async () => {
	stage = await openStage();
});
afterAll(() => stage.close());

const addressOf = async (page: Page, criterion: string) =>
	`/auto-evaluations/${await stage.ownDraft(page)}/criteres/${criterion}/pieces`;
const textFile = (name: string, content: string) => ({ name, mimeType: "text/plain", buffer: Buffer.from(content) });
const incoming = () => readdir(path.join(stage.dataDir, "evidence", "incoming")).catch(() => []);

async function downloaded(page: Page, name: string): Promise<string> {
	const waiting = page.waitForEvent("download");
	await page.getByRole("link", { name: `télécharger ${name}` }).click();
	return readFile(await (await waiting).path(), "utf8");
}

describe("evidence", () => {
	it("is attached without JavaScript: what is refused is named, the rest is kept", async () => {
		const page = await stage.signedIn("gerance@demo.example", { javaScript: false });
		await page.goto(await addressOf(page, "JUR-02"));
		await page.locator("#fichiers").setInputFiles([textFile("statuts.txt", "Nos statuts"), textFile("vide.pdf", "")]);
		await page.getByRole("button", { name: "Déposer et joindre" }).click();
		await page.getByText("1 pièce enregistrée").waitFor();
		await page.getByText("« vide.pdf » : le fichier est vide").waitFor();
		expect(await downloaded(page, "statuts.txt")).toBe("Nos statuts");
		const archive = await page.request.get(`/auto-evaluations/${await stage.ownDraft(page)}/pieces.zip`);
		expect([archive.status(), archive.headers()["content-type"]]).toEqual([200, "application/zip"]);
		expect(archive.headers()["content-security-policy"]).toBe("default-src 'none'; sandbox");
		const bytes = (await archive.body()).toString("utf8");
		expect(bytes).toContain("Nos statuts");
		expect(bytes).toContain("manifeste.csv");
		await page.goto(await addressOf(page, "JUR-02"));
		// What was typed stays when a date can't be.
		await page.getByLabel("Titre").fill("Un titre qui reste");
		await page.getByLabel("Émise le").fill("2026-01-05");
		await page.getByLabel("Valable jusqu’au").fill("2026-01-04");
		await page.locator("#fichiers").setInputFiles(textFile("a.txt", "a"));
		await page.getByRole("button", { name: "Déposer et joindre" }).click();
		await page.getByText("La fin de validité vient avant la date d’émission.").waitFor();
		expect(await page.getByLabel("Titre").inputValue()).toBe("Un titre qui reste");
		await page.context().close();
	});

	for (const width of [1280, 390]) {
		it(`has no accessibility defect at ${width} px, with files under way`, async () => {
			const page = await stage.signedIn("gerance@demo.example", { width });
			await page.goto(await addressOf(page, "JUR-03"));
			await page.route("**/pieces/envoi", (route) => route.abort());
			await page.getByText("Vous pouvez aussi les glisser ici").waitFor();
			await page.locator("#fichiers").setInputFiles([textFile("un.txt", "un"), textFile("vide.txt", "")]);
			await page.getByText("Connexion coupée à 0").waitFor();
			await page.getByText("Pas gardé : le fichier est vide").waitFor();
			expect(await findViolations(page)).toEqual([]);
			const overflow = () =>
				page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
			expect(await overflow()).toBe(0);
			await page.unroute("**/pieces/envoi");
			await page.getByText("1 fichier envoyé sur 2").waitFor();
			// By keyboard alone: take the empty one away, then leave.
			await page.getByRole("button", { name: "Enlever vide.txt de l’envoi" }).press("Enter");
			await page.getByRole("button", { name: "Déposer et joindre" }).press("Enter");
			await page.getByText("Pièce jointe à ce critère.").waitFor();
			expect(await findViolations(page)).toEqual([]);
			await page.getByRole("link", { name: "Toutes les pièces de votre CAE" }).click();
			await page.getByRole("heading", { level: 1, name: "Pièces" }).waitFor();
			expect(await findViolations(page)).toEqual([]);
			expect(await overflow()).toBe(0);
			await page.getByRole("link", { name: "un", exact: true }).first().click();
			await page.getByRole("heading", { level: 2, name: "Retirer de la bibliothèque" }).waitFor();
			expect(await findViolations(page)).toEqual([]);
			expect(await overflow()).toBe(0);
			await page.context().close();
		}, 60_000);
	}

	it("cut at 70 % goes on where it stopped, after a return of the line and after a reload", async () => {
		const page = await stage.signedIn("gerance@demo.example");
		const content = Array.from({ length: 400_000 }, (_, line) => `ligne ${line}`).join("\n");
		const parts = Math.ceil(content.length / (512 * 1024));
		// On the disk: chosen again, it has the same date.
		const file = path.join(stage.dataDir, "registre.txt");
		await writeFile(file, content);
		await page.goto(await addressOf(page, "JUR-04"));
		let sent = 0;
		let cut = true;
		await page.route("**/pieces/envoi", (route) => {
			const isPart = (route.request().headers()["content-type"] ?? "").startsWith("multipart/");
			if (cut && isPart && sent >= Math.floor(parts * 0.7)) return route.abort();
			if (isPart) sent += 1;
			return route.continue();
		});
		const choose = async () => {
			await page.getByText("Vous pouvez aussi les glisser ici").waitFor();
			await page.locator("#fichiers").setInputFiles(file);
		};
		await choose();
		await page.getByText("Connexion coupée à 6").or(page.getByText("Connexion coupée à 7")).waitFor();
		await page.reload();
		await choose();
		await page.getByText("Connexion coupée à 6").or(page.getByText("Connexion coupée à 7")).waitFor();
		// Pressed before all has gone: the form waits, then leaves by itself.
		await page.getByRole("button", { name: "Déposer et joindre" }).click();
		await page.getByText("L’enregistrement se fera dès que tout sera envoyé.").waitFor();
		cut = false;
		await page.getByText("Pièce jointe à ce critère.").waitFor({ timeout: 40_000 });
		expect(sent).toBe(parts);
		expect(await downloaded(page, "registre.txt")).toBe(content);
		expect(await incoming()).toEqual([]);
		await page.context().close();
	}, 90_000);

	it("leaves no file behind when the server is killed while it comes", async () => {
		const page = await stage.signedIn("gerance@demo.example", { javaScript: false });
		const address = await addressOf(page, "JUR-05");
		const cookie = (await page.context().cookies()).map(({ name, value }) => `${name}=${value}`).join("; ");
		const { hostname, port } = new URL(stage.origin);
		const socket = net.connect(Number(port), hostname);
		socket.on("error", () => undefined);
		const head = '--b\r\nContent-Disposition: form-data; name="fichiers"; filename="long.txt"\r\n\r\n';
		socket.write(
			`POST ${address} HTTP/1.1\r\nHost: ${hostname}\r\nOrigin: ${stage.origin}\r\nCookie: ${cookie}\r\n` +
				`Content-Type: multipart/form-data; boundary=b\r\nContent-Length: 5000000\r\n\r\n${head}${"x".repeat(1_000_000)}`,
		);
		for (let turn = 0; turn < 100 && (await incoming()).length === 0; turn += 1) {
			await new Promise((resolve) => setTimeout(resolve, 50));
		}
		expect((await incoming()).length).toBe(1);
		await stage.killServer();
		expect((await incoming()).length).toBe(1);
		await stage.restartServer();
		expect(await incoming()).toEqual([]);
		socket.destroy();
		await page.goto(address);
		expect(await page.getByText("long").count()).toBe(0);
		await page.context().close();
	}, 60_000);
});
