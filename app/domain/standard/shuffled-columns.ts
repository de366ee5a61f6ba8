/** Owns the commonest accident of a spreadsheet: one column sorted without the others, so that texts change criterion. */

export interface MovedText {
	/** `D12`. */
	readonly cell: string;
	readonly before: string;
	readonly after: string;
}

/** Two texts may be swapped on purpose; more is a sort. */
const MAX_SWAPPED = 2;

/**
 * The first cell of a column whose texts went round among its rows, or null. A text that also stays where it was was copied,
 * not moved.
 * @param changed the cells of one column that changed.
 */
export function findShuffled(changed: readonly MovedText[]): string | null {
	const left = new Set(changed.map(({ before }) => before));
	const moved = changed.filter(({ after }) => left.has(after));
	return moved.length > MAX_SWAPPED ? (moved[0]?.cell ?? null) : null;
}
