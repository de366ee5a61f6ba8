/** Summary rows written with a snapshot, so that network figures never scan answers. Declared and audited are separate rows. */
import { sql } from "drizzle-orm";
import {
	check,
	date,
	foreignKey,
	index,
	integer,
	pgTable,
	pgView,
	primaryKey,
	smallint,
	text,
	uuid,
} from "drizzle-orm/pg-core";
import type { ScoreStage } from "~/domain/network/stage";
import type { Outcome } from "~/domain/scoring/label-outcome";
import { assessments } from "./assessment.server";

/** Domain code of the row that holds the whole assessment. */
export const WHOLE = "*";

export const assessmentSummaries = pgTable(
	"assessment_summaries",
	{
		cooperativeId: uuid("cooperative_id").notNull(),
		assessmentId: uuid("assessment_id").notNull(),
		year: smallint().notNull(),
		stage: text().$type<ScoreStage>().notNull(),
		/** Domain code, or `*` for the whole. */
		domain: text().notNull(),
		/**
		 * What the figures rest on: empty, every criterion of the version the assessment is pinned to; else the criteria that
		 * ask the same over a span of versions, e.g. `1.0..2.0` (domain/network/comparable.ts). Only these cross versions.
		 */
		basis: text().notNull().default(""),
		applicable: integer().notNull(),
		answered: integer().notNull(),
		conformityNum: integer("conformity_num").notNull(),
		conformityDen: integer("conformity_den").notNull(),
		recommendedMet: integer("recommended_met").notNull(),
		recommendedApplicable: integer("recommended_applicable").notNull(),
		maturityNum: integer("maturity_num").notNull(),
		maturityDen: integer("maturity_den").notNull(),
		majors: integer().notNull(),
		minors: integer().notNull(),
		/** Only on the row of the whole of the own version, and only when every applicable criterion is covered. */
		outcome: text().$type<Outcome>(),
	},
	(table) => [
		primaryKey({ columns: [table.assessmentId, table.stage, table.basis, table.domain] }),
		foreignKey({
			name: "assessment_summaries_assessment",
			columns: [table.cooperativeId, table.assessmentId],
			foreignColumns: [assessments.cooperativeId, assessments.id],
		}),
		index("assessment_summaries_year").on(table.year, table.stage, table.domain),
		check("assessment_summaries_stage", sql`${table.stage} in ('declared', 'audited')`),
	],
);

/** The figures of sent assessments without whose they are: what one cooperative is compared with. A view of the owner's. */
export const anonymousSummaries = pgView("anonymous_summaries", {
	year: smallint().notNull(),
	stage: text().$type<ScoreStage>().notNull(),
	domain: text().notNull(),
	conformityNum: integer("conformity_num").notNull(),
	conformityDen: integer("conformity_den").notNull(),
	maturityNum: integer("maturity_num").notNull(),
	maturityDen: integer("maturity_den").notNull(),
	basis: text().notNull(),
}).existing();

/** Which cooperatives were audited, and until which day: whole also for whoever stands aside from some. A view of the owner's. */
export const auditedVisits = pgView("audited_visits", {
	cooperativeId: uuid("cooperative_id").notNull(),
	endsOn: date("ends_on").notNull(),
}).existing();
