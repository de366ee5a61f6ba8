/** Owns what the filters of the network's page offer: only what the data hold. */
import { type DashboardQuery, NOT_GIVEN } from "./dashboard-query";

export interface NetworkChoices {
	/** Latest first. */
	readonly years: readonly number[];
	/** By name; {@link NOT_GIVEN} last when some cooperatives have none. */
	readonly regions: readonly string[];
	readonly sectors: readonly string[];
	/** What stands for « not given » in both lists. */
	readonly notGiven: string;
}

const french = new Intl.Collator("fr");

export function networkChoices(
	cooperatives: readonly { readonly region: string | null; readonly mainSector: string | null }[],
	campaigns: readonly { readonly year: number }[],
	asked: DashboardQuery & { readonly year: number },
): NetworkChoices {
	return {
		years: [...new Set([asked.year, ...campaigns.map(({ year }) => year)])].sort((a, b) => b - a),
		regions: distinct(cooperatives.map(({ region }) => region)),
		sectors: distinct(cooperatives.map(({ mainSector }) => mainSector)),
		notGiven: NOT_GIVEN,
	};
}

export function distinct(values: readonly (string | null)[]): readonly string[] {
	const known = [...new Set(values.flatMap((value) => value ?? []))].sort(french.compare);
	return values.includes(null) ? [...known, NOT_GIVEN] : known;
}
