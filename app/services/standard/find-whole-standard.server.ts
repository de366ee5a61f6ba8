/** A published version whole, in the order of reading: what is printed and handed out. */
import type { Database } from "~/db/client.server";
import { findVersion, termLabels } from "./find-version.server";

/** Null for a version that was not published. */
export async function findWholeStandard(db: Database, version: string) {
	const found = await findVersion(db, version);
	if (!found) return null;
	const { standard, contentHash } = found.published;
	return { contentHash, standard, terms: termLabels(standard) };
}
