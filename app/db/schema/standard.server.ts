/** Tables of the référentiel: published versions, immutable once written (trigger in drizzle/). */
import { jsonb, pgTable, text, timestamp, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import type { Standard } from "~/domain/standard/standard";

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
