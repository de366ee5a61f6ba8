/** Tables of the year's programme: the visits proposed, and what the planner answered. The audits themselves are elsewhere. */
import { sql } from "drizzle-orm";
import {
	boolean,
	check,
	date,
	index,
	integer,
	jsonb,
	pgTable,
	smallint,
	text,
	timestamp,
	unique,
	uuid,
} from "drizzle-orm/pg-core";
import type { AuditKind } from "~/domain/audit/audit";
import type { ProposalContent, ProposalStatus } from "~/domain/programme/proposal";
import { users } from "./access.server";
import { auditorProfiles } from "./audit.server";
import { cooperatives } from "./cooperative.server";

export const programmeLines = pgTable(
	"programme_lines",
	{
		id: uuid().primaryKey().defaultRandom(),
		year: smallint().notNull(),
		cooperativeId: uuid("cooperative_id")
			.notNull()
			.references(() => cooperatives.id),
		kind: text().$type<AuditKind>().notNull(),
		startsOn: date("starts_on").notNull(),
		endsOn: date("ends_on").notNull(),
		leadAuditorId: uuid("lead_auditor_id")
			.notNull()
			.references(() => auditorProfiles.userId),
		secondAuditorId: uuid("second_auditor_id").references(() => auditorProfiles.userId),
		/** The planner leaves it where it is. */
		pinned: boolean().notNull().default(false),
		/** The proposal it comes from; null when set by hand. */
		proposalId: uuid("proposal_id"),
		version: integer().notNull().default(1),
		updatedAt: timestamp("updated_at", { withTimezone: true }).notNull(),
		updatedBy: uuid("updated_by").references(() => users.id),
	},
	(table) => [
		unique("programme_lines_once").on(table.year, table.cooperativeId),
		check("programme_lines_kind", sql`${table.kind} in ('initial', 'followUp', 'renewal')`),
		check("programme_lines_dates", sql`${table.endsOn} >= ${table.startsOn}`),
		check(
			"programme_lines_team",
			sql`${table.secondAuditorId} is null or ${table.secondAuditorId} <> ${table.leadAuditorId}`,
		),
	],
);

export const programmeProposals = pgTable(
	"programme_proposals",
	{
		id: uuid().primaryKey().defaultRandom(),
		year: smallint().notNull(),
		/** Visits the network follows in one week at most. */
		mostPerWeek: smallint("most_per_week").notNull(),
		status: text().$type<ProposalStatus>().notNull().default("asked"),
		askedAt: timestamp("asked_at", { withTimezone: true }).notNull(),
		askedBy: uuid("asked_by").references(() => users.id),
		/** When a server took it up. */
		startedAt: timestamp("started_at", { withTimezone: true }),
		endedAt: timestamp("ended_at", { withTimezone: true }),
		/** Ids only, never a name. */
		content: jsonb().$type<ProposalContent>(),
	},
	(table) => [
		index("programme_proposals_year").on(table.year, table.askedAt),
		index("programme_proposals_waiting").on(table.askedAt).where(sql`${table.status} in ('asked', 'computing')`),
		check("programme_proposals_status", sql`${table.status} in ('asked', 'computing', 'ready', 'failed')`),
		check("programme_proposals_content", sql`(${table.status} = 'ready') = (${table.content} is not null)`),
		check("programme_proposals_week", sql`${table.mostPerWeek} between 1 and 100`),
	],
);
