/** The public key figures of a year. Nobody needs to sign in: they name no cooperative. */
import { eq } from "drizzle-orm";
import type { Database } from "~/db/client.server";
import { campaigns } from "~/db/schema/assessment.server";
import { type KeyFigures, keyFigures } from "~/domain/network/key-figures";
import { accept, type Result, refuse } from "~/domain/result";
import { type ShownVersion, shownVersion } from "~/domain/standard/shown-version";
import { getStandard } from "../standard/get-standard.server";
import { loadNetworkFacts } from "./load-network-facts.server";

export interface PublicFigures extends KeyFigures {
	/** The version of the référentiel the labels of that year are decided on; null without a campaign. */
	readonly standard: ShownVersion | null;
}

export async function getKeyFigures(db: Database, year: string | null): Promise<Result<PublicFigures, "INVALID_YEAR">> {
	if (year === null || !/^(19|20|21)\d\d$/.test(year)) return refuse("INVALID_YEAR");
	const figures = keyFigures(await loadNetworkFacts(db), Number(year));
	return accept({ ...figures, standard: await versionOf(db, Number(year)) });
}

async function versionOf(db: Database, year: number): Promise<ShownVersion | null> {
	const [campaign] = await db
		.select({ versionId: campaigns.standardVersionId })
		.from(campaigns)
		.where(eq(campaigns.year, year));
	return campaign ? shownVersion((await getStandard(db, campaign.versionId)).standard) : null;
}
