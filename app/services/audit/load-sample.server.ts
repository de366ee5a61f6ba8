/** Loads which criteria of an audit are looked at in depth, and why. Row-level security keeps it from whoever may not read it. */
import { and, eq } from "drizzle-orm";
import type { Database, Transaction } from "~/db/client.server";
import { auditSamples } from "~/db/schema/preparation.server";
import type { SampleLine } from "~/domain/audit/sampling";

/** By criterion, those taken out left aside. One query. */
export async function loadSample(
	db: Database | Transaction,
	auditId: string,
): Promise<ReadonlyMap<string, Pick<SampleLine, "reasons" | "note">>> {
	const rows = await db
		.select({ criterionId: auditSamples.criterionId, reasons: auditSamples.reasons, note: auditSamples.note })
		.from(auditSamples)
		.where(and(eq(auditSamples.auditId, auditId), eq(auditSamples.takenOut, false)));
	return new Map(rows.map(({ criterionId, ...line }) => [criterionId, line]));
}
