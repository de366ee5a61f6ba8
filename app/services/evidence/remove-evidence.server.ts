/**
 * Takes a piece out of the library: detached from what may still change, kept as it was for the submitted assessments that cite it. A
 * piece that nothing cites is deleted later (domain/access/retention.ts).
 */
import { and, eq, inArray, isNull } from "drizzle-orm";
import { assessments } from "~/db/schema/assessment.server";
import { evidenceLinks, evidencePieces } from "~/db/schema/evidence.server";
import { atomically } from "~/db/transaction.server";
import { OPEN_STATUSES } from "~/domain/assessment/status";
import { accept, type Result, refuse } from "~/domain/result";
import { recordWrite } from "../journal/record-write.server";
import { authorise, type UseCase } from "../use-case.server";
import { evidenceInJournal } from "./add-evidence.server";
import { loadEvidence } from "./load-evidence.server";

/** @param confirmed whether the person said that they know what it does */
export async function removeEvidence(
	{ db, actor, now }: UseCase,
	cooperativeId: string,
	pieceId: string,
	{ confirmed }: { readonly confirmed: boolean },
): Promise<Result<{ readonly detached: number }, "NOT_CONFIRMED">> {
	const { piece, resource } = await loadEvidence(db, actor, cooperativeId, pieceId);
	authorise(actor, "evidence.edit", resource, ["evidence.read", resource]);
	if (!confirmed) return refuse("NOT_CONFIRMED");
	return atomically(db, async (tx) => {
		const drafts = tx
			.select({ id: assessments.id })
			.from(assessments)
			.where(and(eq(assessments.cooperativeId, cooperativeId), inArray(assessments.status, [...OPEN_STATUSES])));
		const detached = await tx
			.delete(evidenceLinks)
			.where(and(eq(evidenceLinks.pieceId, pieceId), inArray(evidenceLinks.assessmentId, drafts)))
			.returning({ assessmentId: evidenceLinks.assessmentId, criterionId: evidenceLinks.criterionId });
		await tx
			.update(evidencePieces)
			.set({ removedAt: now, version: piece.version + 1 })
			.where(and(eq(evidencePieces.id, pieceId), isNull(evidencePieces.removedAt)));
		await recordWrite(tx, {
			at: now,
			actorId: actor.userId,
			action: "evidence.removed",
			subject: ["evidence", pieceId],
			cooperativeId,
			before: {
				...evidenceInJournal(piece),
				attached: detached.map(({ assessmentId, criterionId }) => `${assessmentId}/${criterionId}`),
			},
		});
		return accept({ detached: detached.length });
	});
}
