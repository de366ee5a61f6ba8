/** Compares a published version with the one it follows. Both never change: each comparison is made once per process. */
import { and, eq } from "drizzle-orm";
import type { Database, Transaction } from "~/db/client.server";
import { standardVersions } from "~/db/schema/standard.server";
import { compareStandards } from "~/domain/standard/compare-standards";
import type { StandardComparison } from "~/domain/standard/comparison";
import { isVersionNumber } from "~/domain/standard/version-number";
import { findLatestStandard, getStandard, type PublishedStandard } from "./get-standard.server";

const made = new Map<string, StandardComparison>();

/** Null without such a version, and for the first one, which follows none. */
export async function findComparison(db: Database | Transaction, version: string): Promise<StandardComparison | null> {
	const latest = isVersionNumber(version) ? await findLatestStandard(db) : null;
	if (!latest) return null;
	const { code } = latest.standard;
	const after = latest.standard.version === version ? latest : await findVersion(db, code, version);
	const previous = after?.standard.previous;
	if (!after || previous === undefined) return null;
	const known = made.get(after.id);
	if (known) return known;
	const before = await findVersion(db, code, previous);
	if (!before) return null;
	const comparison = compareStandards(before.standard, after.standard);
	made.set(after.id, comparison);
	return comparison;
}

async function findVersion(
	db: Database | Transaction,
	code: string,
	version: string,
): Promise<PublishedStandard | null> {
	const [row] = await db
		.select({ id: standardVersions.id })
		.from(standardVersions)
		.where(and(eq(standardVersions.code, code), eq(standardVersions.version, version)));
	return row ? getStandard(db, row.id) : null;
}
