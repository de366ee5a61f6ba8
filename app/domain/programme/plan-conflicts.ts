/** Owns the conflicts of a year as spans of days: each pair is judged once a week, and weeks alike are put together. */
import { addDays, type Day, type Span } from "../calendar-day";
import type { PlanConflict, VisitToPlan } from "./programme-plan";
import { mondayOf } from "./working-days";

/**
 * @param judge the first reason that keeps each auditor from making the visit on these days; those without any are left out.
 */
export function conflictsOfYear(
	visits: readonly VisitToPlan[],
	judge: (visit: VisitToPlan, days: Span) => ReadonlyMap<string, string>,
): readonly PlanConflict[] {
	return visits.flatMap((visit) => {
		const { cooperativeId, opensOn, closesOn } = visit;
		const weeks: Day[] = [];
		for (let monday = mondayOf(opensOn); monday <= closesOn; monday = addDays(monday, 7)) weeks.push(monday);
		const found = weeks.map((monday) => judge(visit, { startsOn: monday, endsOn: addDays(monday, 6) }));
		const auditorIds = new Set(found.flatMap((reasons) => [...reasons.keys()]));
		return [...auditorIds].flatMap((auditorId) =>
			spansOf(
				weeks,
				found.map((reasons) => reasons.get(auditorId) ?? null),
			).map((span) => ({ auditorId, cooperativeId, ...span })),
		);
	});
}

/** A reason that holds from the first week on, or to the last, has no bound on that side. */
function spansOf(weeks: readonly Day[], reasons: readonly (string | null)[]) {
	const found: { from: Day | null; until: Day | null; reason: string }[] = [];
	for (const [index, reason] of reasons.entries()) {
		if (reason === null) continue;
		const monday = weeks[index] ?? "";
		const last = index === weeks.length - 1;
		const before = index > 0 && reasons[index - 1] === reason ? found.at(-1) : undefined;
		const until = last ? null : addDays(monday, 6);
		if (before) before.until = until;
		else found.push({ from: index === 0 ? null : monday, until, reason });
	}
	return found;
}
