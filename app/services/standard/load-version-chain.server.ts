/** Loads the versions that lie between two of the référentiel. */
import type { Database, Transaction } from "~/db/client.server";
import { chainBetween, type VersionChain } from "~/domain/standard/version-chain";
import { listVersions, type PublishedStandard } from "./get-standard.server";

interface Chain {
	/** The version one comes from. */
	readonly version: string;
	/** Null when nothing leads from that version to the other. */
	readonly versions: VersionChain | null;
}

/** Published versions never change, nor what lies between two of them: each way is looked up once per process. */
const chains = new Map<string, Chain>();

/** One query at most. */
export async function loadVersionChain(
	db: Database | Transaction,
	sinceId: string,
	{ id, standard }: PublishedStandard,
): Promise<Chain> {
	if (sinceId === id) return { version: standard.version, versions: [standard] };
	const way = `${sinceId} ${id}`;
	const known = chains.get(way);
	if (known) return known;
	const published = await listVersions(db);
	const since = published.find((one) => one.id === sinceId)?.standard;
	const family = published.flatMap((one) => (one.standard.code === standard.code ? [one.standard] : []));
	const found = {
		version: since?.version ?? "",
		versions: since?.code === standard.code ? chainBetween(family, since.version, standard.version) : null,
	};
	if (found.versions) chains.set(way, found);
	return found;
}
