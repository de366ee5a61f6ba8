/** Tables of the evidence: the pieces of a cooperative, their files version by version, and the criteria they are attached to. */
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
	text,
	timestamp,
	unique,
	uuid,
} from "drizzle-orm/pg-core";
import type { EvidenceKind } from "~/domain/evidence/evidence-kind";
import { users } from "./access.server";
import { assessmentSnapshots, assessments } from "./assessment.server";
import { cooperatives } from "./cooperative.server";

export const evidencePieces = pgTable(
	"evidence_pieces",
	{
		/** Made from the form's key and the file: sent twice, written once. */
		id: uuid().primaryKey(),
		cooperativeId: uuid("cooperative_id")
			.notNull()
			.references(() => cooperatives.id),
		title: text().notNull(),
		kind: text().$type<EvidenceKind>().notNull(),
		issuedOn: date("issued_on"),
		/** Last day on which it is valid. */
		expiresOn: date("expires_on"),
		confidential: boolean().notNull().default(false),
		/** Rises at each change: two people never overwrite each other silently. */
		version: integer().notNull().default(1),
		addedAt: timestamp("added_at", { withTimezone: true }).notNull(),
		addedBy: uuid("added_by").references(() => users.id),
		/** Out of the library; kept while a submitted assessment cites it. */
		removedAt: timestamp("removed_at", { withTimezone: true }),
	},
	(table) => [
		unique("evidence_pieces_tenant").on(table.cooperativeId, table.id),
		index("evidence_pieces_removed_at").on(table.removedAt),
		check("evidence_pieces_title", sql`char_length(${table.title}) between 1 and 160`),
		check(
			"evidence_pieces_dates",
			sql`${table.issuedOn} is null or ${table.expiresOn} is null or ${table.expiresOn} >= ${table.issuedOn}`,
		),
	],
);

/** The file of a piece, each version for ever as it came (trigger in drizzle/). The bytes are in the store, under their hash. */
export const evidenceFiles = pgTable(
	"evidence_files",
	{
		id: uuid().primaryKey().defaultRandom(),
		cooperativeId: uuid("cooperative_id").notNull(),
		pieceId: uuid("piece_id").notNull(),
		/** 1, then one more at each version. */
		number: integer().notNull(),
		name: text().notNull(),
		mediaType: text("media_type").notNull(),
		size: integer().notNull(),
		/** SHA-256 of the bytes, hex: where they are kept. */
		sha256: text().notNull(),
		addedAt: timestamp("added_at", { withTimezone: true }).notNull(),
		addedBy: uuid("added_by").references(() => users.id),
	},
	(table) => [
		foreignKey({
			name: "evidence_files_piece",
			columns: [table.cooperativeId, table.pieceId],
			foreignColumns: [evidencePieces.cooperativeId, evidencePieces.id],
		}).onDelete("cascade"),
		unique("evidence_files_number").on(table.pieceId, table.number),
		unique("evidence_files_of_piece").on(table.pieceId, table.id),
		index("evidence_files_sha256").on(table.sha256),
		check("evidence_files_sha256_hex", sql`${table.sha256} ~ '^[0-9a-f]{64}$'`),
		check("evidence_files_size", sql`${table.size} > 0`),
	],
);

/** A piece attached to a criterion of an assessment. Submission freezes which version of the file is cited. */
export const evidenceLinks = pgTable(
	"evidence_links",
	{
		cooperativeId: uuid("cooperative_id").notNull(),
		assessmentId: uuid("assessment_id").notNull(),
		criterionId: text("criterion_id").notNull(),
		pieceId: uuid("piece_id").notNull(),
		/** Words of the expected piece that it answers; empty: none in particular. */
		expected: text().notNull().default(""),
		/** The version cited; null while answers may change. */
		fileId: uuid("file_id"),
		attachedAt: timestamp("attached_at", { withTimezone: true }).notNull(),
		attachedBy: uuid("attached_by").references(() => users.id),
	},
	(table) => [
		primaryKey({ columns: [table.assessmentId, table.criterionId, table.pieceId] }),
		foreignKey({
			name: "evidence_links_assessment",
			columns: [table.cooperativeId, table.assessmentId],
			foreignColumns: [assessments.cooperativeId, assessments.id],
		}),
		foreignKey({
			name: "evidence_links_piece",
			columns: [table.cooperativeId, table.pieceId],
			foreignColumns: [evidencePieces.cooperativeId, evidencePieces.id],
		}),
		foreignKey({
			name: "evidence_links_file",
			columns: [table.pieceId, table.fileId],
			foreignColumns: [evidenceFiles.pieceId, evidenceFiles.id],
		}),
		index("evidence_links_piece_assessment").on(table.pieceId, table.assessmentId),
	],
);

/** Which version of which piece each sending cites: kept for as long as that sending, whatever the library became since. */
export const citedEvidence = pgTable(
	"cited_evidence",
	{
		cooperativeId: uuid("cooperative_id").notNull(),
		assessmentId: uuid("assessment_id").notNull(),
		/** Of the sending. */
		number: integer().notNull(),
		criterionId: text("criterion_id").notNull(),
		pieceId: uuid("piece_id").notNull(),
		fileId: uuid("file_id").notNull(),
	},
	(table) => [
		primaryKey({ columns: [table.assessmentId, table.number, table.criterionId, table.pieceId] }),
		foreignKey({
			name: "cited_evidence_sending",
			columns: [table.assessmentId, table.number],
			foreignColumns: [assessmentSnapshots.assessmentId, assessmentSnapshots.number],
		}),
		foreignKey({
			name: "cited_evidence_assessment",
			columns: [table.cooperativeId, table.assessmentId],
			foreignColumns: [assessments.cooperativeId, assessments.id],
		}),
		foreignKey({
			name: "cited_evidence_piece",
			columns: [table.cooperativeId, table.pieceId],
			foreignColumns: [evidencePieces.cooperativeId, evidencePieces.id],
		}),
		foreignKey({
			name: "cited_evidence_file",
			columns: [table.pieceId, table.fileId],
			foreignColumns: [evidenceFiles.pieceId, evidenceFiles.id],
		}),
		index("cited_evidence_piece").on(table.pieceId),
	],
);
