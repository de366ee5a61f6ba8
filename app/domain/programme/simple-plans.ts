/** Owns the plans made without a solver: visit after visit, at the cheapest place or at one drawn by lot. R-183. */
import { type Occupation, occupationOf } from "./occupation";
import { candidatesOf, cheapestPlace, type Placement, plannedAt } from "./placements";
import type { Plan, PlannedVisit, PlanProblem } from "./programme-plan";
import { makesTeam, startsOf, type Timetable, type TimetableVisit, timetableOf } from "./timetable";

/** Windows that close first are served first, each at the cheapest place left. */
export function greedyPlan(problem: PlanProblem): Plan {
	const timetable = timetableOf(problem);
	const order = [...timetable.visits].sort(({ visit: a }, { visit: b }) =>
		a.closesOn === b.closesOn ? (a.cooperativeId < b.cooperativeId ? -1 : 1) : a.closesOn < b.closesOn ? -1 : 1,
	);
	return placeInOrder(timetable, order, cheapestPlace);
}

/**
 * Visits in any order, each in any week with any team the rules leave: what a lottery that keeps the rules would give.
 * @param draw a number from 0 to `below` − 1.
 */
export function randomPlan(problem: PlanProblem, draw: (below: number) => number): Plan {
	const timetable = timetableOf(problem);
	return placeInOrder(timetable, shuffled(timetable.visits, draw), (_, occupation, visit) => {
		for (const week of shuffled([...timetable.weeks.keys()], draw)) {
			const candidates = shuffled(candidatesOf(timetable, occupation, visit, week), draw);
			for (const [position, one] of candidates.entries()) {
				for (const other of visit.length === 1 ? [one] : candidates.slice(position + 1)) {
					const members = visit.length === 1 ? [one.auditor] : [one.auditor, other.auditor];
					const starts = startsOf(one.days & other.days, visit.length);
					if (starts !== 0 && makesTeam(visit, members)) return { week, members, starts, cost: 0 };
				}
			}
		}
		return null;
	});
}

function placeInOrder(
	timetable: Timetable,
	order: readonly TimetableVisit[],
	place: (timetable: Timetable, occupation: Occupation, visit: TimetableVisit) => Placement | null,
): Plan {
	const occupation = occupationOf(timetable);
	const planned: PlannedVisit[] = [];
	const unplaced: string[] = [];
	for (const visit of order) {
		const placement = place(timetable, occupation, visit);
		if (!placement) {
			unplaced.push(visit.visit.cooperativeId);
			continue;
		}
		const one = plannedAt(timetable, visit, placement);
		occupation.add(one);
		planned.push(one);
	}
	return { planned, unplaced };
}

function shuffled<Item>(items: readonly Item[], draw: (below: number) => number): Item[] {
	const left = [...items];
	return items.flatMap(() => left.splice(draw(left.length), 1));
}
