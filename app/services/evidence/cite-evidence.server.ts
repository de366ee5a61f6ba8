/** Freezes, at submission, which version of each attached piece the assessment cites. */
import { asc, eq, sql } from "drizzle-orm";
import type { Transaction } from "~/db/client.server";
import { evidenceFiles, evidenceLinks, evidencePieces } from "~/db/schema/evidence.server";

export interface CitedEvidence {
	readonly piece: string;
	readonly version: number;
	readonly sha256: string;
	/** Words of the expected piece that it answers; empty: none in particular. */
	readonly expected: string;
	readonly issuedOn: string | null;
	readonly expiresOn: string | null;
}

/** By criterion, in a fixed order. Run under the lock of the assessment, while it is still a draft. */
export async function citeEvidence(
	tx: Transaction,
	assessmentId: string,
): Promise<Readonly<Record<string, readonly CitedEvidence[]>>> {
	await tx
		.update(evidenceLinks)
		.set({
			fileId: sql`(select f.id from ${evidenceFiles} f where f.piece_id = evidence_links.piece_id order by f.number desc limit 1)`,
		})
		.where(eq(evidenceLinks.assessmentId, assessmentId));
	const rows = await tx
		.select({
			criterionId: evidenceLinks.criterionId,
			piece: evidenceLinks.pieceId,
			version: evidenceFiles.number,
			sha256: evidenceFiles.sha256,
			expected: evidenceLinks.expected,
			issuedOn: evidencePieces.issuedOn,
			expiresOn: evidencePieces.expiresOn,
		})
		.from(evidenceLinks)
		.innerJoin(evidencePieces, eq(evidencePieces.id, evidenceLinks.pieceId))
		.innerJoin(evidenceFiles, eq(evidenceFiles.id, evidenceLinks.fileId))
		.where(eq(evidenceLinks.assessmentId, assessmentId))
		.orderBy(asc(evidenceLinks.criterionId), asc(evidenceLinks.pieceId));
	const cited: Record<string, CitedEvidence[]> = {};
	for (const { criterionId, ...one } of rows) {
		const list = cited[criterionId] ?? [];
		list.push(one);
		cited[criterionId] = list;
	}
	return cited;
}
