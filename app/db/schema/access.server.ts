/** Tables of the people: accounts, roles granted, open sessions. */
import { sql } from "drizzle-orm";
import { check, date, index, pgTable, text, timestamp, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import type { Role } from "~/domain/access/roles";
import { cooperatives } from "./cooperative.server";

export const users = pgTable(
	"users",
	{
		id: uuid().primaryKey().defaultRandom(),
		/** Lower case. */
		email: text().notNull(),
		name: text().notNull(),
		/** argon2id, PHC string. */
		passwordHash: text("password_hash").notNull(),
		createdAt: timestamp("created_at", { withTimezone: true }).notNull().defaultNow(),
		disabledAt: timestamp("disabled_at", { withTimezone: true }),
	},
	(table) => [
		uniqueIndex("users_email").on(table.email),
		check("users_email_lower", sql`${table.email} = lower(${table.email})`),
	],
);

export const roleGrants = pgTable(
	"role_grants",
	{
		id: uuid().primaryKey().defaultRandom(),
		userId: uuid("user_id")
			.notNull()
			.references(() => users.id),
		role: text().$type<Role>().notNull(),
		/** Set for the roles held within one cooperative (manager, contributor), null for the others. */
		cooperativeId: uuid("cooperative_id").references(() => cooperatives.id),
		startsOn: date("starts_on"),
		endsOn: date("ends_on"),
	},
	(table) => [
		index("role_grants_user").on(table.userId),
		check(
			"role_grants_cooperative",
			sql`(${table.role} in ('manager', 'contributor')) = (${table.cooperativeId} is not null)`,
		),
	],
);

export const sessions = pgTable(
	"sessions",
	{
		/** SHA-256 of the cookie's token, hex: the token itself is never stored. */
		id: text().primaryKey(),
		userId: uuid("user_id")
			.notNull()
			.references(() => users.id),
		createdAt: timestamp("created_at", { withTimezone: true }).notNull(),
		lastSeenAt: timestamp("last_seen_at", { withTimezone: true }).notNull(),
		expiresAt: timestamp("expires_at", { withTimezone: true }).notNull(),
	},
	(table) => [index("sessions_user").on(table.userId)],
);
