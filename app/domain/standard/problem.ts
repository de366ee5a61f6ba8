/** Owns a problem found in the criteria files: where it is, what is wrong, what to do. Texts are French, for the screen. */

/** One file of a version, as found on disk. `path` uses `/` and names the file in messages. */
export interface CriteriaFile {
	readonly path: string;
	readonly bytes: Uint8Array;
}

export interface Problem {
	readonly file: string;
	/** From 1. */
	readonly line: number;
	/** From 1, in characters. */
	readonly column: number;
	/** `criteria[3].weight`; empty when the problem is the file's. */
	readonly keyPath: string;
	/** A French sentence without its full stop. */
	readonly message: string;
	/** What to do: a French sentence without its full stop. */
	readonly fix: string;
}

/** Steps from the top of a file to a value. */
export type Path = readonly (string | number)[];

/** `["criteria", 3, "weight"]` is written `criteria[3].weight`. */
export function formatPath(path: Path): string {
	return path.reduce<string>((text, step) => {
		if (typeof step === "number") return `${text}[${step}]`;
		return text === "" ? step : `${text}.${step}`;
	}, "");
}

/**
 * `criteria/label-cae/2.0/jur.yaml:12:5 criteria[3].weight : message. → fix.`, on one line whatever it quotes: a line break,
 * or a mark that turns the direction of the text, is shown as a space.
 */
export function formatProblem({ file, line, column, keyPath, message, fix }: Problem): string {
	const place = keyPath.length > MAX_KEY_PATH ? `${keyPath.slice(0, MAX_KEY_PATH)}…` : keyPath;
	return `${file}:${line}:${column} ${place === "" ? "" : `${place} `}: ${message}. → ${fix}.`.replace(UNPRINTED, " ");
}

const MAX_KEY_PATH = 200;
const UNPRINTED = /[\p{Cc}\u2028\u2029\u202A-\u202E\u2066-\u2069]+/gu;

/** By file, then line, then column: the order in which one corrects. */
export function inReadingOrder(problems: readonly Problem[]): readonly Problem[] {
	return [...problems].sort((a, b) => compare(a.file, b.file) || a.line - b.line || a.column - b.column);
}

function compare(a: string, b: string): number {
	return a < b ? -1 : a > b ? 1 : 0;
}
