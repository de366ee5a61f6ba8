/** Owns what a person's name may be: what they say it is, on one line. */

/** Characters (UTF-16 units) a name may have. */
export const NAME_LIMIT = 120;

/** Without the spaces around, single spaces inside; null when nothing is left, when it is too long or holds control characters. */
export function readPersonName(text: string): string | null {
	const name = text.trim().replaceAll(/\s+/gu, " ");
	return name === "" || name.length > NAME_LIMIT || /\p{C}/u.test(name) ? null : name;
}
