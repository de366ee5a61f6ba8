/** Owns what one criterion keeps on the shelf: sealed, found again by its author alone. Loaded with the sheets. */
import type { OutboxStore, Unsent } from "./answer-outbox";
import { importKey, seal, unseal } from "./sealing";
import { isShelfClosed, put, read, remove, shelfOf, textName } from "./unsent-shelf";

/** One place per person, assessment (or audit) and criterion. */
export async function openShelf(
	keyText: string,
	personId: string,
	recordId: string,
	criterionId: string,
): Promise<OutboxStore> {
	const name = textName(personId, recordId, criterionId);
	const shelf = shelfOf();
	const key = await importKey(keyText);
	const found = await readSealed(shelf, name, key);
	let turn = 0;
	return {
		read: () => found,
		write(unsent) {
			turn += 1;
			if (!unsent) return remove(shelf, name);
			if (isShelfClosed()) return;
			const mine = turn;
			// Holds the place at once: whoever counts what is unsent sees it before it is sealed.
			put(shelf, name, read(shelf, name) ?? "");
			void seal(JSON.stringify(unsent), key).then((sealed) => {
				if (mine === turn && !isShelfClosed()) put(shelf, name, sealed);
			});
		},
	};
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
