/** Tables of the référentiel: published versions, immutable once written (trigger in drizzle/), and what people report of them. */
import { sql } from "drizzle-orm";
import { check, index, jsonb, pgTable, text, timestamp, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import type { ReportOutcome } from "../../domain/standard/criterion-report";
import type { Standard } from "../../domain/standard/standard";
import { users } from "./access.server";

export interface PublishedFile {
	readonly path: string;
	readonly text: string;
}

export const standardVersions = pgTable(
	"standard_versions",
	{
		id: uuid().primaryKey().defaultRandom(),
		/** e.g. `label-cae`. */
		code: text().notNull(),
		/** e.g. `2.0`. */
		version: text().notNull(),
		/** SHA-256 of the files, hex. */
		contentHash: text("content_hash").notNull(),
		content: jsonb().$type<Standard>().notNull(),
		/** The very files that were published, to name the first line that changed. */
		files: jsonb().$type<readonly PublishedFile[]>().notNull(),
		publishedAt: timestamp("published_at", { withTimezone: true }).notNull(),
	},
	(table) => [uniqueIndex("standard_versions_code_version").on(table.code, table.version)],
);

/** A criterion somebody found ambiguous, in their words, and what the national team answered. Nobody changes the words. */
export const criterionReports = pgTable(
	"criterion_reports",
	{
		/** Chosen by the form: sent twice, written once. */
		id: uuid().primaryKey(),
		standardVersionId: uuid("standard_version_id")
			.notNull()
			.references(() => standardVersions.id),
		criterionId: text("criterion_id").notNull(),
		authorId: uuid("author_id")
			.notNull()
			.references(() => users.id),
		text: text().notNull(),
		at: timestamp({ withTimezone: true }).notNull(),
		closedAt: timestamp("closed_at", { withTimezone: true }),
		closedBy: uuid("closed_by").references(() => users.id),
		/** What follows; null while the report is open. */
		outcome: text().$type<ReportOutcome>(),
		answer: text().notNull().default(""),
	},
	(table) => [
		index("criterion_reports_state").on(table.closedAt, table.at),
		index("criterion_reports_author").on(table.authorId),
		check("criterion_reports_text", sql`char_length(${table.text}) between 1 and 2000`),
		check("criterion_reports_outcome", sql`${table.outcome} in ('nextVersion', 'explained')`),
		check(
			"criterion_reports_closed",
			sql`(${table.closedAt} is null) = (${table.closedBy} is null) and (${table.closedAt} is null) = (${table.outcome} is null)`,
		),
	],
);
