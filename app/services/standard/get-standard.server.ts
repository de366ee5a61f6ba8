/** Reads a published version of the référentiel. A version never changes, so each is read once per process. */
import { desc, eq } from "drizzle-orm";
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

/** The version published last. */
export async function findLatestStandard(db: Database | Transaction): Promise<PublishedStandard | null> {
	const [row] = await db
		.select({ id: standardVersions.id })
		.from(standardVersions)
		.orderBy(desc(standardVersions.publishedAt), desc(standardVersions.version))
		.limit(1);
	return row ? getStandard(db, row.id) : null;
}
