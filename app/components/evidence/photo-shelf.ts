/**
 * Owns the photos that wait in the browser: their bytes sealed in IndexedDB, with the number under which they are sent and
 * attached once. They survive a reload, a crash of the tab and the end of the session; signing out removes them.
 */
import { importKey, sealBytes, unsealBytes } from "../assessment/sealing";
import { isShelfClosed, namesFrom, PHOTO_DATABASE, photoMark, put, remove, shelfOf } from "../assessment/unsent-shelf";

/** Where a photo goes. */
export interface PhotoPlace {
	readonly assessmentId: string;
	readonly cooperativeId: string;
	readonly criterionId: string;
	/** Of a visit: the photo is that audit's, and no assessment's. */
	readonly auditId?: string;
}

export interface KeptPhoto extends PhotoPlace {
	/** Random: names the upload, and makes sending it again change nothing. */
	readonly id: string;
	readonly size: number;
	/** ISO instant at which it was chosen. */
	readonly takenAt: string;
}

export interface PhotoShelf {
	list(): Promise<readonly KeptPhoto[]>;
	/** False when this browser has no room for it, or no way of sealing it. */
	keep(photo: KeptPhoto, file: File): Promise<boolean>;
	/** Null when it is no longer there, or was sealed by another key. */
	open(id: string): Promise<File | null>;
	remove(id: string): Promise<void>;
}

type Row = KeptPhoto & { readonly personId: string; readonly sealed: Uint8Array<ArrayBuffer> };

const STORE = "photos";
/** Before the bytes, the length of what describes them. */
const HEAD_BYTES = 4;

export function openPhotoShelf(keyText: string, personId: string): PhotoShelf {
	const key = importKey(keyText);
	return {
		async list() {
			const rows = await within<Row[]>("readonly", (store) => store.getAll()).catch(() => []);
			const own = rows.filter((row) => row.personId === personId).sort((a, b) => (a.takenAt < b.takenAt ? -1 : 1));
			// A page that died between the two writes left one without the other.
			const marks = new Set(own.map(({ id }) => photoMark(personId, id)));
			for (const mark of marks) put(shelfOf(), mark, "");
			for (const name of namesFrom(photoMark(personId, ""))) if (!marks.has(name)) remove(shelfOf(), name);
			return own.map(({ sealed: _, personId: __, ...photo }) => photo);
		},
		async keep(photo, file) {
			const sealing = await key;
			if (!sealing || isShelfClosed()) return false;
			try {
				const sealed = await sealBytes(packed(file, await file.arrayBuffer()), sealing);
				await within("readwrite", (store) => store.put({ ...photo, personId, sealed } satisfies Row));
				put(shelfOf(), photoMark(personId, photo.id), "");
				return true;
			} catch {
				return false;
			}
		},
		async open(id) {
			const sealing = await key;
			const row = await within<Row | undefined>("readonly", (store) => store.get(id));
			if (!row || !sealing) return null;
			try {
				return unpacked(new Uint8Array(await unsealBytes(row.sealed, sealing)));
			} catch {
				return null;
			}
		},
		async remove(id) {
			await within("readwrite", (store) => store.delete(id));
			remove(shelfOf(), photoMark(personId, id));
		},
	};
}

function packed({ name, type }: File, bytes: ArrayBuffer): Uint8Array<ArrayBuffer> {
	const head = new TextEncoder().encode(JSON.stringify({ name, type }));
	const whole = new Uint8Array(HEAD_BYTES + head.length + bytes.byteLength);
	new DataView(whole.buffer).setUint32(0, head.length);
	whole.set(head, HEAD_BYTES);
	whole.set(new Uint8Array(bytes), HEAD_BYTES + head.length);
	return whole;
}

function unpacked(whole: Uint8Array<ArrayBuffer>): File {
	const end = HEAD_BYTES + new DataView(whole.buffer).getUint32(0);
	const { name, type } = JSON.parse(new TextDecoder().decode(whole.subarray(HEAD_BYTES, end)));
	return new File([whole.subarray(end)], name, { type });
}

/** One step on the database, opened for it alone: nothing holds it when signing out deletes it. */
async function within<T>(mode: IDBTransactionMode, work: (store: IDBObjectStore) => IDBRequest): Promise<T> {
	const database = await new Promise<IDBDatabase>((resolve, reject) => {
		const opening = indexedDB.open(PHOTO_DATABASE, 1);
		opening.onupgradeneeded = () => opening.result.createObjectStore(STORE, { keyPath: "id" });
		opening.onsuccess = () => resolve(opening.result);
		opening.onerror = () => reject(opening.error);
	});
	try {
		return await new Promise<T>((resolve, reject) => {
			const transaction = database.transaction(STORE, mode);
			const asked = work(transaction.objectStore(STORE));
			transaction.oncomplete = () => resolve(asked.result);
			transaction.onabort = () => reject(transaction.error);
		});
	} finally {
		database.close();
	}
}
