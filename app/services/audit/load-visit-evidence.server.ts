/** Loads what a visit rests on, criterion by criterion: pieces sent by the cooperative, what was seen of them, photos taken. */
import { and, asc, eq } from "drizzle-orm";
import type { Database } from "~/db/client.server";
import { citedEvidence, evidencePieces } from "~/db/schema/evidence.server";
import { auditPhotos } from "~/db/schema/visit.server";
import type { AuditRow } from "./load-audit.server";

export interface SentPiece {
	readonly id: string;
	readonly title: string;
}

export interface VisitPhoto {
	readonly id: string;
	readonly takenAt: Date;
}

/** Pieces by criterion, those that row-level security lets the person read, in the order of their titles. */
export async function loadSentPieces(
	db: Database,
	{ assessmentId, sending }: Pick<AuditRow, "assessmentId" | "sending">,
): Promise<ReadonlyMap<string, readonly SentPiece[]>> {
	const rows = await db
		.select({ criterionId: citedEvidence.criterionId, id: evidencePieces.id, title: evidencePieces.title })
		.from(citedEvidence)
		.innerJoin(evidencePieces, eq(evidencePieces.id, citedEvidence.pieceId))
		.where(and(eq(citedEvidence.assessmentId, assessmentId), eq(citedEvidence.number, sending)))
		.orderBy(asc(evidencePieces.title), asc(evidencePieces.id));
	return byCriterion(rows);
}

/** Photos by criterion, in the order in which they were taken. */
export async function loadPhotos(db: Database, auditId: string): Promise<ReadonlyMap<string, readonly VisitPhoto[]>> {
	const rows = await db
		.select({ criterionId: auditPhotos.criterionId, id: auditPhotos.id, takenAt: auditPhotos.takenAt })
		.from(auditPhotos)
		.where(eq(auditPhotos.auditId, auditId))
		.orderBy(asc(auditPhotos.takenAt), asc(auditPhotos.id));
	return byCriterion(rows);
}

function byCriterion<T extends { readonly criterionId: string }>(rows: readonly T[]) {
	const groups = new Map<string, Omit<T, "criterionId">[]>();
	for (const { criterionId, ...row } of rows) groups.set(criterionId, [...(groups.get(criterionId) ?? []), row]);
	return groups;
}
