/** The public key figures of a year. Nobody needs to sign in: they name no cooperative. */
import type { Database } from "~/db/client.server";
import { type KeyFigures, keyFigures } from "~/domain/network/key-figures";
import { accept, type Result, refuse } from "~/domain/result";
import { loadNetworkFacts } from "./load-network-facts.server";

export async function getKeyFigures(db: Database, year: string | null): Promise<Result<KeyFigures, "INVALID_YEAR">> {
	if (year === null || !/^(19|20|21)\d\d$/.test(year)) return refuse("INVALID_YEAR");
	return accept(keyFigures(await loadNetworkFacts(db), Number(year)));
}
