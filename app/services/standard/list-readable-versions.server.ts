/** The versions that wait and can be read whole: right in themselves and in their lineage, and not older than a published one. */
import type { Database } from "~/db/client.server";
import type { Standard } from "~/domain/standard/standard";
import { surveyCriteria } from "./survey-criteria.server";

export interface ReadableVersion {
	readonly contentHash: string;
	readonly standard: Standard;
}

/** The lowest number first. Checks no right: the caller authorises `standard.preview`. */
export async function listReadableVersions(db: Database, root: string, now: Date): Promise<readonly ReadableVersion[]> {
	const { waiting } = await surveyCriteria(db, root, now);
	return waiting.flatMap(({ contentHash, parsed, refusal }) =>
		parsed.ok && refusal !== "OLDER" ? [{ contentHash, standard: parsed.value }] : [],
	);
}
