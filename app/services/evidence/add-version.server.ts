/** Adds a version of a piece: the earlier ones stay, and what a submitted assessment cites stays what it cited. */
import { desc, eq } from "drizzle-orm";
import { evidenceFiles, evidencePieces } from "~/db/schema/evidence.server";
import { atomically } from "~/db/transaction.server";
import type { EvidenceRefusal } from "~/domain/evidence/evidence-file";
import { accept, type Result, refuse } from "~/domain/result";
import { recordWrite } from "../journal/record-write.server";
import { authorise, type UseCase } from "../use-case.server";
import { type EvidenceShelf, evidenceInJournal, hasRoom, writeFile } from "./add-evidence.server";
import type { ReceivedFile } from "./evidence-storage";
import { loadEvidence } from "./load-evidence.server";

export type AddVersionRefusal = "NO_FILE" | "QUOTA" | EvidenceRefusal;

export async function addVersion(
	{ db, actor, now }: UseCase,
	shelf: EvidenceShelf,
	cooperativeId: string,
	pieceId: string,
	file: ReceivedFile | undefined,
): Promise<Result<{ readonly number: number }, AddVersionRefusal>> {
	const { piece, resource } = await loadEvidence(db, actor, cooperativeId, pieceId);
	authorise(actor, "evidence.edit", resource, ["evidence.read", resource]);
	if (!file) return refuse("NO_FILE");
	if (!file.ok) return refuse(file.reason);
	if (!(await hasRoom(db, cooperativeId, file.size, shelf.quotaBytes))) return refuse("QUOTA");
	return atomically(db, async (tx) => {
		// Held until the end: two people who replace it at once make two versions, one after the other.
		await tx.select({ id: evidencePieces.id }).from(evidencePieces).where(eq(evidencePieces.id, pieceId)).for("update");
		const [latest] = await tx
			.select({ number: evidenceFiles.number, sha256: evidenceFiles.sha256 })
			.from(evidenceFiles)
			.where(eq(evidenceFiles.pieceId, pieceId))
			.orderBy(desc(evidenceFiles.number))
			.limit(1);
		if (latest?.sha256 === file.sha256) return refuse("SAME_FILE");
		const number = (latest?.number ?? 0) + 1;
		await shelf.storage.keep(file);
		await writeFile(tx, { cooperativeId, pieceId, number, at: now, by: actor.userId }, file);
		await recordWrite(tx, {
			at: now,
			actorId: actor.userId,
			action: "evidence.versionAdded",
			subject: ["evidence", pieceId],
			cooperativeId,
			before: latest ? { contentHash: latest.sha256 } : null,
			after: { ...evidenceInJournal(piece, file), number },
		});
		return accept({ number });
	});
}
