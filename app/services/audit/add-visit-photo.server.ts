/** Adds a photo taken on site to a criterion of a visit: once, however often it is sent. It is the audit's, not the cooperative's. */
import { and, eq, sql } from "drizzle-orm";
import { z } from "zod";
import { auditPhotos } from "~/db/schema/visit.server";
import { atomically } from "~/db/transaction.server";
import { isOpenVisit } from "~/domain/audit/audit-life";
import type { MissionRefusal } from "~/domain/audit/interest-declaration";
import type { EvidenceRefusal } from "~/domain/evidence/evidence-file";
import { accept, type Result, refuse } from "~/domain/result";
import { applies } from "~/domain/standard/applicability";
import type { EvidenceShelf } from "../evidence/add-evidence.server";
import type { Received } from "../evidence/evidence-storage";
import { recordWrite } from "../journal/record-write.server";
import { authorise, NotFoundError, type UseCase } from "../use-case.server";
import { checkMissionReady } from "./check-mission-ready.server";
import { loadAudit, lockAudit } from "./load-audit.server";
import { start } from "./record-level.server";

const PHOTO_TYPES: readonly string[] = ["image/jpeg", "image/png", "image/webp"];
/** of one visit. */
export const MOST_PHOTOS = 300;

const form = z.object({ key: z.uuid(), takenAt: z.string().max(40).default("") });

export type AddPhotoRefusal =
	| EvidenceRefusal
	| "INVALID"
	| "NO_FILE"
	| "QUOTA"
	| "NOT_APPLICABLE_TO_PROFILE"
	| "AUDIT_ENDED"
	| MissionRefusal;

/** @param input `key`: its number; `takenAt`: ISO instant on the clock of the tablet, which may be fast */
export async function addVisitPhoto(
	{ db, actor, now }: UseCase,
	shelf: EvidenceShelf,
	{ auditId, criterionId }: { readonly auditId: string; readonly criterionId: string },
	received: Received | null,
	input: unknown,
): Promise<Result<{ readonly id: string }, AddPhotoRefusal>> {
	const { resource, published, profile, cooperative } = await loadAudit(db, auditId);
	// Whether the visit is still open is looked at below, under the lock.
	authorise(actor, "audit.record", { ...resource, status: "inProgress" }, ["audit.read", resource]);
	const criterion = published.standard.criteria.find(({ id }) => id === criterionId);
	if (!criterion) throw new NotFoundError(criterionId);
	if (!applies(criterion, profile).applies) return refuse("NOT_APPLICABLE_TO_PROFILE");
	const parsed = form.safeParse(input);
	if (!parsed.success) return refuse("INVALID");
	const [file] = received?.files ?? [];
	if (!file) return refuse("NO_FILE");
	if (!file.ok) return refuse(file.reason);
	if (!PHOTO_TYPES.includes(file.mediaType)) return refuse("TYPE_NOT_ACCEPTED");
	const { key: id, takenAt } = parsed.data;
	const { mediaType, size, sha256 } = file;
	await shelf.storage.keep(file);
	const added = await atomically(db, async (tx) => {
		const audit = await lockAudit(tx, auditId);
		const known = await tx
			.select({ id: auditPhotos.id })
			.from(auditPhotos)
			.where(and(eq(auditPhotos.id, id), eq(auditPhotos.auditId, auditId)));
		if (known.length > 0) return accept({ id });
		if (!isOpenVisit(audit.status)) return refuse("AUDIT_ENDED");
		const ready = await checkMissionReady(tx, audit, cooperative, { userId: actor.userId, now });
		if (!ready.ok) return refuse(ready.reason);
		const [held] = await tx
			.select({ count: sql<number>`count(*)::integer` })
			.from(auditPhotos)
			.where(eq(auditPhotos.auditId, auditId));
		if ((held?.count ?? 0) >= MOST_PHOTOS) return refuse("QUOTA");
		const told = new Date(takenAt);
		const taken = Number.isNaN(told.getTime()) || told > now ? now : told;
		const photo = { id, cooperativeId: audit.cooperativeId, auditId, criterionId, mediaType, size, sha256 };
		const [row] = await tx
			.insert(auditPhotos)
			.values({ ...photo, takenAt: taken, addedAt: now, addedBy: actor.userId })
			.onConflictDoNothing()
			.returning({ id: auditPhotos.id });
		// Its number is that of another visit's photo: nobody's tablet draws it twice.
		if (!row) return refuse("INVALID");
		const started = await start(tx, auditId, audit.status);
		await recordWrite(tx, {
			at: now,
			actorId: actor.userId,
			action: "audit.photoAdded",
			subject: ["audit", `${auditId}/${criterionId}`],
			cooperativeId: audit.cooperativeId,
			after: { photoId: id, contentHash: sha256, size, ...(started && { auditStatus: "inProgress" }) },
		});
		return accept({ id });
	});
	if (added.ok) await received?.forget();
	return added;
}
