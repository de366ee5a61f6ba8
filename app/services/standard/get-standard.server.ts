/** Reads a published version of the référentiel. A version never changes, so each is read once per process. */
import { desc, eq, inArray, sql } from "drizzle-orm";
import type { Database, Transaction } from "~/db/client.server";
import { standardVersions } from "~/db/schema/standard.server";
import type { Standard } from "~/domain/standard/standard";
import { compareVersions } from "~/domain/standard/version-number";
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
	return remember(row);
}

/** Every published version of the référentiel in use, the highest number first. Two queries at most. */
export async function listStandards(db: Database | Transaction): Promise<readonly PublishedStandard[]> {
	const ids = (await db.select({ id: standardVersions.id }).from(standardVersions)).map(({ id }) => id);
	const unread = ids.filter((id) => !read.has(id));
	if (unread.length > 0) {
		const rows = await db.select().from(standardVersions).where(inArray(standardVersions.id, unread));
		for (const row of rows) remember(row);
	}
	const known = ids
		.flatMap((id) => read.get(id) ?? [])
		.sort((a, b) => compareVersions(b.standard.version, a.standard.version));
	return known.filter(({ standard }) => standard.code === known[0]?.standard.code);
}

function remember({ id, contentHash, content }: typeof standardVersions.$inferSelect): PublishedStandard {
	const published = { id, contentHash, standard: content };
	read.set(id, published);
	return published;
}

/** Every published version, in one query; the text of those already read is not sent again. */
export async function listVersions(db: Database | Transaction): Promise<readonly PublishedStandard[]> {
	const { id, contentHash, content } = standardVersions;
	const alreadyRead = read.size === 0 ? sql`false` : inArray(id, [...read.keys()]);
	const unread = sql<Standard | null>`case when ${alreadyRead} then null else ${content} end`;
	const rows = await db.select({ id, contentHash, content: unread }).from(standardVersions);
	return rows.map((row) => {
		const known = read.get(row.id);
		if (known) return known;
		const published = { id: row.id, contentHash: row.contentHash, standard: row.content as Standard };
		read.set(row.id, published);
		return published;
	});
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
