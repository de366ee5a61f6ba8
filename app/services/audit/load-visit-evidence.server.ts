/** Loads what a visit rests on, criterion by criterion: pieces sent by the cooperative, what was seen of them, photos taken. */
import { and, eq, sql } from "drizzle-orm";
import { unionAll } from "drizzle-orm/pg-core";
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

export interface VisitEvidence {
	/** By criterion, those that the person may read, in the order of their titles. */
	readonly pieces: ReadonlyMap<string, readonly SentPiece[]>;
	/** By criterion, in the order in which they were taken. */
	readonly photos: ReadonlyMap<string, readonly VisitPhoto[]>;
}

/**
 * One query.
 * @param mayRead whether the person may read a piece, by whether it is confidential
 */
export async function loadVisitEvidence(
	db: Database,
	{ id, assessmentId, sending }: Pick<AuditRow, "id" | "assessmentId" | "sending">,
	mayRead: (confidential: boolean) => boolean,
): Promise<VisitEvidence> {
	const sent = db
		.select({
			criterionId: citedEvidence.criterionId,
			id: evidencePieces.id,
			title: sql<string | null>`${evidencePieces.title}`.as("title"),
			confidential: sql<boolean>`${evidencePieces.confidential}`.as("confidential"),
			takenAt: sql<Date | null>`null::timestamptz`.mapWith(auditPhotos.takenAt).as("taken_at"),
		})
		.from(citedEvidence)
		.innerJoin(evidencePieces, eq(evidencePieces.id, citedEvidence.pieceId))
		.where(and(eq(citedEvidence.assessmentId, assessmentId), eq(citedEvidence.number, sending)));
	const taken = db
		.select({
			criterionId: auditPhotos.criterionId,
			id: auditPhotos.id,
			title: sql<string | null>`null::text`.as("title"),
			confidential: sql<boolean>`false`.as("confidential"),
			takenAt: sql<Date | null>`${auditPhotos.takenAt}`.mapWith(auditPhotos.takenAt).as("taken_at"),
		})
		.from(auditPhotos)
		.where(eq(auditPhotos.auditId, id));
	const rows = await unionAll(sent, taken).orderBy(sql`title`, sql`taken_at`, sql`id`);
	return {
		pieces: byCriterion(
			rows.flatMap(({ criterionId, id: pieceId, title, confidential }) =>
				title === null || !mayRead(confidential) ? [] : { criterionId, id: pieceId, title },
			),
		),
		photos: byCriterion(
			rows.flatMap(({ criterionId, id: photoId, takenAt }) =>
				takenAt === null ? [] : { criterionId, id: photoId, takenAt },
			),
		),
	};
}

function byCriterion<T extends { readonly criterionId: string }>(rows: readonly T[]) {
	const groups = new Map<string, Omit<T, "criterionId">[]>();
	for (const { criterionId, ...row } of rows) groups.set(criterionId, [...(groups.get(criterionId) ?? []), row]);
	return groups;
}
