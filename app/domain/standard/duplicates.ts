/** Owns the search for what is written twice. */

/** Entries whose value was met before, letter case and outer spaces aside, with the place of the first one. */
export function duplicates<Place>(
	entries: readonly { readonly value: string; readonly path: Place }[],
): readonly { readonly value: string; readonly path: Place; readonly first: Place }[] {
	const firsts = new Map<string, Place>();
	return entries.flatMap(({ value, path }) => {
		const key = value.trim().toLocaleLowerCase("fr");
		const first = firsts.get(key);
		if (first !== undefined) return [{ value, path, first }];
		firsts.set(key, path);
		return [];
	});
}
