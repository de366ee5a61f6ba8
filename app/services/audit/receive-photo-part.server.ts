/** Receives one part of a photo of a visit, from somebody of its team, and says how much of it came. */
import type { Received } from "../evidence/evidence-storage";
import type { PartialUploads } from "../evidence/partial-upload.server";
import { appendPart, type PartResult } from "../evidence/receive-part.server";
import { authorise, type UseCase } from "../use-case.server";
import { loadAudit } from "./load-audit.server";

export async function receivePhotoPart(
	{ db, actor }: UseCase,
	uploads: PartialUploads,
	mostBytes: number,
	auditId: string,
	input: unknown,
	received: Received | null,
): Promise<PartResult> {
	const { resource } = await loadAudit(db, auditId);
	// Whether the visit is still open is for the moment the photo is added.
	authorise(actor, "audit.record", { ...resource, status: "inProgress" }, ["audit.read", resource]);
	return appendPart(actor.userId, uploads, mostBytes, input, received);
}
