/** Tables of what stands around the team of an audit: the declarations its members sign, and the challenge of its cooperative. */
import { sql } from "drizzle-orm";
import {
	check,
	foreignKey,
	index,
	pgTable,
	primaryKey,
	smallint,
	text,
	timestamp,
	unique,
	uuid,
} from "drizzle-orm/pg-core";
import type { ChallengeOutcome } from "../../domain/audit/challenge";
import { TIE_KINDS, type TieKind } from "../../domain/audit/interest-declaration";
import { codes, users } from "./access.server";
import { audits } from "./audit.server";

const moment = (name: string) => timestamp(name, { withTimezone: true });

/** That a member of the team signed, and what: whoever reads the audit reads it. Append-only; the last one counts. */
export const interestDeclarations = pgTable(
	"interest_declarations",
	{
		id: uuid().primaryKey(),
		cooperativeId: uuid("cooperative_id").notNull(),
		auditId: uuid("audit_id").notNull(),
		userId: uuid("user_id")
			.notNull()
			.references(() => users.id),
		/** Version of the text, and the text itself as it was on the screen. */
		wording: smallint().notNull(),
		text: text().notNull(),
		signedAt: moment("signed_at").notNull(),
	},
	(table) => [
		foreignKey({
			name: "interest_declarations_audit",
			columns: [table.cooperativeId, table.auditId],
			foreignColumns: [audits.cooperativeId, audits.id],
		}),
		unique("interest_declarations_person").on(table.userId, table.id),
		index("interest_declarations_of").on(table.auditId, table.userId, table.signedAt),
	],
);

/** The ties told with a signature: the person's and the national team's, in a table that nobody else's transaction reads. */
export const interestDeclarationTies = pgTable(
	"interest_declaration_ties",
	{
		declarationId: uuid("declaration_id").notNull(),
		userId: uuid("user_id").notNull(),
		kind: text().$type<TieKind>().notNull(),
		signedAt: moment("signed_at").notNull(),
	},
	(table) => [
		primaryKey({ columns: [table.declarationId, table.kind] }),
		foreignKey({
			name: "interest_declaration_ties_declaration",
			columns: [table.userId, table.declarationId],
			foreignColumns: [interestDeclarations.userId, interestDeclarations.id],
		}),
		check("interest_declaration_ties_kind", sql`${table.kind} in (${codes([...TIE_KINDS])})`),
	],
);

/** The one challenge of a cooperative for an audit. Answered once, never changed. */
export const auditChallenges = pgTable(
	"audit_challenges",
	{
		auditId: uuid("audit_id").primaryKey(),
		cooperativeId: uuid("cooperative_id").notNull(),
		auditorId: uuid("auditor_id")
			.notNull()
			.references(() => users.id),
		reason: text().notNull(),
		madeAt: moment("made_at").notNull(),
		madeBy: uuid("made_by")
			.notNull()
			.references(() => users.id),
		/** Null: it waits. */
		outcome: text().$type<ChallengeOutcome>(),
		answer: text().notNull().default(""),
		answeredAt: moment("answered_at"),
		answeredBy: uuid("answered_by").references(() => users.id),
	},
	(table) => [
		foreignKey({
			name: "audit_challenges_audit",
			columns: [table.cooperativeId, table.auditId],
			foreignColumns: [audits.cooperativeId, audits.id],
		}),
		check("audit_challenges_reason", sql`${table.reason} ~ '\\S'`),
		check("audit_challenges_outcome", sql`${table.outcome} in ('accepted', 'refused')`),
		check(
			"audit_challenges_answered",
			sql`(${table.outcome} is null) = (${table.answeredAt} is null) and (${table.outcome} is null) = (${table.answeredBy} is null)`,
		),
		check("audit_challenges_refused", sql`${table.outcome} <> 'refused' or ${table.answer} ~ '\\S'`),
	],
);
