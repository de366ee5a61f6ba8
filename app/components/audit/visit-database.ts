/**
 * Owns the database, in the browser, of the visits prepared for use without network: pages sealed to a public key (lock), the
 * files they need, and when each copy was made. public/visite-hors-ligne.js reads it; signing out deletes it.
 */
import { VISIT_DATABASE } from "../assessment/unsent-shelf";

/** One per person and device: its private half opens with the visit's code, and with nothing else. */
export interface VisitLock {
	readonly id: "lock";
	readonly personId: string;
	readonly publicKey: CryptoKey;
	readonly salt: Uint8Array<ArrayBuffer>;
	readonly rounds: number;
	readonly sealed: Uint8Array<ArrayBuffer>;
}

export interface VisitCopy {
	readonly auditId: string;
	readonly personId: string;
	/** ISO instants. */
	readonly preparedAt: string;
	readonly expiresAt: string;
	/** What the copy was made of: see `copyStamp`. */
	readonly stamp: string;
	readonly build: string;
	readonly pages: number;
	readonly bytes: number;
}

export interface KeptPage {
	readonly path: string;
	readonly auditId: string;
	/** Order in which they are listed. */
	readonly rank: number;
	/** Key of this page alone, for the private half of the lock. */
	readonly wrapped: ArrayBuffer;
	readonly sealed: Uint8Array<ArrayBuffer>;
}

export interface KeptFile {
	readonly path: string;
	readonly type: string;
	readonly bytes: ArrayBuffer;
}

const KEYS = { locks: "id", copies: "auditId", pages: "path", files: "path" } as const;
export type VisitStore = keyof typeof KEYS;
const STORES = Object.keys(KEYS) as VisitStore[];

/** One step, on a database opened for it alone: nothing holds it when signing out deletes it. */
export async function inVisits<T>(
	mode: IDBTransactionMode,
	work: (store: (name: VisitStore) => IDBObjectStore) => IDBRequest<T> | undefined,
): Promise<T | undefined> {
	const database = await new Promise<IDBDatabase>((resolve, reject) => {
		const opening = indexedDB.open(VISIT_DATABASE, 1);
		opening.onupgradeneeded = () => {
			for (const name of STORES) opening.result.createObjectStore(name, { keyPath: KEYS[name] });
		};
		opening.onsuccess = () => resolve(opening.result);
		opening.onerror = () => reject(opening.error);
	});
	try {
		return await new Promise<T | undefined>((resolve, reject) => {
			const transaction = database.transaction(STORES, mode);
			const asked = work((name) => transaction.objectStore(name));
			transaction.oncomplete = () => resolve(asked?.result);
			transaction.onabort = () => reject(transaction.error);
		});
	} finally {
		database.close();
	}
}

/** False: nothing was ever prepared here, and nothing needs to be made to say so. */
export async function hasVisits(): Promise<boolean> {
	const known = await indexedDB.databases?.().catch(() => undefined);
	return known === undefined || known.some(({ name }) => name === VISIT_DATABASE);
}
