/** Freezes, at each sending, which version of each attached piece the assessment cites; lets go of them when it is given back. */
import { asc, eq, sql } from "drizzle-orm";
import type { Transaction } from "~/db/client.server";
import { citedEvidence, evidenceFiles, evidenceLinks, evidencePieces } from "~/db/schema/evidence.server";

export interface CitedEvidence {
	readonly piece: string;
	readonly version: number;
	readonly sha256: string;
	/** Words of the expected piece that it answers; empty: none in particular. */
	readonly expected: string;
	readonly issuedOn: string | null;
	readonly expiresOn: string | null;
}

export interface Citations {
	/** By criterion, in a fixed order. */
	readonly evidence: Readonly<Record<string, readonly CitedEvidence[]>>;
	/** Once the sending of that number is written: what it cites stays for as long as it does. */
	readonly keep: (number: number) => Promise<void>;
}

/** Run under the lock of the assessment, while its answers may still change. */
export async function citeEvidence(tx: Transaction, assessmentId: string): Promise<Citations> {
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
			kept: { cooperativeId: evidenceLinks.cooperativeId, fileId: evidenceFiles.id },
		})
		.from(evidenceLinks)
		.innerJoin(evidencePieces, eq(evidencePieces.id, evidenceLinks.pieceId))
		.innerJoin(evidenceFiles, eq(evidenceFiles.id, evidenceLinks.fileId))
		.where(eq(evidenceLinks.assessmentId, assessmentId))
		.orderBy(asc(evidenceLinks.criterionId), asc(evidenceLinks.pieceId));
	const evidence: Record<string, CitedEvidence[]> = {};
	for (const { criterionId, kept: _, ...one } of rows) {
		const list = evidence[criterionId] ?? [];
		list.push(one);
		evidence[criterionId] = list;
	}
	const keep = async (number: number) => {
		if (rows.length === 0) return;
		const values = rows.map(({ criterionId, piece, kept }) => {
			return { ...kept, assessmentId, number, criterionId, pieceId: piece };
		});
		await tx.insert(citedEvidence).values(values);
	};
	return { evidence, keep };
}

/** Given back, the assessment follows the latest version of each piece again. */
export async function releaseEvidence(tx: Transaction, assessmentId: string): Promise<void> {
	await tx.update(evidenceLinks).set({ fileId: null }).where(eq(evidenceLinks.assessmentId, assessmentId));
}
