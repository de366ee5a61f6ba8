/** Owns the cleaning of a text that fits on one line. */

/** One line without what cannot be seen: controls, and signs that change the direction of reading. */
export function plainLine(text: string): string {
	return text
		.normalize("NFC")
		.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, " ")
		.replace(/\s+/g, " ")
		.trim();
}
