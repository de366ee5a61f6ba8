/** Tables of what people of the network say of themselves, and of what was set aside for them. Accreditation: audit.server.ts. */
import { sql } from "drizzle-orm";
import {
	check,
	date,
	foreignKey,
	index,
	integer,
	jsonb,
	pgTable,
	smallint,
	text,
	timestamp,
	uniqueIndex,
	uuid,
} from "drizzle-orm/pg-core";
import type { AbsencePart, Language } from "~/domain/audit/auditor-profile";
import { type ConflictReason, DEROGABLE } from "../../domain/audit/conflict-rules";
import { INTEREST_KINDS, type InterestKind } from "../../domain/audit/interest-kind";
import { codes, users } from "./access.server";
import { audits } from "./audit.server";
import { cooperatives } from "./cooperative.server";

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

/** What a person says they have with a cooperative: read by the conflict rules. Never changed, only ended. */
export const declaredInterests = pgTable(
	"declared_interests",
	{
		id: uuid().primaryKey(),
		userId: uuid("user_id")
			.notNull()
			.references(() => users.id),
		cooperativeId: uuid("cooperative_id")
			.notNull()
			.references(() => cooperatives.id),
		kind: text().$type<InterestKind | "home">().notNull(),
		declaredAt: timestamp("declared_at", { withTimezone: true }).notNull(),
		endedAt: timestamp("ended_at", { withTimezone: true }),
	},
	(table) => [
		uniqueIndex("declared_interests_standing")
			.on(table.userId, table.cooperativeId, table.kind)
			.where(sql`${table.endedAt} is null`),
		check("declared_interests_kind", sql`${table.kind} in (${codes([...INTEREST_KINDS, "home"])})`),
	],
);

/** A conflict that only warns, set aside in writing for one auditor and one audit. Append-only; the report tells it. */
export const auditDerogations = pgTable(
	"audit_derogations",
	{
		id: uuid().primaryKey().defaultRandom(),
		cooperativeId: uuid("cooperative_id").notNull(),
		auditId: uuid("audit_id").notNull(),
		auditorId: uuid("auditor_id")
			.notNull()
			.references(() => users.id),
		rule: text().$type<ConflictReason>().notNull(),
		reason: text().notNull(),
		grantedAt: timestamp("granted_at", { withTimezone: true }).notNull(),
		grantedBy: uuid("granted_by")
			.notNull()
			.references(() => users.id),
	},
	(table) => [
		foreignKey({
			name: "audit_derogations_audit",
			columns: [table.cooperativeId, table.auditId],
			foreignColumns: [audits.cooperativeId, audits.id],
		}),
		uniqueIndex("audit_derogations_once").on(table.auditId, table.auditorId, table.rule),
		check("audit_derogations_reason", sql`${table.reason} ~ '\\S'`),
		check("audit_derogations_rule", sql`${table.rule} in (${codes(DEROGABLE)})`),
	],
);
