/** Owns the journal rows: every write leaves one, in the transaction that makes the write. */
import type { Transaction } from "~/db/client.server";
import { journalEntries } from "~/db/schema/journal.server";
import type { JournalAction, SubjectType } from "~/domain/journal/journal-action";

export interface JournalRow {
	readonly at: Date;
	/** Null when the system itself acted. */
	readonly actorId: string | null;
	readonly action: JournalAction;
	readonly subject: readonly [SubjectType, string];
	readonly cooperativeId?: string | null;
	readonly before?: unknown;
	readonly after?: unknown;
}

export async function recordWrite(tx: Transaction, row: JournalRow): Promise<void> {
	await recordWrites(tx, [row]);
}

/** In their order. */
export async function recordWrites(tx: Transaction, rows: readonly JournalRow[]): Promise<void> {
	if (rows.length === 0) return;
	await tx.insert(journalEntries).values(
		rows.map(({ at, actorId, action, subject: [subjectType, subjectId], cooperativeId, before, after }) => ({
			at,
			actorId,
			action,
			subjectType,
			subjectId,
			cooperativeId: cooperativeId ?? null,
			before: before ?? null,
			after: after ?? null,
		})),
	);
}
