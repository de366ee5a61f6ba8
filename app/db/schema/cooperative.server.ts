/** Tables of the cooperatives (CAE): public identity, profile, and who accompanied whom. */
import { sql } from "drizzle-orm";
import {
	boolean,
	check,
	date,
	index,
	integer,
	jsonb,
	pgTable,
	primaryKey,
	smallint,
	text,
	timestamp,
	uniqueIndex,
	uuid,
} from "drizzle-orm/pg-core";

export const cooperatives = pgTable(
	"cooperatives",
	{
		id: uuid().primaryKey().defaultRandom(),
		/** Short stable code, e.g. `DEMO-07`. */
		code: text().notNull().unique(),
		name: text().notNull(),
		siren: text(),
		/** `scop`, `scic` or `cooperative` (1947 law only); null when not known. */
		legalForm: text("legal_form"),
		/** Administrative region; null when not known. */
		region: text(),
		/** Regional association of cooperatives; null where there is none. */
		regionalAssociation: text("regional_association"),
		department: text(),
		/** Name of the group of cooperatives it belongs to; null where there is none. */
		groupName: text("group_name"),
		/** The speciality shown on screen; the criteria depend on `profile.sectors` (decisions, 3). */
		mainSector: text("main_sector"),
		/** Sectors, activities, conditions and headcount as last declared; copied into each assessment. */
		profile: jsonb()
			.$type<{ sectors: string[]; activities: string[]; headcount: number; conditions: string[] }>()
			.notNull(),
		/** Day of enrolment in the label; null when the cooperative is not enrolled. */
		enrolledOn: date("enrolled_on"),
		/** Day the cooperative joined the network; null when unknown (counted as member since ever). */
		memberSince: date("member_since"),
		memberUntil: date("member_until"),
		/** Invented for the demonstration, and shown as such. */
		fictional: boolean().notNull().default(false),
		/** Raised by each change of the identity: two editors never overwrite each other. */
		version: integer().notNull().default(1),
		createdAt: timestamp("created_at", { withTimezone: true }).notNull().defaultNow(),
	},
	(table) => [
		uniqueIndex("cooperatives_siren_once").on(table.siren),
		check("cooperatives_siren", sql`${table.siren} is null or ${table.siren} ~ '^[0-9]{9}$'`),
	],
);

export const accompaniments = pgTable(
	"accompaniments",
	{
		id: uuid().primaryKey().defaultRandom(),
		supporterId: uuid("supporter_id")
			.notNull()
			.references(() => cooperatives.id),
		beneficiaryId: uuid("beneficiary_id")
			.notNull()
			.references(() => cooperatives.id),
		startedOn: date("started_on").notNull(),
		endedOn: date("ended_on"),
	},
	(table) => [
		index("accompaniments_supporter").on(table.supporterId),
		index("accompaniments_beneficiary").on(table.beneficiaryId),
		check("accompaniments_distinct", sql`${table.supporterId} <> ${table.beneficiaryId}`),
	],
);

/** Headcount by year, as the cooperative or the national team gave it. */
export const cooperativeHeadcounts = pgTable(
	"cooperative_headcounts",
	{
		cooperativeId: uuid("cooperative_id")
			.notNull()
			.references(() => cooperatives.id),
		year: smallint().notNull(),
		headcount: integer().notNull(),
	},
	(table) => [
		primaryKey({ columns: [table.cooperativeId, table.year] }),
		check("cooperative_headcounts_positive", sql`${table.headcount} >= 0`),
	],
);
