/** Tables of the audits: auditors, visits, and the levels an auditor records beside the declared ones. */
import { sql } from "drizzle-orm";
import {
	boolean,
	check,
	date,
	foreignKey,
	index,
	integer,
	pgTable,
	primaryKey,
	smallint,
	text,
	timestamp,
	unique,
	uuid,
} from "drizzle-orm/pg-core";
import type { AuditKind, AuditMode } from "~/domain/audit/audit";
import type { AuditStatus } from "~/domain/audit/audit-life";
import type { Level } from "~/domain/standard/standard";
import { users } from "./access.server";
import { assessments } from "./assessment.server";
import { cooperatives } from "./cooperative.server";

export const auditorProfiles = pgTable("auditor_profiles", {
	userId: uuid("user_id")
		.primaryKey()
		.references(() => users.id),
	/** Cooperative the auditor comes from; null for an independent third party. */
	homeCooperativeId: uuid("home_cooperative_id").references(() => cooperatives.id),
	/** Cooperative left less than five years ago, if any. */
	formerCooperativeId: uuid("former_cooperative_id").references(() => cooperatives.id),
	leftOn: date("left_on"),
	accreditedFrom: date("accredited_from").notNull(),
	accreditedUntil: date("accredited_until").notNull(),
});

export const audits = pgTable(
	"audits",
	{
		id: uuid().primaryKey().defaultRandom(),
		cooperativeId: uuid("cooperative_id").notNull(),
		assessmentId: uuid("assessment_id").notNull(),
		/** Number of the sending that was declared when the visit was planned: what it reads. */
		sending: integer().notNull().default(1),
		kind: text().$type<AuditKind>().notNull(),
		status: text().$type<AuditStatus>().notNull().default("planned"),
		startsOn: date("starts_on").notNull(),
		endsOn: date("ends_on").notNull(),
		mode: text().$type<AuditMode>().notNull(),
		/** Address on site, or how to join remotely. */
		place: text().notNull(),
		leadAuditorId: uuid("lead_auditor_id")
			.notNull()
			.references(() => auditorProfiles.userId),
		secondAuditorId: uuid("second_auditor_id").references(() => auditorProfiles.userId),
		/** Rises at each change of date, place or team: the SEQUENCE of the calendar invitation. */
		sequence: integer().notNull().default(0),
		/** "09:30" in Paris, on the first day, and the end on the last one; null, both: whole days. */
		opensAt: text("opens_at"),
		closesAt: text("closes_at"),
		statusReason: text("status_reason").notNull().default(""),
		/** When the sequence last rose; null: as it was created. */
		changedAt: timestamp("changed_at", { withTimezone: true }),
		createdAt: timestamp("created_at", { withTimezone: true }).notNull(),
		/** When its team last changed; null: as it was created. */
		teamSetAt: timestamp("team_set_at", { withTimezone: true }),
		/** Whether its team signs declarations of interests: false for visits begun before they were asked. */
		asksDeclarations: boolean("asks_declarations").notNull().default(true),
		/** The cooperative agreed to the days. */
		confirmedAt: timestamp("confirmed_at", { withTimezone: true }),
		visitEndedAt: timestamp("visit_ended_at", { withTimezone: true }),
		provisionalSentAt: timestamp("provisional_sent_at", { withTimezone: true }),
		/** Last day of the cooperative to answer the provisional report. */
		replyDueOn: date("reply_due_on"),
		/** The cooperative said all it had to say. */
		repliesSentAt: timestamp("replies_sent_at", { withTimezone: true }),
		repliesSentBy: uuid("replies_sent_by").references(() => users.id),
		finalAt: timestamp("final_at", { withTimezone: true }),
		closedAt: timestamp("closed_at", { withTimezone: true }),
		closedBy: uuid("closed_by").references(() => users.id),
	},
	(table) => [
		foreignKey({
			name: "audits_assessment",
			columns: [table.cooperativeId, table.assessmentId],
			foreignColumns: [assessments.cooperativeId, assessments.id],
		}),
		unique("audits_tenant").on(table.cooperativeId, table.id),
		index("audits_starts_on").on(table.startsOn),
		index("audits_lead").on(table.leadAuditorId),
		index("audits_second").on(table.secondAuditorId),
		check("audits_dates", sql`${table.endsOn} >= ${table.startsOn}`),
		check("audits_team", sql`${table.secondAuditorId} is null or ${table.secondAuditorId} <> ${table.leadAuditorId}`),
		check(
			"audits_status",
			sql`${table.status} in ('planned', 'confirmed', 'inProgress', 'provisionalReport', 'rightOfReply', 'finalReport', 'closed', 'postponed', 'cancelled')`,
		),
		check("audits_confirmed", sql`${table.status} <> 'confirmed' or ${table.confirmedAt} is not null`),
		check(
			"audits_visit_ended",
			sql`(${table.status} in ('provisionalReport', 'rightOfReply', 'finalReport', 'closed')) = (${table.visitEndedAt} is not null)`,
		),
		check(
			"audits_provisional",
			sql`(${table.provisionalSentAt} is null) = (${table.replyDueOn} is null) and (${table.status} <> 'rightOfReply' or ${table.provisionalSentAt} is not null)`,
		),
		check("audits_final", sql`(${table.status} in ('finalReport', 'closed')) = (${table.finalAt} is not null)`),
		check("audits_hours", sql`(${table.opensAt} is null) = (${table.closesAt} is null)`),
		check(
			"audits_hours_written",
			sql`${table.opensAt} ~ '^([01]\\d|2[0-3]):[0-5]\\d$' and ${table.closesAt} ~ '^([01]\\d|2[0-3]):[0-5]\\d$'`,
		),
		check("audits_hours_order", sql`${table.endsOn} > ${table.startsOn} or ${table.closesAt} > ${table.opensAt}`),
		check("audits_closed", sql`(${table.status} = 'closed') = (${table.closedAt} is not null)`),
	],
);

export const auditObservations = pgTable(
	"audit_observations",
	{
		cooperativeId: uuid("cooperative_id").notNull(),
		auditId: uuid("audit_id").notNull(),
		criterionId: text("criterion_id").notNull(),
		/** Level retained by the audit; null while only a note was taken. */
		level: smallint().$type<Level>(),
		/** The audit confirms that the criterion is not applicable. */
		notApplicable: boolean("not_applicable").notNull().default(false),
		note: text().notNull().default(""),
		/** Pieces sent with the criterion that the auditor opened. */
		seenPieces: uuid("seen_pieces").array().notNull().default([]),
		/** Documents seen on site, in words. */
		seenOnSite: text("seen_on_site").notNull().default(""),
		version: integer().notNull().default(1),
		recordedAt: timestamp("recorded_at", { withTimezone: true }).notNull(),
		recordedBy: uuid("recorded_by").references(() => users.id),
	},
	(table) => [
		primaryKey({ columns: [table.auditId, table.criterionId] }),
		foreignKey({
			name: "audit_observations_audit",
			columns: [table.cooperativeId, table.auditId],
			foreignColumns: [audits.cooperativeId, audits.id],
		}),
		check("audit_observations_level", sql`${table.level} between 0 and 3`),
	],
);
