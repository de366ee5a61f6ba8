/** Table of the outgoing mail: written in the transaction that causes it, sent by the mailer afterwards. */

import { sql } from "drizzle-orm";
import { check, index, integer, jsonb, pgTable, text, timestamp, uuid } from "drizzle-orm/pg-core";
import type { MailKind } from "../../domain/notification/mail-kind";
import { users } from "./access.server";

const moment = (name: string) => timestamp(name, { withTimezone: true });

export const mailMessages = pgTable(
	"mail_messages",
	{
		id: uuid().primaryKey().defaultRandom(),
		kind: text().$type<MailKind>().notNull(),
		recipient: text().notNull(),
		/** The account written to, if there is one. */
		userId: uuid("user_id").references(() => users.id),
		/** What the template needs. Never a token: links are derived again at the moment of sending (app/auth/keys.server.ts). */
		params: jsonb().$type<Readonly<Record<string, string>>>().notNull(),
		state: text().$type<"waiting" | "sent" | "dead">().notNull().default("waiting"),
		attempts: integer().notNull().default(0),
		createdAt: moment("created_at").notNull(),
		nextAttemptAt: moment("next_attempt_at").notNull(),
		sentAt: moment("sent_at"),
		/** Why the last attempt failed, without personal data. */
		lastError: text("last_error").notNull().default(""),
	},
	(table) => [
		index("mail_messages_waiting").on(table.state, table.nextAttemptAt),
		check("mail_messages_state", sql`${table.state} in ('waiting', 'sent', 'dead')`),
	],
);
