/** Owns French spacing at rendering: texts are stored as typed and printed as a French typographer would. */

const NARROW = "\u202f";
const NO_BREAK = "\u00a0";

/** Addresses first, so that nothing inside them is touched. No lookbehind: Safari before 16.4 refuses it. */
const SPOTS =
	/(?:https?:\/\/|www\.|mailto:)[^\s«»]+|[^\s«»@]{1,64}@[^\s«»]+|«[ \u00a0\u202f]*(?=[^\s»])|[ \u00a0\u202f]*»|[ \u00a0\u202f]*[;?!]+(?=[\s)\]».,…”]|$)|[ \u00a0\u202f]*:(?=[\s»]|$)|\d[ \u00a0\u202f][%€]|\p{L}'(?=\p{L})/gu;

/**
 * Puts U+202F before `; ? !` and inside « », U+00A0 before `:`, binds % and € to their number, and curls apostrophes.
 * Idempotent. Leaves web and mail addresses, times (14:02) and line breaks alone.
 */
export function frenchTypography(text: string): string {
	return text.replace(SPOTS, (spot, offset: number) => {
		const last = spot.charAt(spot.length - 1);
		if (spot.startsWith("«")) {
			return `«${NARROW}`;
		}
		if (/^(?:https?:|www\.|mailto:)/.test(spot) || /@/.test(spot)) {
			return spot;
		}
		if (last === "'") {
			return `${spot.slice(0, -1)}’`;
		}
		if (last === "%" || last === "€") {
			return spot.charAt(0) + (last === "%" ? NARROW : NO_BREAK) + last;
		}
		const mark = spot.trimStart();
		return follows(text, offset, mark) ? (last === ":" ? NO_BREAK : NARROW) + mark : spot;
	});
}

/** A mark takes its space only after something: not at the start of a line, nor after an opening sign or another space. */
function follows(text: string, offset: number, mark: string): boolean {
	const before = text.charAt(offset - 1);
	return mark === "»" ? /[^\s«]/u.test(before) : /[\p{L}\p{N}\p{S}%)\]»”’"'.…*_-]/u.test(before);
}
