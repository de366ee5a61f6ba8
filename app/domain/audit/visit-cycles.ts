/** Owns the cycles of a cooperative's visits: an initial or renewal audit opens one, its follow-ups belong to it. */
import type { MadeVisit, VisitFacts } from "./conflict-facts";

/**
 * Cycles in a row, this visit's included, in which that auditor visits the cooperative: 1 when the cycle before was made by
 * others, or there is none. Source: dossier C.4, incompatibility 8; R-168.
 */
export function consecutiveCycles(
	userId: string,
	visit: Pick<VisitFacts, "cooperative" | "startsOn" | "kind" | "visits">,
) {
	const made = visit.visits
		.filter(({ cooperativeId, startsOn }) => cooperativeId === visit.cooperative.id && startsOn < visit.startsOn)
		.sort((a, b) => (a.startsOn < b.startsOn ? -1 : 1));
	const cycles: MadeVisit[][] = [];
	for (const one of made) {
		const current = cycles.at(-1);
		if (current && one.kind === "followUp") current.push(one);
		else cycles.push([one]);
	}
	// A follow-up closes the cycle under way, and counts with it.
	if (visit.kind === "followUp") cycles.pop();
	let inARow = 1;
	for (const cycle of cycles.reverse()) {
		if (!cycle.some(({ team }) => team.some((member) => member.userId === userId))) break;
		inARow += 1;
	}
	return inARow;
}
