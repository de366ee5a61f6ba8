/** Owns the one word the label must not use of itself: it is a label, not a certification (dossier C.4, certificate). */
import type { Path } from "./problem";

const HOLDER = "(?:labell?isée?s?|caes?|coop[ée]ratives?)";
const IS = "(?:est|sont|était|étaient|sera|seront|soit|soient|devient|deviennent|a été|ont été|peut être|doit être)";
const CERTIFIED = "[«“\"']?\\s*certifiées?(?!\\p{L})";

const PATTERNS = [
	// « label certifié », « le label est certifié », « labellisé certifié »
	`(?<![\\p{L}\\d])(?:label|labell?isés?)\\s+(?:${IS}\\s+)?[«“"']?\\s*certifiés?(?!\\p{L})`,
	// « CAE certifiée », « labellisée certifiée »
	`(?<![\\p{L}\\d])${HOLDER}\\s+${CERTIFIED}`,
	// « la CAE est certifiée », but not « la comptabilité de la CAE est certifiée »
	`(?<![\\p{L}\\d])(?<!(?:de la|de sa|des|d[’']une)\\s)${HOLDER}\\s+${IS}\\s+${CERTIFIED}`,
	"(?<!\\p{L})certifiée?s?\\s+(?:par|au titre)\\s+(?:du|de|le|ce|notre|son)\\s*label",
	"(?<!\\p{L})certification\\s+(?:du|de ce|par le)\\s+label",
].map((pattern) => new RegExp(pattern, "iu"));

/** Whether the text calls the label, or who holds it, « certifié ». Accounts, training bodies and products may be certified. */
export function callsLabelCertified(text: string): boolean {
	const flat = text.replace(/\s+/g, " ");
	return PATTERNS.some((pattern) => pattern.test(flat));
}

/** Every text of a tree, with its path. */
export function textsIn(data: unknown, path: Path = []): readonly (readonly [Path, string])[] {
	if (typeof data === "string") return [[path, data]];
	if (typeof data !== "object" || data === null) return [];
	if (Array.isArray(data)) return data.flatMap((value, index) => textsIn(value, [...path, index]));
	return Object.entries(data).flatMap(([key, value]) => textsIn(value, [...path, key]));
}
