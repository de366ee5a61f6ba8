/** Takes a photo out of a visit that is still open: of somebody who did not want it, or of nothing. Its bytes go with the daily sweep. */
import { and, eq } from "drizzle-orm";
import { auditPhotos } from "~/db/schema/visit.server";
import { atomically } from "~/db/transaction.server";
import { isOpenVisit } from "~/domain/audit/audit-life";
import { accept, type Result, refuse } from "~/domain/result";
import { recordWrite } from "../journal/record-write.server";
import { authorise, NotFoundError, type UseCase } from "../use-case.server";
import { isUuid } from "../uuid";
import { loadAudit, lockAudit } from "./load-audit.server";

export async function removeVisitPhoto(
	{ db, actor, now }: UseCase,
	auditId: string,
	photoId: string,
	{ confirmed }: { readonly confirmed: boolean },
): Promise<Result<{ readonly criterionId: string }, "AUDIT_ENDED" | "NOT_CONFIRMED">> {
	const { resource } = await loadAudit(db, auditId);
	authorise(actor, "audit.record", { ...resource, status: "inProgress" }, ["audit.read", resource]);
	if (!isUuid(photoId)) throw new NotFoundError(photoId);
	return atomically(db, async (tx) => {
		const audit = await lockAudit(tx, auditId);
		if (!isOpenVisit(audit.status)) return refuse("AUDIT_ENDED");
		const which = and(eq(auditPhotos.id, photoId), eq(auditPhotos.auditId, auditId));
		const [gone] = await tx
			.select({ criterionId: auditPhotos.criterionId, sha256: auditPhotos.sha256 })
			.from(auditPhotos)
			.where(which);
		if (!gone) throw new NotFoundError(photoId);
		if (!confirmed) return refuse("NOT_CONFIRMED");
		await tx.delete(auditPhotos).where(which);
		await recordWrite(tx, {
			at: now,
			actorId: actor.userId,
			action: "audit.photoRemoved",
			subject: ["audit", `${auditId}/${gone.criterionId}`],
			cooperativeId: audit.cooperativeId,
			before: { photoId, contentHash: gone.sha256 },
		});
		return accept({ criterionId: gone.criterionId });
	});
}
