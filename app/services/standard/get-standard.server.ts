/** Reads a published version of the référentiel. A version never changes, so each is read once per process. */
import { desc, eq, sql } from "drizzle-orm";
import type { Database, Transaction } from "~/db/client.server";
import { standardVersions } from "~/db/schema/standard.server";
import type { Standard } from "~/domain/standard/standard";
import { NotFoundError } from "../use-case.server";

export interface PublishedStandard {
	readonly id: string;
	readonly contentHash: string;
	readonly standard: Standard;
}

const read = new Map<string, PublishedStandard>();

export async function getStandard(db: Database | Transaction, id: string): Promise<PublishedStandard> {
	const known = read.get(id);
	if (known) return known;
	const [row] = await db.select().from(standardVersions).where(eq(standardVersions.id, id));
	if (!row) throw new NotFoundError(`standard version ${id}`);
	const published = { id: row.id, contentHash: row.contentHash, standard: row.content };
	read.set(id, published);
	return published;
}

/** The version with the highest number (2.0 comes before 10.0), whenever this database received it. */
export async function findLatestStandard(db: Database | Transaction): Promise<PublishedStandard | null> {
	const [row] = await db
		.select({ id: standardVersions.id })
		.from(standardVersions)
		.orderBy(
			sql`case when ${standardVersions.version} ~ '^[0-9]+[.][0-9]+$'
				then string_to_array(${standardVersions.version}, '.')::int[] end desc nulls last`,
			desc(standardVersions.publishedAt),
		)
		.limit(1);
	return row ? getStandard(db, row.id) : null;
}
