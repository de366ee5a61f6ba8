/** What the forms of a cooperative start from: words of the référentiel, known associations, and for one, what is recorded. */
import { desc, eq, sql } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";
import type { Database, Transaction } from "~/db/client.server";
import { cooperativeHeadcounts, cooperatives } from "~/db/schema/cooperative.server";
import { dayInParis, yearInParis } from "~/domain/calendar-day";
import { authorise, NotFoundError, type UseCase } from "../use-case.server";
import { isUuid } from "../uuid";
import { profileTerms } from "./cooperative-terms.server";
import { identityOf } from "./identity-row.server";

export async function getCreationForm({ db, actor, now }: UseCase) {
	authorise(actor, "cooperative.create", null);
	return { terms: await profileTerms(db), ...(await namesInUse(db)), year: yearInParis(now) };
}

export async function getEditForm({ db, actor, now }: UseCase, cooperativeId: string) {
	authorise(actor, "cooperative.edit", { cooperativeId }, ["cooperative.read", { cooperativeId }]);
	if (!isUuid(cooperativeId)) throw new NotFoundError(cooperativeId);
	const [row] = await db.select().from(cooperatives).where(eq(cooperatives.id, cooperativeId));
	if (!row) throw new NotFoundError(cooperativeId);
	return {
		id: row.id,
		version: row.version,
		identity: identityOf(row),
		memberUntil: row.memberUntil,
		headcounts: await headcountsOf(db, cooperativeId),
		terms: await profileTerms(db),
		...(await namesInUse(db)),
		year: yearInParis(now),
		today: dayInParis(now),
	};
}

/** By year, the latest first. */
export function headcountsOf(db: Database | Transaction, cooperativeId: string) {
	return db
		.select({ year: cooperativeHeadcounts.year, headcount: cooperativeHeadcounts.headcount })
		.from(cooperativeHeadcounts)
		.where(eq(cooperativeHeadcounts.cooperativeId, cooperativeId))
		.orderBy(desc(cooperativeHeadcounts.year));
}

/** Those in use: the same association, or group, written twice alike is what tells a conflict of interest. */
async function namesInUse(db: Database) {
	const [row] = await db
		.select({ associations: inUse(cooperatives.regionalAssociation), groups: inUse(cooperatives.groupName) })
		.from(cooperatives);
	return { associations: row?.associations ?? [], groups: row?.groups ?? [] };
}

const inUse = (column: PgColumn) =>
	sql<string[]>`coalesce(array_agg(distinct ${column} order by ${column}) filter (where ${column} is not null), '{}')`;
