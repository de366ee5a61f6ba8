/** Owns what was shown to whom: the marked texts found in the answers, as a table. */

import { everyAsker } from "./requests";
import type { Served } from "./served";
import { rowName, type Table } from "./table";
import { KINDS, SIDES } from "./two-cooperatives";

/** By person, the marked texts they were ever shown. */
export type Seen = Map<string, Set<string>>;

export function note(seen: Seen, person: string, body: string): void {
	const found = seen.get(person) ?? new Set<string>();
	for (const [marker] of body.matchAll(/zq[0-9a-f]{12}/g)) found.add(marker);
	seen.set(person, found);
}

export function visibilityTable({ world }: Served, seen: Seen): Table {
	const columns = everyAsker(world).map(({ person }) => person);
	const rows = new Map(
		KINDS.flatMap((kind) =>
			SIDES.map((side) => [
				rowName([kind, side]),
				columns.map((person) => (seen.get(person)?.has(world.sides[side].markers[kind]) ? "yes" : "")),
			]),
		),
	);
	return { keys: ["what", "whose"], columns, rows };
}
