/** Table of the Conseil d'administration's label decisions: append-only (trigger in drizzle/). */
import { sql } from "drizzle-orm";
import { check, date, foreignKey, index, pgTable, text, timestamp, uuid } from "drizzle-orm/pg-core";
import type { Outcome } from "~/domain/scoring/label-outcome";
import { assessments } from "./assessment.server";

export const labelDecisions = pgTable(
	"label_decisions",
	{
		id: uuid().primaryKey().defaultRandom(),
		cooperativeId: uuid("cooperative_id").notNull(),
		assessmentId: uuid("assessment_id").notNull(),
		outcome: text().$type<Outcome>().notNull(),
		decidedOn: date("decided_on").notNull(),
		/** Both set when the label is awarded, with or without reservations. */
		validFrom: date("valid_from"),
		validUntil: date("valid_until"),
		rationale: text().notNull(),
		createdAt: timestamp("created_at", { withTimezone: true }).notNull().defaultNow(),
	},
	(table) => [
		foreignKey({
			name: "label_decisions_assessment",
			columns: [table.cooperativeId, table.assessmentId],
			foreignColumns: [assessments.cooperativeId, assessments.id],
		}),
		index("label_decisions_cooperative").on(table.cooperativeId),
		check(
			"label_decisions_validity",
			sql`(${table.outcome} in ('awarded', 'awardedWithReservations')) = (${table.validFrom} is not null and ${table.validUntil} is not null)`,
		),
	],
);
