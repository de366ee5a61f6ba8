/**
 * Owns the copy of one visit for use without network: its pages sealed, the scripts and styles they need, when it was
 * made and of what, and its end: at the report, at the loss of access, after seven days, at sign-out (unsent-shelf.ts).
 */
import { paths } from "~/paths";
import { hasVisits, inVisits, type KeptFile, type KeptPage, type VisitCopy, type VisitLock } from "./visit-database";
import { makeLock, readLock, sealPage } from "./visit-lock";
import { VISIT_WORKER } from "./visit-worker";

const KEPT_DAYS = 7;
const DAY_MS = 86_400_000;

export interface WantedCopy {
	readonly auditId: string;
	readonly personId: string;
	readonly stamp: string;
	readonly addresses: readonly string[];
}

export type PrepareProgress = (done: number, of: number) => void;

/** The server did not give a page of the visit. */
export class PageRefusedError extends Error {
	constructor(readonly status: number) {
		super(`a page of the visit was answered ${status}`);
	}
}

export function keepsCopies(): boolean {
	return "serviceWorker" in navigator && "indexedDB" in globalThis && globalThis.crypto?.subtle !== undefined;
}

/** The version of the application that this page comes from. */
export function currentBuild(): string {
	return (globalThis as { __remixManifest?: { version: string } }).__remixManifest?.version ?? "";
}

/** What this person keeps of that audit. What another person kept here, or what is too old, goes. */
export async function readCopy(auditId: string, personId: string, now: Date): Promise<VisitCopy | null> {
	if (!(await hasVisits())) return null;
	const copies = (await inVisits<VisitCopy[]>("readonly", (store) => store("copies").getAll())) ?? [];
	const ended = copies.filter((copy) => copy.personId !== personId || copy.expiresAt <= now.toISOString());
	for (const copy of ended) await forgetVisit(copy.auditId);
	return copies.find((copy) => copy.auditId === auditId && !ended.includes(copy)) ?? null;
}

/** Whether this person chose a code here already. */
export async function hasLock(personId: string): Promise<boolean> {
	return (await hasVisits()) && (await readLock(personId)) !== null;
}

/** @param code needed the first time only */
export async function prepareVisit(
	wanted: WantedCopy,
	code: string,
	now: Date,
	onProgress: PrepareProgress,
): Promise<VisitCopy> {
	const { auditId, personId, stamp, addresses } = wanted;
	await navigator.serviceWorker.register(VISIT_WORKER, { scope: paths.audits.list() });
	const known = await readLock(personId);
	const lock = known ?? (await makeLock(personId, code));
	const pages: KeptPage[] = [];
	const files = new Map<string, KeptFile>();
	for (const [rank, path] of addresses.entries()) {
		const { page, html } = await fetchPage(lock, { path, auditId, rank });
		pages.push(page);
		await fetchFiles(html, files);
		onProgress(rank + 1, addresses.length);
	}
	const bytes = [
		...pages.map(({ sealed }) => sealed.length),
		...[...files.values()].map(({ bytes }) => bytes.byteLength),
	];
	const copy: VisitCopy = {
		auditId,
		personId,
		preparedAt: now.toISOString(),
		expiresAt: new Date(now.getTime() + KEPT_DAYS * DAY_MS).toISOString(),
		stamp,
		build: currentBuild(),
		pages: pages.length,
		bytes: bytes.reduce((sum, size) => sum + size, 0),
	};
	if (!known) await forgetAll();
	await inVisits("readwrite", (store) => {
		store("locks").put(lock);
		store("copies").put(copy);
		for (const page of pages) store("pages").put(page);
		for (const file of files.values()) store("files").put(file);
		return undefined;
	});
	void navigator.storage?.persist?.().catch(() => false);
	return copy;
}

/** The page as it is now takes the place of its copy; the code is not needed. */
export async function refreshPage(auditId: string, personId: string, path: string): Promise<void> {
	const lock = await readLock(personId);
	const kept = await inVisits<KeptPage>("readonly", (store) => store("pages").get(path));
	if (!lock || kept?.auditId !== auditId) return;
	const { page } = await fetchPage(lock, kept);
	await inVisits("readwrite", (store) => store("pages").put(page));
}

/** The copy of that visit goes, and with the last one all that was kept. */
export async function forgetVisit(auditId: string): Promise<void> {
	if (!(await hasVisits())) return;
	const pages = (await inVisits<KeptPage[]>("readonly", (store) => store("pages").getAll())) ?? [];
	await inVisits("readwrite", (store) => {
		store("copies").delete(auditId);
		for (const page of pages) if (page.auditId === auditId) store("pages").delete(page.path);
		return undefined;
	});
	if ((await inVisits<number>("readonly", (store) => store("copies").count())) === 0) await forgetAll();
}

async function forgetAll(): Promise<void> {
	await inVisits("readwrite", (store) => {
		for (const name of ["locks", "copies", "pages", "files"] as const) store(name).clear();
		return undefined;
	});
}

async function fetchPage(lock: VisitLock, { path, auditId, rank }: Pick<KeptPage, "path" | "auditId" | "rank">) {
	const response = await fetch(path, { headers: { Accept: "text/html" }, cache: "no-store", redirect: "manual" });
	if (response.status !== 200) throw new PageRefusedError(response.status);
	const html = await response.text();
	const title = new DOMParser().parseFromString(html, "text/html").title.replace(/ · Label CAE$/, "");
	const csp = response.headers.get("Content-Security-Policy") ?? "default-src 'none'";
	const page: KeptPage = { path, auditId, rank, ...(await sealPage(lock, { title, html, csp })) };
	return { page, html };
}

const NAMED = /(?:\/assets\/|["'(]assets\/|["']\.\/)([\w.-]+\.(?:js|css|woff2|svg|png))/g;

/** Every file of ours that the page names, and those that these name in turn: loaded later, they are needed all the same. */
async function fetchFiles(text: string, files: Map<string, KeptFile>): Promise<void> {
	const named = new Set([...text.matchAll(NAMED)].map(([, name]) => `/assets/${name}`));
	for (const path of named) {
		if (files.has(path)) continue;
		const response = await fetch(path);
		if (response.status !== 200) throw new PageRefusedError(response.status);
		const bytes = await response.arrayBuffer();
		const type = response.headers.get("Content-Type") ?? "";
		files.set(path, { path, type, bytes });
		// The manifest names the files of all the pages there are.
		if (/\.(js|css)$/.test(path) && !path.startsWith("/assets/manifest-")) {
			await fetchFiles(new TextDecoder().decode(bytes), files);
		}
	}
}
