/**
 * Owns the places in the browser where unsent text and photos wait, and their emptying when the session is over, prepared
 * visits included. What is kept there is sealed (open-shelf.ts, photo-shelf.ts); every page may count it and forget it.
 */
import { createContext } from "react";

const TEXTS = "label-cae:";
/** Marks each photo that waits, whose bytes are in the database of that name. */
const PHOTOS = "label-cae-photos";

/** The key of the signed-in person's shelf: 32 bytes, hex. */
export const ShelfKeyContext = createContext("");

/** Once the person has signed out, what a form still on the page would keep is no longer written. */
let closed = false;
export const isShelfClosed = () => closed;

export const textName = (personId: string, recordId: string, criterionId: string) =>
	`${TEXTS}${personId}:${recordId}:${criterionId}`;
export const photoMark = (personId: string, photoId: string) => `${PHOTOS}:${personId}:${photoId}`;
/** Name of the database of the photos; a page that has it open lets it go when it is deleted. */
export const PHOTO_DATABASE = PHOTOS;
/** Name of the database of the visits prepared for use without network (components/audit/visit-database.ts). */
export const VISIT_DATABASE = "label-cae-visite";

/** What that person left here that the server has not. */
export function countUnsent(personId: string): { readonly answers: number; readonly photos: number } {
	return { answers: namesFrom(`${TEXTS}${personId}:`).length, photos: namesFrom(photoMark(personId, "")).length };
}

/** Forgets what is unsent, whoever wrote it: the session is over. */
export function closeShelf(): void {
	closed = true;
	for (const name of [...namesFrom(TEXTS), ...namesFrom(PHOTOS)]) remove(shelfOf(), name);
	try {
		for (const name of [PHOTOS, VISIT_DATABASE]) indexedDB.deleteDatabase(name);
	} catch {}
}

export function namesFrom(prefix: string): string[] {
	try {
		return Object.keys(shelfOf()).filter((name) => name.startsWith(prefix));
	} catch {
		return [];
	}
}

/** Without https there is no sealing: the text then lasts no longer than the tab. */
export function shelfOf(): Storage {
	return globalThis.crypto?.subtle === undefined ? sessionStorage : localStorage;
}

// Private browsing or a full disk: the page itself still holds the text.
export function put(shelf: Storage, name: string, text: string): void {
	try {
		shelf.setItem(name, text);
	} catch {}
}

export function read(shelf: Storage, name: string): string | null {
	try {
		return shelf.getItem(name);
	} catch {
		return null;
	}
}

export function remove(shelf: Storage, name: string): void {
	try {
		shelf.removeItem(name);
	} catch {}
}
