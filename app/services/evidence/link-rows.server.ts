/** Loads the rows that attach pieces to a draft, and writes a whole set of them over another. For a draft that moves between versions. */
import { and, asc, eq, sql } from "drizzle-orm";
import type { Database, Transaction } from "~/db/client.server";
import { evidenceLinks } from "~/db/schema/evidence.server";
import { elevated } from "~/db/transaction.server";

export type LinkRow = typeof evidenceLinks.$inferSelect;

/** Always in the same order. */
export function loadLinkRows(db: Database | Transaction, assessmentId: string): Promise<readonly LinkRow[]> {
	return db
		.select()
		.from(evidenceLinks)
		.where(eq(evidenceLinks.assessmentId, assessmentId))
		.orderBy(sql`${evidenceLinks.criterionId} collate "C"`, asc(evidenceLinks.pieceId));
}

/** Each keeps who attached it and when, hence above row-level security: the policy has said yes to the move of the draft. */
export async function replaceLinks(
	tx: Transaction,
	assessmentId: string,
	present: readonly LinkRow[],
	wanted: readonly LinkRow[],
): Promise<void> {
	const text = (row: LinkRow) =>
		JSON.stringify([row.criterionId, row.pieceId, row.expected, row.attachedAt.toISOString(), row.attachedBy]);
	const [have, want] = [new Set(present.map(text)), new Set(wanted.map(text))];
	const gone = present.filter((row) => !want.has(text(row)));
	const come = wanted.filter((row) => !have.has(text(row)));
	if (gone.length === 0 && come.length === 0) return;
	await elevated(tx, async (above) => {
		for (const { criterionId, pieceId } of gone) {
			await above
				.delete(evidenceLinks)
				.where(
					and(
						eq(evidenceLinks.assessmentId, assessmentId),
						eq(evidenceLinks.criterionId, criterionId),
						eq(evidenceLinks.pieceId, pieceId),
					),
				);
		}
		if (come.length > 0) await above.insert(evidenceLinks).values([...come]);
	});
}
