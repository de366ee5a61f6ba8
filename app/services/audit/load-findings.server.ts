/** Loads what an audit found: the findings as they stand, the evidence each one cites, the cooperative's replies. */
import { and, asc, eq } from "drizzle-orm";
import type { Database, Transaction } from "~/db/client.server";
import { citedEvidence } from "~/db/schema/evidence.server";
import { auditFindingEdits, auditReplies } from "~/db/schema/finding.server";
import { type AuditFinding, auditFindings } from "~/domain/audit/audit-finding";
import { applicableCriteria } from "~/domain/standard/applicability";
import { type LoadedAudit, loadFindings } from "./load-audit.server";

export type ReplyRow = typeof auditReplies.$inferSelect;
export type EditRow = typeof auditFindingEdits.$inferSelect;

export interface LoadedFindings {
	/** Of the criteria examined, in the order of the référentiel. */
	readonly findings: readonly AuditFinding[];
	/** In the order they were written. */
	readonly edits: readonly EditRow[];
	/** Ids of the pieces sent with each criterion. */
	readonly evidence: ReadonlyMap<string, readonly string[]>;
	/** By criterion; those row-level security lets the person read. */
	readonly replies: ReadonlyMap<string, ReplyRow>;
}

/** Four queries. Checks no right: the caller authorises. */
export async function loadAuditFindings(
	db: Database | Transaction,
	{ audit, published, profile }: Pick<LoadedAudit, "audit" | "published" | "profile">,
): Promise<LoadedFindings> {
	const recorded = await loadFindings(db, audit.id);
	const edits = await loadFindingEdits(db, audit.id);
	const cited = await db
		.select({ criterionId: citedEvidence.criterionId, pieceId: citedEvidence.pieceId })
		.from(citedEvidence)
		.where(and(eq(citedEvidence.assessmentId, audit.assessmentId), eq(citedEvidence.number, audit.sending)))
		.orderBy(asc(citedEvidence.criterionId), asc(citedEvidence.pieceId));
	const replies = await db.select().from(auditReplies).where(eq(auditReplies.auditId, audit.id));
	const evidence = new Map<string, string[]>();
	for (const { criterionId, pieceId } of cited) {
		evidence.set(criterionId, [...(evidence.get(criterionId) ?? []), pieceId]);
	}
	const criteria = applicableCriteria(published.standard, profile);
	return {
		findings: auditFindings(criteria, recorded, new Set(evidence.keys()), edits),
		edits,
		evidence,
		replies: new Map(replies.map((row) => [row.criterionId, row])),
	};
}

/** In the order they were written, criterion by criterion. */
export function loadFindingEdits(db: Database | Transaction, auditId: string): Promise<EditRow[]> {
	return db
		.select()
		.from(auditFindingEdits)
		.where(eq(auditFindingEdits.auditId, auditId))
		.orderBy(asc(auditFindingEdits.criterionId), asc(auditFindingEdits.number));
}
