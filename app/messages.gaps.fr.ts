/** Owns the French words of levels and gaps between what was declared and what was retained. With their pages only. */
import type { ComparedLevel } from "./domain/audit/level-gaps";

const MINUS = "\u2212";

/** « Niveau 2 », « Non applicable », « Sans réponse ». */
export function comparedLevelText(level: ComparedLevel): string {
	if (level === null) return "Sans réponse";
	return level === "notApplicable" ? "Non applicable" : `Niveau\u00a0${level}`;
}

/** « −1 », « +2 », « 0 »; null: « – ». */
export function gapText(gap: number | null): string {
	if (gap === null) return "–";
	return gap < 0 ? `${MINUS}${-gap}` : gap > 0 ? `+${gap}` : "0";
}
