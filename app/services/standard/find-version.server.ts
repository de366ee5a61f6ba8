/** One published version by its number, among the others of the same référentiel: what every public page starts from. */
import type { Database } from "~/db/client.server";
import type { Standard } from "~/domain/standard/standard";
import { listStandards, type PublishedStandard } from "./get-standard.server";

export interface FoundVersion {
	readonly published: PublishedStandard;
	/** All the published versions, the highest number first. */
	readonly versions: readonly Standard[];
}

export interface VersionLink {
	readonly version: string;
	/** ISO date. */
	readonly publishedOn: string;
}

/** Null for a number that was not published. */
export async function findVersion(db: Database, version: string): Promise<FoundVersion | null> {
	const all = await listStandards(db);
	const published = all.find(({ standard }) => standard.version === version);
	return published ? { published, versions: all.map(({ standard }) => standard) } : null;
}

export function versionLinks(versions: readonly Standard[]): readonly VersionLink[] {
	return versions.map(({ version, publishedOn }) => ({ version, publishedOn }));
}

/** French labels of the version's own codes: sectors, activities, conditions. */
export function termLabels({ sectors, activities, conditions }: Standard): Readonly<Record<string, string>> {
	return Object.fromEntries([...sectors, ...activities, ...conditions].map(({ code, label }) => [code, label]));
}
