/** Owns what an e-mail address is, and the one way it is written in the database. */

const SHAPE = /^[^\s@<>()[\]\\,;:"\p{C}]{1,64}@[^\s@<>()[\]\\,;:"\p{C}]+\.[^\s@<>()[\]\\,;:"\p{C}]+$/u;
const LONGEST = 254;

/** In lower case, without the spaces around; null when it is no address: one recipient, one line, nothing quoted. */
export function readEmailAddress(text: string): string | null {
	const address = text.trim().toLowerCase();
	return SHAPE.test(address) && address.length <= LONGEST ? address : null;
}
