/** Owns which of several rates is the highest and which the lowest. */
import type { Ratio } from "../scoring/ratio";
import { compareRates } from "./rate";

/** The first of the equals wins. Null when there is nothing to compare. */
export function extremes<Item extends { readonly rate: Ratio }>(
	items: readonly Item[],
): { readonly strongest: Item; readonly weakest: Item } | null {
	const [first] = items;
	if (!first) return null;
	let [strongest, weakest] = [first, first];
	for (const item of items) {
		if (compareRates(item.rate, strongest.rate) > 0) strongest = item;
		if (compareRates(item.rate, weakest.rate) < 0) weakest = item;
	}
	return { strongest, weakest };
}
