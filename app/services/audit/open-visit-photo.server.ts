/** Opens a photo of a visit, for whoever reads its findings. */
import type { Readable } from "node:stream";
import { and, eq } from "drizzle-orm";
import { auditPhotos } from "~/db/schema/visit.server";
import type { EvidenceStorage } from "../evidence/evidence-storage";
import { authorise, NotFoundError, type UseCase } from "../use-case.server";
import { isUuid } from "../uuid";
import { loadAudit } from "./load-audit.server";

export interface OpenedPhoto {
	readonly mediaType: string;
	readonly size: number;
	readonly bytes: Readable;
}

export async function openVisitPhoto(
	{ db, actor }: UseCase,
	storage: EvidenceStorage,
	auditId: string,
	photoId: string,
): Promise<OpenedPhoto> {
	const { resource } = await loadAudit(db, auditId);
	authorise(actor, "audit.findings", resource, ["audit.read", resource]);
	if (!isUuid(photoId)) throw new NotFoundError(photoId);
	const [photo] = await db
		.select({ mediaType: auditPhotos.mediaType, size: auditPhotos.size, sha256: auditPhotos.sha256 })
		.from(auditPhotos)
		.where(and(eq(auditPhotos.id, photoId), eq(auditPhotos.auditId, auditId)));
	if (!photo) throw new NotFoundError(photoId);
	return { mediaType: photo.mediaType, size: photo.size, bytes: await storage.open(photo.sha256) };
}
