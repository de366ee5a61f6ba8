/** Owns which pieces of an earlier year are proposed to a criterion of this one, and which must be renewed first. */
import type { Day } from "../calendar-day";
import type { ExpectedEvidence } from "../standard/standard";
import { type Freshness, freshness } from "./freshness";

export interface EarlierPiece {
	readonly id: string;
	/** Words of the expected piece it answered then; empty: none in particular. */
	readonly expected: string;
	readonly issuedOn: Day | null;
	readonly expiresOn: Day | null;
}

type Judged<Piece> = Piece & { readonly freshness: Freshness };

export interface CarriedEvidence<Piece> {
	/** To confirm: none counts before. `expected`: words that the criterion still has, or empty. */
	readonly fresh: readonly Judged<Piece>[];
	/** Past their term, or older than the criterion admits: to renew, never attached as they are. */
	readonly stale: readonly Judged<Piece>[];
}

/**
 * @param expected of the criterion as it is now
 * @param earlier attached that year to the criteria it descends from; a piece of several comes once, as it was attached first
 * @param attached ids of the pieces that this year's criterion has already
 * Source: R-147.
 */
export function carryPieces<Piece extends EarlierPiece>(
	expected: readonly ExpectedEvidence[],
	earlier: readonly Piece[],
	attached: ReadonlySet<string>,
	today: Day,
): CarriedEvidence<Piece> {
	const asked = new Map(expected.map((one) => [one.label, one.maxAgeMonths]));
	const once = new Map<string, Piece>();
	for (const piece of earlier) if (!attached.has(piece.id) && !once.has(piece.id)) once.set(piece.id, piece);
	const judged = [...once.values()].map((piece) => ({
		...piece,
		expected: asked.has(piece.expected) ? piece.expected : "",
		freshness: freshness(piece, asked.get(piece.expected), today),
	}));
	const isStale = (piece: { readonly freshness: Freshness }) =>
		piece.freshness === "expired" || piece.freshness === "tooOld";
	return { fresh: judged.filter((piece) => !isStale(piece)), stale: judged.filter(isStale) };
}
