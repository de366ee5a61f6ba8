/** Tables of what an audit found: findings written by the team, the cooperative's replies, reports, non-conformities and plans. */
import { sql } from "drizzle-orm";
import {
	type AnyPgColumn,
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
	uniqueIndex,
	uuid,
} from "drizzle-orm/pg-core";
import type { FindingKind } from "~/domain/audit/audit-finding";
import type { Grade, NonConformityStatus, Origin } from "~/domain/audit/non-conformity";
import type { ReplyVerdict, ReportStage } from "~/domain/audit/report-delays";
import type { Level } from "~/domain/standard/standard";
import { users } from "./access.server";
import { audits } from "./audit.server";

const ofAudit = (name: string, table: { readonly cooperativeId: AnyPgColumn; readonly auditId: AnyPgColumn }) =>
	foreignKey({
		name,
		columns: [table.cooperativeId, table.auditId],
		foreignColumns: [audits.cooperativeId, audits.id],
	});

/** What the team wrote in place of what the levels say. Rows are added, never changed. */
export const auditFindingEdits = pgTable(
	"audit_finding_edits",
	{
		cooperativeId: uuid("cooperative_id").notNull(),
		auditId: uuid("audit_id").notNull(),
		criterionId: text("criterion_id").notNull(),
		number: integer().notNull(),
		kind: text().$type<FindingKind>().notNull(),
		text: text().notNull(),
		reason: text().notNull(),
		at: timestamp({ withTimezone: true }).notNull(),
		by: uuid()
			.notNull()
			.references(() => users.id),
	},
	(table) => [
		primaryKey({ columns: [table.auditId, table.criterionId, table.number] }),
		ofAudit("audit_finding_edits_audit", table),
		check(
			"audit_finding_edits_kind",
			sql`${table.kind} in ('major', 'minor', 'opportunity', 'strength', 'conformity')`,
		),
	],
);

/** What the cooperative says of one criterion of the provisional report, and what the lead answers. */
export const auditReplies = pgTable(
	"audit_replies",
	{
		cooperativeId: uuid("cooperative_id").notNull(),
		auditId: uuid("audit_id").notNull(),
		criterionId: text("criterion_id").notNull(),
		text: text().notNull(),
		version: integer().notNull().default(1),
		savedAt: timestamp("saved_at", { withTimezone: true }).notNull(),
		savedBy: uuid("saved_by")
			.notNull()
			.references(() => users.id),
		verdict: text().$type<ReplyVerdict>(),
		answer: text().notNull().default(""),
		/** As they were when the cooperative replied: they stay readable once changed. */
		levelBefore: smallint("level_before").$type<Level>(),
		notApplicableBefore: boolean("not_applicable_before").notNull().default(false),
		answeredAt: timestamp("answered_at", { withTimezone: true }),
		answeredBy: uuid("answered_by").references(() => users.id),
	},
	(table) => [
		primaryKey({ columns: [table.auditId, table.criterionId] }),
		ofAudit("audit_replies_audit", table),
		check("audit_replies_verdict", sql`${table.verdict} in ('kept', 'changed')`),
		check("audit_replies_answered", sql`(${table.verdict} is null) = (${table.answeredAt} is null)`),
	],
);

/** A report as it was issued: what it says never changes, and its hash proves it. */
export const auditReports = pgTable(
	"audit_reports",
	{
		cooperativeId: uuid("cooperative_id").notNull(),
		auditId: uuid("audit_id").notNull(),
		stage: text().$type<ReportStage>().notNull(),
		content: text().notNull(),
		contentHash: text("content_hash").notNull(),
		issuedAt: timestamp("issued_at", { withTimezone: true }).notNull(),
		issuedBy: uuid("issued_by")
			.notNull()
			.references(() => users.id),
	},
	(table) => [
		primaryKey({ columns: [table.auditId, table.stage] }),
		ofAudit("audit_reports_audit", table),
		check("audit_reports_stage", sql`${table.stage} in ('provisional', 'final')`),
	],
);

export const nonConformities = pgTable(
	"non_conformities",
	{
		id: uuid().primaryKey().defaultRandom(),
		cooperativeId: uuid("cooperative_id").notNull(),
		/** The audit whose final report opened it. */
		auditId: uuid("audit_id").notNull(),
		/** Version the criterion is read in, e.g. `label-cae/2.0`. */
		standard: text().notNull(),
		domain: text().notNull(),
		/** Null: a major that minors of the domain make together. */
		criterionId: text("criterion_id"),
		origin: text().$type<Origin>().notNull(),
		minors: text().array().notNull().default([]),
		grade: text().$type<Grade>().notNull(),
		status: text().$type<NonConformityStatus>().notNull().default("open"),
		openedOn: date("opened_on").notNull(),
		dueOn: date("due_on").notNull(),
		/** Day the cooperative last said that it was done. */
		doneOn: date("done_on"),
		escalatedOn: date("escalated_on"),
		closedAt: timestamp("closed_at", { withTimezone: true }),
		closedBy: uuid("closed_by").references(() => users.id),
		version: integer().notNull().default(1),
	},
	(table) => [
		ofAudit("non_conformities_audit", table),
		unique("non_conformities_tenant").on(table.cooperativeId, table.id),
		uniqueIndex("non_conformities_once").on(table.auditId, table.domain, sql`coalesce(${table.criterionId}, '')`),
		index("non_conformities_cooperative").on(table.cooperativeId),
		index("non_conformities_due").on(table.dueOn).where(sql`${table.status} <> 'closed'`),
		check("non_conformities_grade", sql`${table.grade} in ('major', 'minor')`),
		check(
			"non_conformities_status",
			sql`${table.status} in ('open', 'planProposed', 'planAccepted', 'done', 'closed')`,
		),
		check("non_conformities_origin", sql`${table.origin} in ('level', 'raised', 'minors')`),
		check("non_conformities_minors", sql`(${table.origin} = 'minors') = (${table.criterionId} is null)`),
		check("non_conformities_closed", sql`(${table.status} = 'closed') = (${table.closedAt} is not null)`),
	],
);

/** One proposal of the cooperative, what was said of it, what was done, and whether it worked. */
export const correctivePlans = pgTable(
	"corrective_plans",
	{
		cooperativeId: uuid("cooperative_id").notNull(),
		nonConformityId: uuid("non_conformity_id").notNull(),
		number: integer().notNull(),
		cause: text().notNull(),
		correction: text().notNull(),
		action: text().notNull(),
		ownerId: uuid("owner_id")
			.notNull()
			.references(() => users.id),
		dueOn: date("due_on").notNull(),
		proposedAt: timestamp("proposed_at", { withTimezone: true }).notNull(),
		proposedBy: uuid("proposed_by")
			.notNull()
			.references(() => users.id),
		accepted: boolean(),
		verdictReason: text("verdict_reason").notNull().default(""),
		judgedAt: timestamp("judged_at", { withTimezone: true }),
		judgedBy: uuid("judged_by").references(() => users.id),
		doneNote: text("done_note").notNull().default(""),
		/** Pieces of the cooperative's library. */
		evidence: uuid().array().notNull().default([]),
		doneAt: timestamp("done_at", { withTimezone: true }),
		doneBy: uuid("done_by").references(() => users.id),
		effective: boolean(),
		checkReason: text("check_reason").notNull().default(""),
		checkedAt: timestamp("checked_at", { withTimezone: true }),
		checkedBy: uuid("checked_by").references(() => users.id),
	},
	(table) => [
		primaryKey({ columns: [table.nonConformityId, table.number] }),
		foreignKey({
			name: "corrective_plans_non_conformity",
			columns: [table.cooperativeId, table.nonConformityId],
			foreignColumns: [nonConformities.cooperativeId, nonConformities.id],
		}),
		check("corrective_plans_judged", sql`(${table.accepted} is null) = (${table.judgedAt} is null)`),
		check("corrective_plans_done", sql`${table.doneAt} is null or ${table.accepted}`),
		check("corrective_plans_checked", sql`${table.checkedAt} is null or ${table.doneAt} is not null`),
	],
);
