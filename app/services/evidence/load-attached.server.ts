/** Loads what is attached to an assessment, by criterion, as far as its reader may see. Checks no right: the caller does. */
import { eq } from "drizzle-orm";
import type { Database } from "~/db/client.server";
import { evidenceLinks, evidencePieces } from "~/db/schema/evidence.server";
import type { XRayPiece } from "~/domain/assessment/x-ray";

/** One query. Row-level security leaves the number of pieces, and nothing of those that are confidential. */
export async function loadAttached(
	db: Database,
	assessmentId: string,
): Promise<ReadonlyMap<string, readonly XRayPiece[]>> {
	const rows = await db
		.select({
			criterionId: evidenceLinks.criterionId,
			expected: evidenceLinks.expected,
			issuedOn: evidencePieces.issuedOn,
			expiresOn: evidencePieces.expiresOn,
			seen: evidencePieces.id,
		})
		.from(evidenceLinks)
		.leftJoin(evidencePieces, eq(evidencePieces.id, evidenceLinks.pieceId))
		.where(eq(evidenceLinks.assessmentId, assessmentId));
	const attached = new Map<string, XRayPiece[]>();
	for (const { criterionId, seen, ...piece } of rows) {
		attached.set(criterionId, [...(attached.get(criterionId) ?? []), { ...piece, concealed: seen === null }]);
	}
	return attached;
}
