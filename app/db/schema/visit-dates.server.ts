/** Tables of how days are agreed on: what cooperatives ask for, the slots proposed to them, and the reminders sent. */
import { sql } from "drizzle-orm";
import {
	check,
	date,
	foreignKey,
	index,
	integer,
	jsonb,
	pgTable,
	primaryKey,
	text,
	timestamp,
	uniqueIndex,
	uuid,
} from "drizzle-orm/pg-core";
import type { ReminderKind } from "../../domain/audit/visit-dates";
import { users } from "./access.server";
import { assessments } from "./assessment.server";
import { audits } from "./audit.server";

const moment = (name: string) => timestamp(name, { withTimezone: true });

/** An audit that a cooperative asks for. It waits until one is planned for its assessment. */
export const auditRequests = pgTable(
	"audit_requests",
	{
		id: uuid().primaryKey().defaultRandom(),
		cooperativeId: uuid("cooperative_id").notNull(),
		assessmentId: uuid("assessment_id").notNull(),
		/** "2027-03", in the order of time. */
		months: jsonb().$type<readonly string[]>().notNull(),
		constraints: text().notNull().default(""),
		askedAt: moment("asked_at").notNull(),
		askedBy: uuid("asked_by")
			.notNull()
			.references(() => users.id),
		/** The audit planned in answer; null: it waits. */
		auditId: uuid("audit_id").references(() => audits.id),
	},
	(table) => [
		foreignKey({
			name: "audit_requests_assessment",
			columns: [table.cooperativeId, table.assessmentId],
			foreignColumns: [assessments.cooperativeId, assessments.id],
		}),
		uniqueIndex("audit_requests_waiting").on(table.assessmentId).where(sql`${table.auditId} is null`),
	],
);

/** Days proposed to a cooperative for one visit. Those of a round are answered together. */
export const visitSlots = pgTable(
	"visit_slots",
	{
		id: uuid().primaryKey().defaultRandom(),
		cooperativeId: uuid("cooperative_id").notNull(),
		auditId: uuid("audit_id").notNull(),
		round: integer().notNull(),
		startsOn: date("starts_on").notNull(),
		endsOn: date("ends_on").notNull(),
		proposedAt: moment("proposed_at").notNull(),
		/** Null: the days of the plan itself, answered without having been a choice. */
		proposedBy: uuid("proposed_by").references(() => users.id),
		/** `withdrawn`: other days took their place before the answer. Null: no answer yet. */
		answer: text().$type<"chosen" | "passed" | "declined" | "withdrawn">(),
		/** Why none suits. */
		reason: text().notNull().default(""),
		answeredAt: moment("answered_at"),
		answeredBy: uuid("answered_by").references(() => users.id),
	},
	(table) => [
		foreignKey({
			name: "visit_slots_audit",
			columns: [table.cooperativeId, table.auditId],
			foreignColumns: [audits.cooperativeId, audits.id],
		}),
		index("visit_slots_audit_round").on(table.auditId, table.round),
		check("visit_slots_dates", sql`${table.endsOn} >= ${table.startsOn}`),
		check("visit_slots_answer", sql`${table.answer} in ('chosen', 'passed', 'declined', 'withdrawn')`),
		check("visit_slots_answered", sql`(${table.answer} is null) = (${table.answeredAt} is null)`),
		check("visit_slots_declined", sql`${table.answer} <> 'declined' or ${table.reason} ~ '\\S'`),
	],
);

/** One row for each reminder sent: the second one finds it there. */
export const visitReminders = pgTable(
	"visit_reminders",
	{
		auditId: uuid("audit_id")
			.notNull()
			.references(() => audits.id),
		kind: text().$type<ReminderKind>().notNull(),
		/** First day of the visit, or the day the slots were proposed: other days are another reminder. */
		about: date().notNull(),
		sentAt: moment("sent_at").notNull(),
	},
	(table) => [
		primaryKey({ columns: [table.auditId, table.kind, table.about] }),
		check("visit_reminders_kind", sql`${table.kind} in ('days30', 'days7', 'unanswered')`),
	],
);
