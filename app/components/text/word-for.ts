/** Owns the reading of a table of words by a code that comes from outside. */

/** Undefined for what is not in the table, the names that every object has (`constructor`, `__proto__`) included. */
export function wordFor(words: Readonly<Record<string, string>>, code: string | null | undefined): string | undefined {
	return typeof code === "string" && Object.hasOwn(words, code) ? words[code] : undefined;
}
