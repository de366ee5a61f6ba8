/** Owns the tablet of a visit: a browser that keeps its profile when it is closed, and what it holds of prepared visits; the gestures done on it. */
import { createHash } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { type BrowserContext, chromium, type Page } from "playwright-core";
import { redrawImage } from "~/services/evidence/inspect-image.server";
import { findChromium } from "./chromium";
import { takePhoto } from "./photo";
import { createTemporaryFolder } from "./temporary-folder";

export interface Shot {
	readonly criterionId: string;
	/** Of what the server makes of these very bytes: an image is drawn again on arrival. */
	readonly sha256: string;
}

const hashOf = (bytes: Buffer) => createHash("sha256").update(bytes).digest("hex");

export async function takeTablet(profile: string, baseURL: string): Promise<{ tablet: BrowserContext; page: Page }> {
	const { executablePath, env } = await findChromium();
	const tablet = await chromium.launchPersistentContext(profile, {
		executablePath,
		args: ["--no-sandbox", "--disable-gpu"],
		env: { ...process.env, ...env } as Record<string, string>,
		baseURL,
		locale: "fr-FR",
		timezoneId: "Europe/Paris",
		viewport: { width: 820, height: 1180 },
	});
	tablet.setDefaultTimeout(20_000);
	return { tablet, page: tablet.pages()[0] ?? (await tablet.newPage()) };
}

/** All that may be kept: `texts` are the entries and the photos that wait. */
export const left = (page: Page) =>
	page.evaluate(async () => ({
		databases: (await indexedDB.databases()).map(({ name }) => name),
		texts: Object.keys(localStorage).filter((name) => /^label-cae(:|-photos|-visite)/.test(name)),
		caches: await caches.keys(),
		workers: (await navigator.serviceWorker.getRegistrations()).length,
	}));

/** Addresses of the pages kept, each with its sealed bytes read as text. */
export async function keptPages(page: Page): Promise<readonly (readonly [string, string])[]> {
	if (!(await left(page)).databases.includes("label-cae-visite")) return [];
	return page.evaluate(async () => {
		const database = await new Promise<IDBDatabase>((resolve) => {
			const opening = indexedDB.open("label-cae-visite");
			opening.onsuccess = () => resolve(opening.result);
		});
		const rows = await new Promise<{ sealed: Uint8Array; path: string }[]>((resolve) => {
			const asked = database.transaction("pages").objectStore("pages").getAll();
			asked.onsuccess = () => resolve(asked.result);
		});
		database.close();
		return rows.map(({ sealed, path }) => [path, new TextDecoder("latin1").decode(sealed)] as const);
	});
}

async function hashDrawn(bytes: Buffer): Promise<string> {
	const folder = await createTemporaryFolder("drawn");
	const [from, to] = [path.join(folder.path, "from"), path.join(folder.path, "to")];
	await writeFile(from, bytes);
	await redrawImage(from, to, "jpeg");
	const hash = hashOf(await readFile(to));
	await folder.remove();
	return hash;
}

/** Photos taken now, added to `shots`, and kept here: sealed, before anything of them leaves. */
export async function photograph(page: Page, shots: Shot[], id: string, count: number): Promise<void> {
	const input = page.locator(`#${id} input[type=file]`);
	await input.waitFor({ state: "attached" });
	for (let at = 0; at < count; at++) {
		const photo = await takePhoto(`IMG_${shots.length}.jpg`);
		shots.push({ criterionId: id, sha256: await hashDrawn(photo.buffer) });
		await input.setInputFiles(photo);
	}
	await keptPhotos(page, id, count);
}

/** Resolves once so many photos of that criterion are shown as kept here. */
export async function keptPhotos(page: Page, id: string, count: number): Promise<void> {
	const own = page.locator(`#${id} ul[aria-label="Photos de ${id}"]`).getByText(/gardée sur cet appareil/);
	await own.nth(count - 1).waitFor({ state: "attached" });
}

/** The server takes the first photo, and the network goes before its answer arrives: to the page, nothing was sent. */
export const loseFirstAnswer = (page: Page) =>
	page.addInitScript(() => {
		const real = window.fetch;
		window.fetch = async (asked, init) => {
			const answer = await real(asked, init);
			if (!String(asked).endsWith("/photos") || sessionStorage.getItem("lost")) return answer;
			sessionStorage.setItem("lost", String(answer.status));
			throw new TypeError("Failed to fetch");
		};
	});

/** The photos as anybody of the team gets them back, in the order of these criteria. */
export async function arrivedPhotos(page: Page, ids: readonly string[]) {
	const found: Shot[] = [];
	for (const id of ids) {
		const links = page.locator(`ul[aria-label="Photos de la visite, ${id}"] a`);
		for (const link of await links.all()) {
			const answer = await page.request.get((await link.getAttribute("href")) ?? "");
			found.push({ criterionId: id, sha256: hashOf(await answer.body()) });
		}
	}
	return found;
}

export async function writeMeeting(
	page: Page,
	kind: "opening" | "closing",
	{ from, to, said }: { readonly from: string; readonly to: string; readonly said: string },
): Promise<void> {
	const form = page.locator(`#${kind}`);
	await form.getByLabel("Jour").fill("2026-03-12");
	await form.getByLabel("Début").fill(from);
	await form.getByLabel("Fin").fill(to);
	await form.getByLabel("Personnes présentes").fill("Gérante, comptable");
	await form.getByLabel("Ce qui a été dit").fill(said);
	await form.getByLabel("Nom de la personne").fill("Anne Le Goff");
	await form.getByLabel("Sa fonction").fill("gérante");
	await form.getByLabel(/Lu et reçu/).check();
}
