/** Tables of the people: accounts, roles granted, sessions, passwords, second factors, invitations, known devices. */
import { sql } from "drizzle-orm";
import {
	bigint,
	boolean,
	check,
	date,
	index,
	integer,
	jsonb,
	pgTable,
	primaryKey,
	text,
	timestamp,
	uniqueIndex,
	uuid,
} from "drizzle-orm/pg-core";
import { ROLES, type Role } from "../../domain/access/roles";
import type { SecurityEventKind } from "../../domain/access/security-event";
import type { SessionStage } from "../../domain/access/session-life";
import { cooperatives } from "./cooperative.server";

const moment = (name: string) => timestamp(name, { withTimezone: true });
const owner = () =>
	uuid("user_id")
		.notNull()
		.references(() => users.id);
/** Our own lists of codes, for the checks of a schema. */
export const codes = (list: readonly string[]) => sql.raw(list.map((code) => `'${code}'`).join(", "));

export const users = pgTable(
	"users",
	{
		id: uuid().primaryKey().defaultRandom(),
		/** Lower case. */
		email: text().notNull(),
		name: text().notNull(),
		createdAt: moment("created_at").notNull().defaultNow(),
		disabledAt: moment("disabled_at"),
		/** Set once the person was erased: name and address are pseudonyms from then on. */
		erasedAt: moment("erased_at"),
	},
	(table) => [
		uniqueIndex("users_email").on(table.email),
		check("users_email_lower", sql`${table.email} = lower(${table.email})`),
	],
);

/** Apart from `users`, so that no list of people ever carries a hash. */
export const passwords = pgTable("passwords", {
	userId: owner().primaryKey(),
	/** argon2id, PHC string. */
	hash: text().notNull(),
	changedAt: moment("changed_at").notNull(),
});

export const roleGrants = pgTable(
	"role_grants",
	{
		id: uuid().primaryKey().defaultRandom(),
		userId: owner(),
		role: text().$type<Role>().notNull(),
		/** Set for the roles held within one cooperative (manager, contributor), null for the others. */
		cooperativeId: uuid("cooperative_id").references(() => cooperatives.id),
		/** Domain codes a contributor answers; null: all of them. */
		domains: jsonb().$type<readonly string[]>(),
		startsOn: date("starts_on"),
		endsOn: date("ends_on"),
	},
	(table) => [
		index("role_grants_user").on(table.userId),
		index("role_grants_cooperative_id").on(table.cooperativeId),
		check(
			"role_grants_cooperative",
			sql`(${table.role} in ('manager', 'contributor')) = (${table.cooperativeId} is not null)`,
		),
		check("role_grants_role", sql`${table.role} in (${codes(ROLES)})`),
		check("role_grants_domains", sql`${table.domains} is null or ${table.role} = 'contributor'`),
	],
);

export const sessions = pgTable(
	"sessions",
	{
		/** SHA-256 of the cookie's token, hex: the token itself is never stored. */
		id: text().primaryKey(),
		userId: owner(),
		stage: text().$type<SessionStage>().notNull().default("open"),
		/** When this session proved a second factor, if it did. */
		secondFactorAt: moment("second_factor_at"),
		/** When this session last proved who is there: at its opening, then before each sensitive change. */
		provenAt: moment("proven_at").notNull(),
		/** Browser and system in words, from the User-Agent. */
		device: text().notNull().default(""),
		/** IP prefix (/24 or /48), never the whole address. */
		network: text().notNull().default(""),
		createdAt: moment("created_at").notNull(),
		lastSeenAt: moment("last_seen_at").notNull(),
		expiresAt: moment("expires_at").notNull(),
	},
	(table) => [
		index("sessions_user").on(table.userId),
		check("sessions_stage", sql`${table.stage} in ('open', 'secondFactor')`),
	],
);

/** A time-based one-time password: the secret is encrypted with the server's key (app/auth/keys.server.ts). */
export const totpFactors = pgTable("totp_factors", {
	userId: owner().primaryKey(),
	secret: text().notNull(),
	createdAt: moment("created_at").notNull(),
	/** Null until a first code proved that the application on the phone works. */
	confirmedAt: moment("confirmed_at"),
	/** Last time step accepted: a code never serves twice. */
	lastStep: bigint("last_step", { mode: "number" }).notNull().default(0),
});

export const recoveryCodes = pgTable(
	"recovery_codes",
	{
		id: uuid().primaryKey().defaultRandom(),
		userId: owner(),
		/** SHA-256 of the code, hex: codes are random, long enough not to be guessed. */
		codeHash: text("code_hash").notNull(),
		createdAt: moment("created_at").notNull(),
		usedAt: moment("used_at"),
	},
	(table) => [uniqueIndex("recovery_codes_user_code").on(table.userId, table.codeHash)],
);

export const passkeys = pgTable(
	"passkeys",
	{
		/** Credential identifier, base64url. */
		id: text().primaryKey(),
		userId: owner(),
		/** COSE public key, base64url. */
		publicKey: text("public_key").notNull(),
		counter: bigint({ mode: "number" }).notNull(),
		transports: jsonb().$type<readonly string[]>().notNull(),
		/** What the person calls it. */
		name: text().notNull(),
		createdAt: moment("created_at").notNull(),
		lastUsedAt: moment("last_used_at"),
	},
	(table) => [index("passkeys_user").on(table.userId)],
);

/** Challenges of passkey ceremonies and states of OIDC sign-ins under way: read once, then gone. */
export const ceremonies = pgTable(
	"ceremonies",
	{
		/** SHA-256 of what the browser holds, hex. */
		id: text().primaryKey(),
		kind: text().$type<"passkeyRegistration" | "passkeySignIn" | "oidc">().notNull(),
		userId: uuid("user_id").references(() => users.id),
		/** Challenge, or nonce and PKCE verifier. */
		content: jsonb().$type<Readonly<Record<string, string>>>().notNull(),
		expiresAt: moment("expires_at").notNull(),
	},
	(table) => [index("ceremonies_expires_at").on(table.expiresAt)],
);

export const oidcIdentities = pgTable(
	"oidc_identities",
	{
		issuer: text().notNull(),
		subject: text().notNull(),
		userId: owner(),
		linkedAt: moment("linked_at").notNull(),
	},
	(table) => [primaryKey({ columns: [table.issuer, table.subject] }), index("oidc_identities_user").on(table.userId)],
);

export const invitations = pgTable(
	"invitations",
	{
		id: uuid().primaryKey().defaultRandom(),
		email: text().notNull(),
		/** SHA-256 of the token in the link, hex. */
		tokenHash: text("token_hash").notNull(),
		role: text().$type<Role>().notNull(),
		cooperativeId: uuid("cooperative_id").references(() => cooperatives.id),
		domains: jsonb().$type<readonly string[]>(),
		startsOn: date("starts_on"),
		endsOn: date("ends_on"),
		invitedBy: uuid("invited_by").references(() => users.id),
		createdAt: moment("created_at").notNull(),
		expiresAt: moment("expires_at").notNull(),
		acceptedAt: moment("accepted_at"),
		acceptedBy: uuid("accepted_by").references(() => users.id),
		revokedAt: moment("revoked_at"),
	},
	(table) => [
		uniqueIndex("invitations_token").on(table.tokenHash),
		index("invitations_cooperative").on(table.cooperativeId),
		check("invitations_email_lower", sql`${table.email} = lower(${table.email})`),
	],
);

export const passwordResets = pgTable(
	"password_resets",
	{
		id: uuid().primaryKey().defaultRandom(),
		userId: owner(),
		/** SHA-256 of the token in the link, hex. */
		tokenHash: text("token_hash").notNull(),
		createdAt: moment("created_at").notNull(),
		expiresAt: moment("expires_at").notNull(),
		usedAt: moment("used_at"),
	},
	(table) => [uniqueIndex("password_resets_token").on(table.tokenHash), index("password_resets_user").on(table.userId)],
);

/** Browsers on which an account signed in before: they keep a count of failures of their own, so that the owner gets in during an attack. */
export const knownDevices = pgTable(
	"known_devices",
	{
		/** SHA-256 of the device cookie's token, hex. */
		id: text().primaryKey(),
		userId: owner(),
		createdAt: moment("created_at").notNull(),
		expiresAt: moment("expires_at").notNull(),
	},
	(table) => [index("known_devices_user").on(table.userId)],
);

/** Counters of the throttling: keys are hashes, never an address. */
export const throttles = pgTable(
	"throttles",
	{
		key: text().primaryKey(),
		points: integer().notNull().default(0),
		expire: moment("expire"),
	},
	(table) => [index("throttles_expire").on(table.expire)],
);

/** The security log, apart from the journal: kept for a limited time (docs/regles-metier.md, R-6x). */
export const securityEvents = pgTable(
	"security_events",
	{
		id: bigint({ mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
		at: moment("at").notNull(),
		kind: text().$type<SecurityEventKind>().notNull(),
		/** Null when the address is unknown: the address itself is never written here. */
		userId: uuid("user_id"),
		network: text().notNull().default(""),
		device: text().notNull().default(""),
		/** Identifies the request in the technical log. */
		reference: text().notNull().default(""),
		succeeded: boolean().notNull(),
	},
	(table) => [index("security_events_at").on(table.at), index("security_events_user").on(table.userId)],
);
