/** Owns the one word the label must not use of itself: it is a label, not a certification (dossier C.4, certificate). */
import type { Path } from "./problem";

const LABELLED = "label|labell?isée?s?|caes?|coop[ée]ratives?";
const LINKING =
	"(?:(?:est|sont|était|étaient|sera|seront|soit|soient|devient|deviennent|a été|ont été|peut être|doit être)\\s+)?";
const CERTIFIED = "certifiée?s?";
const QUOTE = "[«“\"']?\\s*";

const PATTERNS = [
	new RegExp(`(?<![\\p{L}\\d])(?:${LABELLED})\\s+${LINKING}${QUOTE}${CERTIFIED}(?!\\p{L})`, "iu"),
	new RegExp(
		`(?<!\\p{L})(?:${CERTIFIED}\\s+(?:par|au titre)\\s+(?:du|de|le|ce|notre|son)\\s*label|certification\\s+(?:du|de ce|par le)\\s+label)`,
		"iu",
	),
];

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
