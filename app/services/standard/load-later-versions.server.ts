/** Lists the published versions of a référentiel, in order, and reads those that come after one of them. */
import { eq } from "drizzle-orm";
import type { Database, Transaction } from "~/db/client.server";
import { standardVersions } from "~/db/schema/standard.server";
import { compareVersions } from "~/domain/standard/version-number";
import { getStandard, type PublishedStandard } from "./get-standard.server";

export interface ListedVersion {
	readonly id: string;
	/** e.g. `2.0`. */
	readonly version: string;
}

/** Of one référentiel, in order. */
export async function listVersions(db: Database | Transaction, code: string): Promise<readonly ListedVersion[]> {
	const rows = await db
		.select({ id: standardVersions.id, version: standardVersions.version })
		.from(standardVersions)
		.where(eq(standardVersions.code, code));
	return rows.sort((a, b) => compareVersions(a.version, b.version));
}

/** Those that come after one of them, read: each is read once per process. */
export async function loadLaterVersions(
	db: Database | Transaction,
	{ standard }: PublishedStandard,
): Promise<readonly PublishedStandard[]> {
	const later: PublishedStandard[] = [];
	for (const { id, version } of await listVersions(db, standard.code)) {
		if (compareVersions(version, standard.version) > 0) later.push(await getStandard(db, id));
	}
	return later;
}
