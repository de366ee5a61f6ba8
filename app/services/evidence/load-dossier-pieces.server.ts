/** Loads every piece attached to an assessment, in the version that is cited, as far as its reader may see. */
import { asc, eq } from "drizzle-orm";
import { evidenceFiles, evidenceLinks, evidencePieces } from "~/db/schema/evidence.server";
import { can } from "~/domain/access/can";
import type { LoadedAssessment } from "../assessment/load-assessment.server";
import type { UseCase } from "../use-case.server";
import { filedPiece, isLinkedFile } from "./load-evidence.server";

/** By criterion, in the order they were attached; `piece` null: one that the reader may not see. One query. */
export async function loadDossierPieces(
	{ db, actor }: UseCase,
	{ assessment, resource, cooperative }: LoadedAssessment,
) {
	const rows = await db
		.select({
			criterionId: evidenceLinks.criterionId,
			expected: evidenceLinks.expected,
			...filedPiece,
		})
		.from(evidenceLinks)
		.leftJoin(evidencePieces, eq(evidencePieces.id, evidenceLinks.pieceId))
		.leftJoin(evidenceFiles, isLinkedFile)
		.where(eq(evidenceLinks.assessmentId, assessment.id))
		.orderBy(asc(evidenceLinks.criterionId), asc(evidenceLinks.attachedAt), asc(evidenceLinks.pieceId));
	return rows.map(({ criterionId, expected, piece, file }) => {
		// Row-level security leaves the number of pieces, and nothing of those that are confidential.
		const readable =
			piece !== null &&
			can(actor, "evidence.read", {
				cooperativeId: cooperative.id,
				confidential: piece.confidential,
				removed: false,
				cited: resource.status === "submitted",
				auditorIds: resource.auditorIds,
			});
		return { criterionId, expected, piece: readable && file ? { ...piece, ...file } : null };
	});
}
