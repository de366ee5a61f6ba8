/** The journal: one append-only row per write (trigger in drizzle/). */
import { bigint, index, jsonb, pgTable, text, timestamp, uuid } from "drizzle-orm/pg-core";
import type { JournalAction, SubjectType } from "~/domain/journal/journal-action";

export const journalEntries = pgTable(
	"journal_entries",
	{
		id: bigint({ mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
		at: timestamp({ withTimezone: true }).notNull(),
		/** Null when the system itself acted (publication at start, command line). */
		actorId: uuid("actor_id"),
		action: text().$type<JournalAction>().notNull(),
		subjectType: text("subject_type").$type<SubjectType>().notNull(),
		/** Identifier of the subject; `assessmentId/criterionId` for an answer. */
		subjectId: text("subject_id").notNull(),
		/** Cooperative concerned, if one is. */
		cooperativeId: uuid("cooperative_id"),
		before: jsonb(),
		after: jsonb(),
	},
	(table) => [
		index("journal_entries_subject").on(table.subjectType, table.subjectId),
		index("journal_entries_cooperative").on(table.cooperativeId),
	],
);

/**
 * The chain over the journal: one link per row, numbered without a gap, each hash covering the one before. Written by a
 * trigger at commit (drizzle/), checked by `npm run journal:verify`.
 */
export const journalLinks = pgTable("journal_links", {
	position: bigint({ mode: "number" }).primaryKey(),
	entryId: bigint("entry_id", { mode: "number" })
		.notNull()
		.unique()
		.references(() => journalEntries.id),
	/** SHA-256 of the previous hash and of every field of the row, hex. */
	hash: text().notNull(),
});
