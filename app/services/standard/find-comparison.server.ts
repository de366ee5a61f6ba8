/** What a published version changes from an earlier one: for anyone. */
import type { Database } from "~/db/client.server";
import { compareSince, type FoundComparison } from "./compare-since.server";
import { listStandards } from "./get-standard.server";

/** Null without such a version, and for the first one. Two queries at most. */
export async function findComparison(
	db: Database,
	version: string,
	since: string | null,
): Promise<FoundComparison | null> {
	const published = await listStandards(db);
	return compareSince(
		published.map(({ standard }) => standard),
		version,
		since,
	);
}
