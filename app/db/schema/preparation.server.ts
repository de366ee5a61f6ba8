/** Tables of how an audit is prepared: its plan, its sample, what was sent to the cooperative, and the evidence asked for. */
import { sql } from "drizzle-orm";
import {
	type AnyPgColumn,
	boolean,
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
	uuid,
} from "drizzle-orm/pg-core";
import type { AgendaSlot, PlanAnswer, SentPlan } from "~/domain/audit/audit-plan";
import type { DemandState } from "~/domain/audit/evidence-demand";
import type { SampleReason } from "~/domain/audit/sampling";
import { users } from "./access.server";
import { audits } from "./audit.server";

const moment = (name: string) => timestamp(name, { withTimezone: true });

const ofAudit = (name: string, table: { readonly cooperativeId: AnyPgColumn; readonly auditId: AnyPgColumn }) =>
	foreignKey({
		name,
		columns: [table.cooperativeId, table.auditId],
		foreignColumns: [audits.cooperativeId, audits.id],
	});

/** The plan as the team writes it; the cooperative reads what was sent. */
export const auditPlans = pgTable(
	"audit_plans",
	{
		cooperativeId: uuid("cooperative_id").notNull(),
		auditId: uuid("audit_id").primaryKey(),
		agenda: jsonb().$type<readonly AgendaSlot[]>().notNull(),
		/** Of the draw: made by chance once, so that nobody outside the team can work it out. */
		seed: uuid().notNull(),
		/** Rises at each change of the agenda: two auditors never overwrite each other silently. */
		version: integer().notNull().default(1),
		writtenAt: moment("written_at").notNull(),
		writtenBy: uuid("written_by").references(() => users.id),
	},
	(table) => [ofAudit("audit_plans_audit", table)],
);

/** The criteria looked at in depth. Those taken out stay, with the reason. */
export const auditSamples = pgTable(
	"audit_samples",
	{
		cooperativeId: uuid("cooperative_id").notNull(),
		auditId: uuid("audit_id").notNull(),
		criterionId: text("criterion_id").notNull(),
		reasons: jsonb().$type<readonly SampleReason[]>().notNull(),
		note: text().notNull().default(""),
		takenOut: boolean("taken_out").notNull().default(false),
		writtenAt: moment("written_at").notNull(),
		writtenBy: uuid("written_by").references(() => users.id),
	},
	(table) => [
		primaryKey({ columns: [table.auditId, table.criterionId] }),
		ofAudit("audit_samples_audit", table),
		check("audit_samples_reasons", sql`jsonb_array_length(${table.reasons}) > 0`),
		check(
			"audit_samples_explained",
			sql`${table.note} ~ '\\S' or not (${table.takenOut} or ${table.reasons} @> '["added"]'::jsonb)`,
		),
	],
);

/** What was sent to the cooperative, time after time, and what it answered. What was sent or answered never changes. */
export const auditPlanSendings = pgTable(
	"audit_plan_sendings",
	{
		cooperativeId: uuid("cooperative_id").notNull(),
		auditId: uuid("audit_id").notNull(),
		number: integer().notNull(),
		content: jsonb().$type<SentPlan>().notNull(),
		sentAt: moment("sent_at").notNull(),
		sentBy: uuid("sent_by").references(() => users.id),
		answer: text().$type<PlanAnswer>(),
		/** What the cooperative asks to change. */
		answerText: text("answer_text").notNull().default(""),
		answeredAt: moment("answered_at"),
		answeredBy: uuid("answered_by").references(() => users.id),
	},
	(table) => [
		primaryKey({ columns: [table.auditId, table.number] }),
		ofAudit("audit_plan_sendings_audit", table),
		check("audit_plan_sendings_answer", sql`${table.answer} in ('acknowledged', 'changeAsked')`),
		check("audit_plan_sendings_answered", sql`(${table.answer} is null) = (${table.answeredAt} is null)`),
		check("audit_plan_sendings_text", sql`${table.answer} <> 'changeAsked' or ${table.answerText} ~ '\\S'`),
	],
);

/** A piece that the team asks for before the visit, about a criterion. */
export const evidenceDemands = pgTable(
	"evidence_demands",
	{
		/** Made from the form's key: sent twice, written once. */
		id: uuid().primaryKey(),
		cooperativeId: uuid("cooperative_id").notNull(),
		auditId: uuid("audit_id").notNull(),
		criterionId: text("criterion_id").notNull(),
		wording: text().notNull(),
		dueOn: date("due_on").notNull(),
		state: text().$type<DemandState>().notNull().default("draft"),
		version: integer().notNull().default(1),
		writtenAt: moment("written_at").notNull(),
		writtenBy: uuid("written_by").references(() => users.id),
		/** When the cooperative was told, last. */
		askedAt: moment("asked_at"),
		/** What was missing, when the team asks again. */
		againReason: text("again_reason").notNull().default(""),
		/** Pieces of the cooperative's library. */
		evidence: uuid().array().notNull().default([]),
		answerNote: text("answer_note").notNull().default(""),
		answeredAt: moment("answered_at"),
		answeredBy: uuid("answered_by").references(() => users.id),
		settledAt: moment("settled_at"),
		settledBy: uuid("settled_by").references(() => users.id),
		/** The last day each reminder was about: another day is another reminder. */
		soonToldFor: date("soon_told_for"),
		lateToldFor: date("late_told_for"),
	},
	(table) => [
		ofAudit("evidence_demands_audit", table),
		index("evidence_demands_audit_id").on(table.auditId),
		index("evidence_demands_waiting").on(table.dueOn).where(sql`${table.state} = 'asked'`),
		check("evidence_demands_state", sql`${table.state} in ('draft', 'asked', 'answered', 'received', 'withdrawn')`),
		check("evidence_demands_wording", sql`${table.wording} ~ '\\S'`),
		check("evidence_demands_asked", sql`${table.state} in ('draft', 'withdrawn') or ${table.askedAt} is not null`),
		check("evidence_demands_answered", sql`${table.state} <> 'answered' or ${table.answeredAt} is not null`),
	],
);
