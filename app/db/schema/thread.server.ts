/** Tables of the threads: what a cooperative's team says to itself about a criterion, and whom it is said to. */
import { sql } from "drizzle-orm";
import { check, foreignKey, index, pgTable, primaryKey, text, timestamp, unique, uuid } from "drizzle-orm/pg-core";
import { users } from "./access.server";
import { assessments } from "./assessment.server";

export const threads = pgTable(
	"threads",
	{
		/** The key of the form that opened it: sent twice, opened once. */
		id: uuid().primaryKey(),
		cooperativeId: uuid("cooperative_id").notNull(),
		assessmentId: uuid("assessment_id").notNull(),
		criterionId: text("criterion_id").notNull(),
		openedAt: timestamp("opened_at", { withTimezone: true }).notNull(),
		openedBy: uuid("opened_by")
			.notNull()
			.references(() => users.id),
		/** Null while it is open. */
		resolvedAt: timestamp("resolved_at", { withTimezone: true }),
		resolvedBy: uuid("resolved_by").references(() => users.id),
	},
	(table) => [
		foreignKey({
			name: "threads_assessment",
			columns: [table.cooperativeId, table.assessmentId],
			foreignColumns: [assessments.cooperativeId, assessments.id],
		}),
		unique("threads_tenant").on(table.cooperativeId, table.id),
		index("threads_criterion").on(table.assessmentId, table.criterionId),
		check("threads_resolved", sql`(${table.resolvedAt} is null) = (${table.resolvedBy} is null)`),
	],
);

/** Append-only, but for the taking back of one's own message (trigger in drizzle/). */
export const threadMessages = pgTable(
	"thread_messages",
	{
		/** The key of the form that sent it. */
		id: uuid().primaryKey(),
		cooperativeId: uuid("cooperative_id").notNull(),
		threadId: uuid("thread_id").notNull(),
		/** Empty once taken back. */
		text: text().notNull(),
		writtenAt: timestamp("written_at", { withTimezone: true }).notNull(),
		writtenBy: uuid("written_by")
			.notNull()
			.references(() => users.id),
		withdrawnAt: timestamp("withdrawn_at", { withTimezone: true }),
	},
	(table) => [
		foreignKey({
			name: "thread_messages_thread",
			columns: [table.cooperativeId, table.threadId],
			foreignColumns: [threads.cooperativeId, threads.id],
		}),
		unique("thread_messages_tenant").on(table.cooperativeId, table.id),
		index("thread_messages_thread_id").on(table.threadId, table.writtenAt),
		check("thread_messages_text", sql`char_length(${table.text}) <= 4000`),
		check("thread_messages_withdrawn", sql`(${table.withdrawnAt} is null) = (${table.text} <> '')`),
	],
);

export const threadMentions = pgTable(
	"thread_mentions",
	{
		cooperativeId: uuid("cooperative_id").notNull(),
		messageId: uuid("message_id").notNull(),
		userId: uuid("user_id")
			.notNull()
			.references(() => users.id),
	},
	(table) => [
		primaryKey({ columns: [table.messageId, table.userId] }),
		foreignKey({
			name: "thread_mentions_message",
			columns: [table.cooperativeId, table.messageId],
			foreignColumns: [threadMessages.cooperativeId, threadMessages.id],
		}),
		index("thread_mentions_user").on(table.userId),
	],
);
