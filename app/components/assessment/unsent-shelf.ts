/**
 * Owns the shelf in the browser where unsent text waits. It is sealed with a key that the server hands to the signed-in
 * person only: on a shared computer nobody finds another's words, and their owner finds them again after signing in.
 */
import { createContext } from "react";
import type { OutboxStore, Unsent } from "./answer-outbox";

const PREFIX = "label-cae:";

/** The key of the signed-in person's shelf: 32 bytes, hex. */
export const ShelfKeyContext = createContext("");

/** Once the person has signed out, what a form still on the page would keep is no longer written. */
let closed = false;

/** One place per person, assessment (or audit) and criterion. */
export async function openShelf(
	keyText: string,
	personId: string,
	recordId: string,
	criterionId: string,
): Promise<OutboxStore> {
	const name = `${PREFIX}${personId}:${recordId}:${criterionId}`;
	const shelf = shelfOf();
	const key = await importKey(keyText);
	const found = await readSealed(shelf, name, key);
	let turn = 0;
	return {
		read: () => found,
		write(unsent) {
			turn += 1;
			if (!unsent) return remove(shelf, name);
			if (closed) return;
			const mine = turn;
			// Holds the place at once: whoever counts what is unsent sees it before it is sealed.
			put(shelf, name, read(shelf, name) ?? "");
			void seal(JSON.stringify(unsent), key).then((sealed) => {
				if (mine === turn && !closed) put(shelf, name, sealed);
			});
		},
	};
}

/** How many answers of that person this browser still holds. */
export function countUnsent(personId: string): number {
	return unsentNames(`${PREFIX}${personId}:`).length;
}

/** Forgets what is unsent, whoever wrote it: the session is over. */
export function closeShelf(): void {
	closed = true;
	for (const name of unsentNames(PREFIX)) remove(shelfOf(), name);
}

function unsentNames(prefix: string): string[] {
	try {
		return Object.keys(shelfOf()).filter((name) => name.startsWith(prefix));
	} catch {
		return [];
	}
}

/** Without https there is no sealing: the text then lasts no longer than the tab. */
function shelfOf(): Storage {
	return canSeal() ? localStorage : sessionStorage;
}

function canSeal(): boolean {
	return globalThis.crypto?.subtle !== undefined;
}

// Private browsing or a full disk: the page itself still holds the text.
function put(shelf: Storage, name: string, text: string): void {
	try {
		shelf.setItem(name, text);
	} catch {}
}

function read(shelf: Storage, name: string): string | null {
	try {
		return shelf.getItem(name);
	} catch {
		return null;
	}
}

function remove(shelf: Storage, name: string): void {
	try {
		shelf.removeItem(name);
	} catch {}
}

/** What another key sealed can't be read any more, and goes. */
async function readSealed(shelf: Storage, name: string, key: CryptoKey | null): Promise<Unsent | null> {
	const text = read(shelf, name);
	if (text === null) return null;
	try {
		return JSON.parse(await unseal(text, key)) as Unsent;
	} catch {
		remove(shelf, name);
		return null;
	}
}

const keys = new Map<string, Promise<CryptoKey>>();

async function importKey(text: string): Promise<CryptoKey | null> {
	if (!canSeal()) return null;
	const known = keys.get(text);
	if (known) return known;
	const imported = crypto.subtle.importKey("raw", fromHex(text), "AES-GCM", false, ["encrypt", "decrypt"]);
	keys.set(text, imported);
	return imported;
}

async function seal(text: string, key: CryptoKey | null): Promise<string> {
	if (!key) return text;
	const iv = crypto.getRandomValues(new Uint8Array(12));
	const sealed = await crypto.subtle.encrypt({ name: "AES-GCM", iv }, key, new TextEncoder().encode(text));
	return `${toHex(iv)}.${toHex(new Uint8Array(sealed))}`;
}

async function unseal(text: string, key: CryptoKey | null): Promise<string> {
	if (!key) return text;
	const [iv = "", sealed = ""] = text.split(".");
	const opened = await crypto.subtle.decrypt({ name: "AES-GCM", iv: fromHex(iv) }, key, fromHex(sealed));
	return new TextDecoder().decode(opened);
}

function toHex(bytes: Uint8Array): string {
	return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

function fromHex(text: string): Uint8Array<ArrayBuffer> {
	return new Uint8Array((text.match(/../g) ?? []).map((pair) => Number.parseInt(pair, 16)));
}
