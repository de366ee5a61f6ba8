/** Owns a name as part of the name of a file that leaves the site: plain letters, at most sixty. */
export function plainFileName(name: string): string {
	const plain = name
		.normalize("NFD")
		.replace(/\p{M}/gu, "")
		.toLowerCase()
		.replace(/[^a-z0-9]+/g, "-")
		.replace(/^-+|-+$/g, "");
	return plain.slice(0, 60) || "cae";
}
