/** Tables of the plan: who answers what by when in an assessment, and the actions that raise a criterion. */
import { sql } from "drizzle-orm";
import {
	check,
	date,
	foreignKey,
	index,
	integer,
	pgTable,
	smallint,
	text,
	timestamp,
	unique,
	uniqueIndex,
	uuid,
} from "drizzle-orm/pg-core";
import type { ActionState } from "~/domain/plan/planned-action";
import type { Level } from "~/domain/standard/standard";
import { users } from "./access.server";
import { assessments } from "./assessment.server";
import { standardVersions } from "./standard.server";

export const assignments = pgTable(
	"assignments",
	{
		id: uuid().primaryKey().defaultRandom(),
		cooperativeId: uuid("cooperative_id").notNull(),
		assessmentId: uuid("assessment_id").notNull(),
		/** The version that the criterion was read in: the assessment may move to another. */
		standardVersionId: uuid("standard_version_id")
			.notNull()
			.references(() => standardVersions.id),
		/** Code of the domain. */
		domain: text().notNull(),
		/** Null: the whole domain. */
		criterionId: text("criterion_id"),
		assigneeId: uuid("assignee_id")
			.notNull()
			.references(() => users.id),
		/** Last day to do it. */
		dueOn: date("due_on").notNull(),
		note: text().notNull().default(""),
		/** Rises at each change: two people never overwrite each other silently. */
		version: integer().notNull().default(1),
		assignedAt: timestamp("assigned_at", { withTimezone: true }).notNull(),
		assignedBy: uuid("assigned_by")
			.notNull()
			.references(() => users.id),
	},
	(table) => [
		foreignKey({
			name: "assignments_assessment",
			columns: [table.cooperativeId, table.assessmentId],
			foreignColumns: [assessments.cooperativeId, assessments.id],
		}),
		unique("assignments_target").on(table.assessmentId, table.domain, table.criterionId).nullsNotDistinct(),
		index("assignments_assignee").on(table.assigneeId),
	],
);

export const plannedActions = pgTable(
	"planned_actions",
	{
		id: uuid().primaryKey().defaultRandom(),
		cooperativeId: uuid("cooperative_id").notNull(),
		/** The assessment it was planned from: it outlives it. */
		assessmentId: uuid("assessment_id").notNull(),
		/** The version its criterion was read in. */
		standardVersionId: uuid("standard_version_id")
			.notNull()
			.references(() => standardVersions.id),
		domain: text().notNull(),
		criterionId: text("criterion_id").notNull(),
		/** Null: it had no level then. */
		fromLevel: smallint("from_level").$type<Level>(),
		toLevel: smallint("to_level").$type<Level>().notNull(),
		ownerId: uuid("owner_id")
			.notNull()
			.references(() => users.id),
		dueOn: date("due_on").notNull(),
		/** What to do, in the words of the cooperative. */
		todo: text().notNull().default(""),
		state: text().$type<ActionState>().notNull().default("open"),
		/** Why it was abandoned. */
		reason: text().notNull().default(""),
		closedAt: timestamp("closed_at", { withTimezone: true }),
		closedBy: uuid("closed_by").references(() => users.id),
		version: integer().notNull().default(1),
		plannedAt: timestamp("planned_at", { withTimezone: true }).notNull(),
		plannedBy: uuid("planned_by")
			.notNull()
			.references(() => users.id),
	},
	(table) => [
		foreignKey({
			name: "planned_actions_assessment",
			columns: [table.cooperativeId, table.assessmentId],
			foreignColumns: [assessments.cooperativeId, assessments.id],
		}),
		uniqueIndex("planned_actions_standing")
			.on(table.cooperativeId, table.criterionId)
			.where(sql`${table.state} = 'open'`),
		index("planned_actions_owner").on(table.ownerId),
		check("planned_actions_state", sql`${table.state} in ('open', 'done', 'abandoned')`),
		check("planned_actions_levels", sql`${table.toLevel} between 1 and 3 and ${table.fromLevel} between 0 and 2`),
		check("planned_actions_upwards", sql`${table.fromLevel} is null or ${table.toLevel} > ${table.fromLevel}`),
		check("planned_actions_closed", sql`(${table.state} = 'open') = (${table.closedAt} is null)`),
	],
);
