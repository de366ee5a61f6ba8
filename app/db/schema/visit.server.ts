/** Tables of what a visit brings back beside the levels: photos taken on site, and the meetings that open and close it. */
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
	text,
	timestamp,
	uuid,
} from "drizzle-orm/pg-core";
import type { MeetingKind } from "~/domain/audit/meeting";
import { users } from "./access.server";
import { audits } from "./audit.server";

const moment = (name: string) => timestamp(name, { withTimezone: true });

const ofAudit = (name: string, table: { readonly cooperativeId: AnyPgColumn; readonly auditId: AnyPgColumn }) =>
	foreignKey({
		name,
		columns: [table.cooperativeId, table.auditId],
		foreignColumns: [audits.cooperativeId, audits.id],
	});

/** A photo of the audit's own, never of the cooperative's library. The bytes are in the store, under their hash. */
export const auditPhotos = pgTable(
	"audit_photos",
	{
		/** Chosen by the browser: sent twice, written once. */
		id: uuid().primaryKey(),
		cooperativeId: uuid("cooperative_id").notNull(),
		auditId: uuid("audit_id").notNull(),
		criterionId: text("criterion_id").notNull(),
		mediaType: text("media_type").notNull(),
		size: integer().notNull(),
		sha256: text().notNull(),
		/** On the clock of the tablet, never after it arrived. */
		takenAt: moment("taken_at").notNull(),
		addedAt: moment("added_at").notNull(),
		addedBy: uuid("added_by").references(() => users.id),
	},
	(table) => [
		ofAudit("audit_photos_audit", table),
		index("audit_photos_criterion").on(table.auditId, table.criterionId),
		index("audit_photos_sha256").on(table.sha256),
		check("audit_photos_sha256_hex", sql`${table.sha256} ~ '^[0-9a-f]{64}$'`),
		check("audit_photos_type", sql`${table.mediaType} in ('image/jpeg', 'image/png', 'image/webp')`),
		check("audit_photos_size", sql`${table.size} > 0`),
	],
);

/** The opening and the closing meeting of a visit. Signed, they change no more (trigger in drizzle/). */
export const auditMeetings = pgTable(
	"audit_meetings",
	{
		cooperativeId: uuid("cooperative_id").notNull(),
		auditId: uuid("audit_id").notNull(),
		kind: text().$type<MeetingKind>().notNull(),
		heldOn: date("held_on"),
		/** "09:30" in Paris; empty: not told yet. */
		startsAt: text("starts_at").notNull().default(""),
		endsAt: text("ends_at").notNull().default(""),
		/** Functions of those present, in words. */
		people: text().notNull().default(""),
		remarks: text().notNull().default(""),
		/** Who read it for the cooperative on the spot, and as what. */
		representative: text().notNull().default(""),
		representativeRole: text("representative_role").notNull().default(""),
		acknowledged: boolean().notNull().default(false),
		version: integer().notNull().default(1),
		recordedAt: moment("recorded_at").notNull(),
		recordedBy: uuid("recorded_by").references(() => users.id),
		/** By the person who leads the audit. */
		signedAt: moment("signed_at"),
		signedBy: uuid("signed_by").references(() => users.id),
		/** By a manager of the cooperative, from their own account. */
		confirmedAt: moment("confirmed_at"),
		confirmedBy: uuid("confirmed_by").references(() => users.id),
	},
	(table) => [
		primaryKey({ columns: [table.auditId, table.kind] }),
		ofAudit("audit_meetings_audit", table),
		check("audit_meetings_kind", sql`${table.kind} in ('opening', 'closing')`),
		check(
			"audit_meetings_hours",
			sql`${table.startsAt} ~ '^(([01]\\d|2[0-3]):[0-5]\\d)?$' and ${table.endsAt} ~ '^(([01]\\d|2[0-3]):[0-5]\\d)?$'`,
		),
		check(
			"audit_meetings_acknowledged",
			sql`${table.signedAt} is null or not ${table.acknowledged} or ${table.representative} ~ '\\S'`,
		),
		check("audit_meetings_confirmed", sql`${table.confirmedAt} is null or ${table.signedAt} is not null`),
	],
);
