/** Owns where a piece attached to a criterion goes when the draft moves to a newer version of the référentiel. */

/** A piece attached to a criterion. */
export interface AttachedPiece {
	readonly criterionId: string;
	readonly pieceId: string;
}

/**
 * Every heir of a criterion takes its pieces over, as they were attached: both parts of one that was split, the one that merges
 * several, each piece once. What nothing takes over is left behind, with the version one leaves.
 * @param heirs criteria of the new version, each with its origins in the version one leaves
 * Source: R-148.
 */
export function migrateLinks<Link extends AttachedPiece>(
	links: readonly Link[],
	heirs: readonly { readonly criterionId: string; readonly origins: readonly string[] }[],
): readonly Link[] {
	return heirs.flatMap(({ criterionId, origins }) => {
		const taken = new Map<string, Link>();
		// Its own first: what is attached to it already stays the very same row.
		for (const origin of [criterionId, ...origins].filter((id) => origins.includes(id))) {
			for (const link of links) {
				if (link.criterionId === origin && !taken.has(link.pieceId)) taken.set(link.pieceId, { ...link, criterionId });
			}
		}
		return [...taken.values()];
	});
}
