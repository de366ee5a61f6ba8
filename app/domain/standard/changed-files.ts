/** Owns where the files of a version differ from those that were published. */

export interface TextFile {
	/** With `/`, e.g. `criteria/label-cae/2.0/jur.yaml`. */
	readonly path: string;
	readonly text: string;
}

export interface FileDifference {
	readonly file: string;
	readonly kind: "changed" | "added" | "removed";
	/** First line that differs, from 1; null when the whole file came or went. */
	readonly line: number | null;
}

/** One per file that differs, by path. Lines end at `\n`; one that is missing at the end differs too. */
export function changedFiles(published: readonly TextFile[], found: readonly TextFile[]): readonly FileDifference[] {
	const before = new Map(published.map(({ path, text }) => [path, text]));
	const after = new Map(found.map(({ path, text }) => [path, text]));
	return [...new Set([...before.keys(), ...after.keys()])].sort().flatMap((file): FileDifference[] => {
		const [old, text] = [before.get(file), after.get(file)];
		if (old === text) return [];
		if (old === undefined) return [{ file, kind: "added", line: null }];
		if (text === undefined) return [{ file, kind: "removed", line: null }];
		return [{ file, kind: "changed", line: firstDifference(old.split("\n"), text.split("\n")) }];
	});
}

function firstDifference(before: readonly string[], after: readonly string[]): number {
	const last = Math.min(before.length, after.length);
	for (let line = 0; line < last; line++) if (before[line] !== after[line]) return line + 1;
	return last + 1;
}
