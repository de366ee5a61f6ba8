/** Corrects what is said of a piece: title, kind, dates, whether it is confidential. */
import { and, eq, isNull } from "drizzle-orm";
import { evidencePieces } from "~/db/schema/evidence.server";
import { atomically } from "~/db/transaction.server";
import { can } from "~/domain/access/can";
import { dayInParis } from "~/domain/calendar-day";
import { type EvidenceFactsRefusal, readEvidenceFacts } from "~/domain/evidence/evidence-piece";
import { accept, type Result, refuse } from "~/domain/result";
import { recordWrite } from "../journal/record-write.server";
import { rowVersion } from "../row-version";
import { authorise, type UseCase } from "../use-case.server";
import { evidenceInJournal } from "./add-evidence.server";
import { loadEvidence } from "./load-evidence.server";

export type EditEvidenceRefusal = EvidenceFactsRefusal | "CHANGED_MEANWHILE";

/** @param input `version`: the one the person was looking at */
export async function editEvidence(
	{ db, actor, now }: UseCase,
	cooperativeId: string,
	pieceId: string,
	input: Readonly<Record<string, unknown>>,
): Promise<Result<{ readonly version: number }, EditEvidenceRefusal>> {
	const { piece, resource } = await loadEvidence(db, actor, cooperativeId, pieceId);
	authorise(actor, "evidence.edit", resource, ["evidence.read", resource]);
	const seen = rowVersion.safeParse(input.version);
	if (!seen.success) return refuse("INVALID");
	const read = readEvidenceFacts(input, dayInParis(now));
	if (!read.ok) return read;
	const confidential = can(actor, "evidence.conceal", { cooperativeId }) ? read.value.confidential : piece.confidential;
	const facts = { ...read.value, confidential };
	return atomically(db, async (tx) => {
		const [written] = await tx
			.update(evidencePieces)
			.set({ ...facts, version: seen.data + 1 })
			.where(
				and(
					eq(evidencePieces.id, pieceId),
					eq(evidencePieces.cooperativeId, cooperativeId),
					eq(evidencePieces.version, seen.data),
					isNull(evidencePieces.removedAt),
				),
			)
			.returning({ version: evidencePieces.version });
		if (!written) return refuse("CHANGED_MEANWHILE");
		await recordWrite(tx, {
			at: now,
			actorId: actor.userId,
			action: "evidence.edited",
			subject: ["evidence", pieceId],
			cooperativeId,
			before: evidenceInJournal(piece),
			after: evidenceInJournal(facts),
		});
		return accept({ version: written.version });
	});
}
