/** Owns the checklist of a criterion: each expected piece with what answers it, and what else was attached. Rule R-99. */
import type { Day } from "../calendar-day";
import type { ExpectedEvidence } from "../standard/standard";
import { type Freshness, freshness } from "./freshness";

export interface AttachedDates {
	/** Words of the expected piece it answers, as the référentiel had them; empty: none in particular. */
	readonly expected: string;
	readonly issuedOn: Day | null;
	readonly expiresOn: Day | null;
}

export interface ChecklistLine<Piece> {
	readonly expected: ExpectedEvidence;
	readonly pieces: readonly (Piece & { readonly freshness: Freshness })[];
	/** One piece at least is neither expired nor too old nor undated. */
	readonly satisfied: boolean;
}

/**
 * Sorts the attached pieces under the expected ones by their words: a piece that answers words that the référentiel no longer
 * has is among the others.
 */
export function evidenceChecklist<Piece extends AttachedDates>(
	expected: readonly ExpectedEvidence[],
	attached: readonly Piece[],
	today: Day,
): { readonly lines: readonly ChecklistLine<Piece>[]; readonly others: readonly (Piece & { freshness: Freshness })[] } {
	const known = new Set(expected.map(({ label }) => label));
	const judged = (piece: Piece, maxAgeMonths?: number) => ({
		...piece,
		freshness: freshness(piece, maxAgeMonths, today),
	});
	return {
		lines: expected.map((one) => {
			const pieces = attached
				.filter((piece) => piece.expected === one.label)
				.map((piece) => judged(piece, one.maxAgeMonths));
			return { expected: one, pieces, satisfied: pieces.some((piece) => isGood(piece.freshness)) };
		}),
		others: attached.filter((piece) => !known.has(piece.expected)).map((piece) => judged(piece)),
	};
}

function isGood(state: Freshness): boolean {
	return state === "fresh" || state === "endsSoon";
}
