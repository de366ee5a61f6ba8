/** Tables of what auditors say of themselves: what they know, when they are away. Their accreditation is in audit.server.ts. */
import { sql } from "drizzle-orm";
import { check, date, index, integer, jsonb, pgTable, smallint, text, timestamp, uuid } from "drizzle-orm/pg-core";
import type { AbsencePart, Language } from "~/domain/audit/auditor-profile";
import { users } from "./access.server";

export const auditorSkills = pgTable(
	"auditor_skills",
	{
		userId: uuid("user_id")
			.primaryKey()
			.references(() => users.id),
		domains: jsonb().$type<readonly string[]>().notNull(),
		sectors: jsonb().$type<readonly string[]>().notNull(),
		languages: jsonb().$type<readonly Language[]>().notNull(),
		/** Where they leave from; null: as their cooperative. */
		department: text(),
		/** Most visits in a calendar year; null: no limit. */
		yearlyLimit: smallint("yearly_limit"),
		/** Days of the week on which they may visit, Monday is 1. */
		weekdays: jsonb().$type<readonly number[]>().notNull(),
		/** Two people editing never overwrite each other. */
		version: integer().notNull().default(1),
		updatedAt: timestamp("updated_at", { withTimezone: true }).notNull(),
	},
	(table) => [check("auditor_skills_limit", sql`${table.yearlyLimit} between 1 and 30`)],
);

export const auditorAbsences = pgTable(
	"auditor_absences",
	{
		id: uuid().primaryKey(),
		userId: uuid("user_id")
			.notNull()
			.references(() => users.id),
		startsOn: date("starts_on").notNull(),
		endsOn: date("ends_on").notNull(),
		part: text().$type<AbsencePart>().notNull(),
		addedAt: timestamp("added_at", { withTimezone: true }).notNull(),
	},
	(table) => [
		index("auditor_absences_user").on(table.userId, table.endsOn),
		check("auditor_absences_dates", sql`${table.endsOn} >= ${table.startsOn}`),
		check("auditor_absences_part", sql`${table.part} in ('day', 'morning', 'afternoon')`),
		check("auditor_absences_half", sql`${table.part} = 'day' or ${table.startsOn} = ${table.endsOn}`),
	],
);

/** Why somebody is away: theirs alone, so in a table that nobody else's transaction reads. */
export const absenceNotes = pgTable("absence_notes", {
	absenceId: uuid("absence_id")
		.primaryKey()
		.references(() => auditorAbsences.id, { onDelete: "cascade" }),
	userId: uuid("user_id")
		.notNull()
		.references(() => users.id),
	text: text().notNull(),
});
