/**
 * Owns the lock of the prepared visits: a pair of keys whose private half is sealed under the code the person chose. Pages are
 * sealed to the public half, so that a copy is refreshed without asking for the code; the code itself is kept nowhere.
 */
import { sealBytes } from "../assessment/sealing";
import { inVisits, type KeptPage, type VisitLock } from "./visit-database";

/** OWASP's figure for PBKDF2 with SHA-256. */
const ROUNDS = 600_000;
const RSA = { name: "RSA-OAEP", modulusLength: 3072, publicExponent: new Uint8Array([1, 0, 1]), hash: "SHA-256" };
export const CODE_LENGTH = 10;

/** Null when there is none, or when it is another person's. */
export async function readLock(personId: string): Promise<VisitLock | null> {
	const lock = await inVisits<VisitLock>("readonly", (store) => store("locks").get("lock"));
	return lock?.personId === personId ? lock : null;
}

export async function makeLock(personId: string, code: string): Promise<VisitLock> {
	const pair = await crypto.subtle.generateKey(RSA, true, ["encrypt", "decrypt"]);
	const salt = crypto.getRandomValues(new Uint8Array(16));
	const typed = new TextEncoder().encode(code.normalize("NFC").trim());
	const material = await crypto.subtle.importKey("raw", typed, "PBKDF2", false, ["deriveKey"]);
	const how = { name: "PBKDF2", hash: "SHA-256", salt, iterations: ROUNDS };
	const key = await crypto.subtle.deriveKey(how, material, { name: "AES-GCM", length: 256 }, false, ["encrypt"]);
	const sealed = await sealBytes(new Uint8Array(await crypto.subtle.exportKey("pkcs8", pair.privateKey)), key);
	return { id: "lock", personId, publicKey: pair.publicKey, salt, rounds: ROUNDS, sealed };
}

/** What the worker needs to answer with the page as it came. */
export interface PageContent {
	readonly title: string;
	readonly html: string;
	readonly csp: string;
}

export async function sealPage(
	{ publicKey }: VisitLock,
	content: PageContent,
): Promise<Pick<KeptPage, "wrapped" | "sealed">> {
	const key = await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, true, ["encrypt"]);
	const sealed = await sealBytes(new TextEncoder().encode(JSON.stringify(content)), key);
	const raw = await crypto.subtle.exportKey("raw", key);
	return { sealed, wrapped: await crypto.subtle.encrypt({ name: "RSA-OAEP" }, publicKey, raw) };
}
