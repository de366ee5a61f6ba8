/** Owns who is said to be at work on a draft, and for how long: in memory only, shown to the cooperative's own team. */

/** A sheet open somewhere, in front of somebody. */
export interface Presence {
	/** Drawn by the page: one per sheet open. */
	readonly page: string;
	readonly userId: string;
	/** Code of the domain of the sheet. */
	readonly domain: string;
	/** Null: on the sheet, in no criterion in particular. */
	readonly criterionId: string | null;
}

/** What was last heard of a page, and when (milliseconds). */
export interface HeardPresence extends Presence {
	readonly heardAt: number;
}

/** Without a word for that long, a page is closed: its server says it again three times meanwhile. */
export const PRESENCE_MS = 45_000;

/**
 * Those at work beside `userId`, each person once, at the place of the page heard last. In the order they came. Rule R-131.
 * @param heard in the order the pages came
 * @param now milliseconds, as `heardAt`
 */
export function othersAtWork(heard: Iterable<HeardPresence>, userId: string, now: number): readonly Presence[] {
	const byPerson = new Map<string, HeardPresence>();
	for (const one of heard) {
		if (one.userId === userId || now - one.heardAt >= PRESENCE_MS) continue;
		const known = byPerson.get(one.userId);
		// A page where nothing is under way does not hide the criterion that the same person is in elsewhere.
		if (!known || (one.criterionId !== null && (known.criterionId === null || one.heardAt >= known.heardAt))) {
			byPerson.set(one.userId, one);
		}
	}
	return [...byPerson.values()].map(({ heardAt: _, ...presence }) => presence);
}
