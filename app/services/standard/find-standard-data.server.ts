/** A published version as public JSON. */
import type { Database } from "~/db/client.server";
import { standardData } from "~/domain/standard/standard-data";
import { findVersion } from "./find-version.server";

/** Null for a version that was not published. */
export async function findStandardData(db: Database, version: string) {
	const found = await findVersion(db, version);
	if (!found) return null;
	const { standard, contentHash } = found.published;
	return {
		contentHash,
		fileName: `${standard.code}-${standard.version}.json`,
		data: standardData(standard, contentHash),
	};
}
