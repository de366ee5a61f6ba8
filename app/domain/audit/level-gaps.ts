/**
 * Owns the gap between what a cooperative declared and what the audit retained, criterion by criterion. Rule R-215 of
 * docs/regles-metier.md: a difference, named so, never an average of the two.
 */
import type { Level } from "../standard/standard";

/** Null: nothing that counts was said. */
export type ComparedLevel = Level | "notApplicable" | null;

/**
 * Levels retained minus declared, -3 to 3: negative where the audit retained less. Null unless both are levels: a criterion
 * set aside, or left without an answer, has no gap to measure.
 * Source: R-215.
 */
export function levelGap(declared: ComparedLevel, retained: ComparedLevel): number | null {
	return typeof declared === "number" && typeof retained === "number" ? retained - declared : null;
}

/** Whether the two do not say the same thing, measurable or not. Source: R-215. */
export function levelsDiffer(declared: ComparedLevel, retained: ComparedLevel): boolean {
	return declared !== retained;
}

export interface GapCounts {
	readonly lower: number;
	readonly higher: number;
	readonly same: number;
	/** They differ, and have no gap to measure. */
	readonly apart: number;
}

/** How many criteria of each sort. Source: R-215. */
export function countGaps(
	lines: readonly { readonly declared: ComparedLevel; readonly retained: ComparedLevel }[],
): GapCounts {
	const counts = { lower: 0, higher: 0, same: 0, apart: 0 };
	for (const { declared, retained } of lines) {
		const gap = levelGap(declared, retained);
		if (gap !== null && gap < 0) counts.lower += 1;
		else if (gap !== null && gap > 0) counts.higher += 1;
		else if (levelsDiffer(declared, retained)) counts.apart += 1;
		else counts.same += 1;
	}
	return counts;
}

/** « L’audit retient moins que déclaré sur 12 critères, plus sur 3, la même chose sur 89 » */
export function gapsConclusion({ lower, higher, same, apart }: GapCounts): string {
	if (lower + higher + same + apart === 0) return "Aucun critère n’est encore examiné";
	if (lower + higher + apart === 0) return "L’audit retient partout ce que la CAE a déclaré";
	const parts: (readonly [string, number])[] = [
		["moins que déclaré sur", lower],
		["plus que déclaré sur", higher],
		["autre chose qu’un niveau sur", apart],
		["la même chose sur", same],
	];
	const said = parts.filter(([, count]) => count > 0);
	const [[first, count] = ["", 0], ...rest] = said;
	const others = rest.map(([words, many]) => `${words} ${many}`);
	return `L’audit retient ${[`${first} ${count} critère${count > 1 ? "s" : ""}`, ...others].join(", ")}`;
}
