/** Tables of the self-assessment: campaigns, assessments, answers, what is frozen at each sending, returns, moves to a newer référentiel. */
import { sql } from "drizzle-orm";
import {
	boolean,
	check,
	date,
	foreignKey,
	index,
	integer,
	jsonb,
	pgTable,
	pgView,
	primaryKey,
	smallint,
	text,
	timestamp,
	unique,
	uniqueIndex,
	uuid,
} from "drizzle-orm/pg-core";
import type { SignatoryFunction } from "~/domain/assessment/signature";
import type { AssessmentStatus, ReturnKind } from "~/domain/assessment/status";
import type { Level, Profile } from "~/domain/standard/standard";
import { users } from "./access.server";
import { cooperatives } from "./cooperative.server";
import { standardVersions } from "./standard.server";

export const campaigns = pgTable("campaigns", {
	id: uuid().primaryKey().defaultRandom(),
	year: integer().notNull().unique(),
	standardVersionId: uuid("standard_version_id")
		.notNull()
		.references(() => standardVersions.id),
	opensOn: date("opens_on").notNull(),
	/** Last day on which an assessment can be submitted. */
	closesOn: date("closes_on").notNull(),
});

export const assessments = pgTable(
	"assessments",
	{
		id: uuid().primaryKey().defaultRandom(),
		cooperativeId: uuid("cooperative_id")
			.notNull()
			.references(() => cooperatives.id),
		campaignId: uuid("campaign_id")
			.notNull()
			.references(() => campaigns.id),
		standardVersionId: uuid("standard_version_id")
			.notNull()
			.references(() => standardVersions.id),
		/** What decides which criteria apply; editable while answers are. */
		profile: jsonb().$type<Profile>().notNull(),
		/** Rises at each change of the profile: two people never overwrite each other silently. */
		profileVersion: integer("profile_version").notNull().default(1),
		status: text().$type<AssessmentStatus>().notNull().default("draft"),
		createdAt: timestamp("created_at", { withTimezone: true }).notNull(),
		submittedAt: timestamp("submitted_at", { withTimezone: true }),
		submittedBy: uuid("submitted_by").references(() => users.id),
	},
	(table) => [
		unique("assessments_cooperative_campaign").on(table.cooperativeId, table.campaignId),
		unique("assessments_tenant").on(table.cooperativeId, table.id),
		index("assessments_campaign").on(table.campaignId),
		check("assessments_status", sql`${table.status} in ('draft', 'submitted', 'returned')`),
		check("assessments_submitted", sql`(${table.status} = 'submitted') = (${table.submittedAt} is not null)`),
	],
);

export const answers = pgTable(
	"answers",
	{
		cooperativeId: uuid("cooperative_id").notNull(),
		assessmentId: uuid("assessment_id").notNull(),
		criterionId: text("criterion_id").notNull(),
		/** 0..3; null when not answered yet or not applicable. */
		level: smallint().$type<Level>(),
		notApplicable: boolean("not_applicable").notNull().default(false),
		/** Reason of "not applicable"; an empty one leaves the criterion unanswered. */
		reason: text().notNull().default(""),
		comment: text().notNull().default(""),
		/** Proposed by a newer version of the référentiel or a past year: not counted until confirmed. A save clears it. */
		toConfirm: boolean("to_confirm").notNull().default(false),
		/** Rises by one at each save. */
		version: integer().notNull().default(1),
		updatedAt: timestamp("updated_at", { withTimezone: true }).notNull(),
		updatedBy: uuid("updated_by").references(() => users.id),
	},
	(table) => [
		primaryKey({ columns: [table.assessmentId, table.criterionId] }),
		foreignKey({
			name: "answers_assessment",
			columns: [table.cooperativeId, table.assessmentId],
			foreignColumns: [assessments.cooperativeId, assessments.id],
		}),
		check("answers_level", sql`${table.level} between 0 and 3`),
		check("answers_one_value", sql`not (${table.notApplicable} and ${table.level} is not null)`),
		check("answers_to_confirm", sql`not ${table.toConfirm} or ${table.notApplicable} or ${table.level} is not null`),
	],
);

/** One row per save already applied: the same save sent twice has one effect. */
export const answerSaves = pgTable(
	"answer_saves",
	{
		key: uuid().primaryKey(),
		assessmentId: uuid("assessment_id").notNull(),
		criterionId: text("criterion_id").notNull(),
		version: integer().notNull(),
		savedAt: timestamp("saved_at", { withTimezone: true }).notNull(),
	},
	(table) => [index("answer_saves_saved_at").on(table.savedAt)],
);

/** What was sent, once per sending, for ever: the highest number is what counts. */
export const assessmentSnapshots = pgTable(
	"assessment_snapshots",
	{
		assessmentId: uuid("assessment_id")
			.notNull()
			.references(() => assessments.id),
		/** 1 for the first sending; one more after each return. */
		number: integer().notNull().default(1),
		/** Canonical JSON of what was submitted. */
		content: text().notNull(),
		/** SHA-256 of `content`, hex. */
		contentHash: text("content_hash").notNull(),
		takenAt: timestamp("taken_at", { withTimezone: true }).notNull(),
		signedBy: uuid("signed_by").references(() => users.id),
		/** Null before functions were asked for. */
		signedAs: text("signed_as").$type<SignatoryFunction>(),
	},
	(table) => [primaryKey({ columns: [table.assessmentId, table.number] })],
);

/** Why what was sent was given back, or asked back. Append-only (trigger in drizzle/). */
export const assessmentReturns = pgTable(
	"assessment_returns",
	{
		id: uuid().primaryKey().defaultRandom(),
		cooperativeId: uuid("cooperative_id").notNull(),
		assessmentId: uuid("assessment_id").notNull(),
		/** Which sending it is about. */
		number: integer().notNull(),
		kind: text().$type<ReturnKind>().notNull(),
		reason: text().notNull(),
		/** Ids of the criteria concerned; empty: none in particular. */
		criteria: jsonb().$type<readonly string[]>().notNull(),
		at: timestamp({ withTimezone: true }).notNull(),
		by: uuid()
			.notNull()
			.references(() => users.id),
	},
	(table) => [
		foreignKey({
			name: "assessment_returns_assessment",
			columns: [table.cooperativeId, table.assessmentId],
			foreignColumns: [assessments.cooperativeId, assessments.id],
		}),
		foreignKey({
			name: "assessment_returns_sending",
			columns: [table.assessmentId, table.number],
			foreignColumns: [assessmentSnapshots.assessmentId, assessmentSnapshots.number],
		}),
		index("assessment_returns_assessment").on(table.assessmentId, table.at),
		uniqueIndex("assessment_returns_once")
			.on(table.assessmentId, table.number)
			.where(sql`${table.kind} in ('returned', 'reopened')`),
		check("assessment_returns_kind", sql`${table.kind} in ('returned', 'reopened', 'asked', 'declined')`),
		check("assessment_returns_reason", sql`${table.reason} ~ '\\S'`),
	],
);

/** A draft's move to a newer version of the référentiel: append-only, but for its undoing (trigger in drizzle/). */
export const assessmentUpgrades = pgTable(
	"assessment_upgrades",
	{
		id: uuid().primaryKey().defaultRandom(),
		cooperativeId: uuid("cooperative_id").notNull(),
		assessmentId: uuid("assessment_id").notNull(),
		fromVersionId: uuid("from_version_id")
			.notNull()
			.references(() => standardVersions.id),
		toVersionId: uuid("to_version_id")
			.notNull()
			.references(() => standardVersions.id),
		/** Canonical JSON of the draft as it was left (services/assessment/upgrade-snapshot.ts). */
		before: text().notNull(),
		/** SHA-256 of `before`, hex. */
		beforeHash: text("before_hash").notNull(),
		/** The same of the draft as it became. */
		after: text().notNull(),
		afterHash: text("after_hash").notNull(),
		appliedAt: timestamp("applied_at", { withTimezone: true }).notNull(),
		appliedBy: uuid("applied_by")
			.notNull()
			.references(() => users.id),
		undoneAt: timestamp("undone_at", { withTimezone: true }),
		undoneBy: uuid("undone_by").references(() => users.id),
	},
	(table) => [
		foreignKey({
			name: "assessment_upgrades_assessment",
			columns: [table.cooperativeId, table.assessmentId],
			foreignColumns: [assessments.cooperativeId, assessments.id],
		}),
		index("assessment_upgrades_assessment").on(table.assessmentId, table.appliedAt),
		uniqueIndex("assessment_upgrades_standing")
			.on(table.assessmentId, table.fromVersionId)
			.where(sql`${table.undoneAt} is null`),
		check("assessment_upgrades_elsewhere", sql`${table.fromVersionId} <> ${table.toVersionId}`),
		check("assessment_upgrades_undone", sql`(${table.undoneAt} is null) = (${table.undoneBy} is null)`),
	],
);

/** How many answers each assessment holds, for those who may know it. A view of the owner's (drizzle/0004_access_guards.sql). */
export const answerCounts = pgView("answer_counts", {
	assessmentId: uuid("assessment_id").notNull(),
	answered: integer().notNull(),
}).existing();
