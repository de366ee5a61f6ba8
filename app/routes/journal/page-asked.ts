/** Owns the page number of an address: anything else is the first. */
export function pageAsked(url: URL): number {
	const asked = Number(url.searchParams.get("page") ?? 1);
	return Number.isSafeInteger(asked) && asked >= 1 && asked <= 2_000 ? asked : 1;
}
