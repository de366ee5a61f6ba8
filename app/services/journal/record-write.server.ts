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
	await tx.insert(journalEntries).values({
		at: row.at,
		actorId: row.actorId,
		action: row.action,
		subjectType: row.subject[0],
		subjectId: row.subject[1],
		cooperativeId: row.cooperativeId ?? null,
		before: row.before ?? null,
		after: row.after ?? null,
	});
}
