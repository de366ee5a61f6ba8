/** Owns the figures two plans are compared by: visits placed, kilometres, spread of the load, distance to the target days. */

import { loadCost } from "./occupation";
import type { Plan, PlanProblem } from "./programme-plan";
import { PLAN_COSTS } from "./programme-plan";
import { awayIn, type Timetable, timetableOf } from "./timetable";

export interface PlanFigures {
	readonly placed: number;
	readonly unplaced: number;
	/** One way, both auditors of a team counted. */
	readonly kilometres: number;
	/** Visits of the busiest and of the least busy auditor, settled ones counted. */
	readonly most: number;
	readonly least: number;
	/** Sum of the weeks between each visit and its target weeks. */
	readonly weeksAway: number;
	/** What the planner makes as small as it can, in kilometres. */
	readonly cost: number;
}

export function figuresOf(problem: PlanProblem, plan: Plan): PlanFigures {
	const timetable = timetableOf(problem);
	const kilometres = kilometresOf(timetable, plan);
	const loads = loadsOf(problem, plan);
	const settled = loadsOf(problem, { planned: [], unplaced: [] });
	const away = awayOf(timetable, plan);
	const loadPrice = problem.auditors.reduce((sum, { id }) => {
		let price = 0;
		for (let load = settled.get(id) ?? 0; load < (loads.get(id) ?? 0); load += 1) price += loadCost(load);
		return sum + price;
	}, 0);
	const left = new Set(plan.unplaced);
	const leftOut = problem.visits
		.filter(({ cooperativeId }) => left.has(cooperativeId))
		.reduce((sum, { kind }) => sum + PLAN_COSTS.unplaced[kind], 0);
	return {
		placed: plan.planned.length,
		unplaced: plan.unplaced.length,
		kilometres,
		most: Math.max(0, ...loads.values()),
		least: loads.size === 0 ? 0 : Math.min(...loads.values()),
		weeksAway: away,
		cost: kilometres + loadPrice + PLAN_COSTS.weekAway * away + leftOut,
	};
}

/** Visits of each auditor in the year. */
export function loadsOf({ auditors, settled }: PlanProblem, { planned }: Plan): ReadonlyMap<string, number> {
	const loads = new Map(auditors.map(({ id }) => [id, 0]));
	for (const { team } of [...settled, ...planned]) {
		for (const id of team) if (loads.has(id)) loads.set(id, (loads.get(id) ?? 0) + 1);
	}
	return loads;
}

function kilometresOf({ visits, auditors }: Timetable, { planned }: Plan): number {
	const byCooperative = new Map(visits.map((visit) => [visit.visit.cooperativeId, visit]));
	const indexes = new Map(auditors.map(({ auditor, index }) => [auditor.id, index]));
	return planned.reduce((sum, { cooperativeId, team }) => {
		const visit = byCooperative.get(cooperativeId);
		return sum + team.reduce((own, id) => own + (visit?.kilometres[indexes.get(id) ?? -1] ?? 0), 0);
	}, 0);
}

function awayOf(timetable: Timetable, { planned }: Plan): number {
	const byCooperative = new Map(timetable.visits.map((visit) => [visit.visit.cooperativeId, visit]));
	return planned.reduce((sum, { cooperativeId, startsOn }) => {
		const visit = byCooperative.get(cooperativeId);
		return visit ? sum + awayIn(visit, timetable.weekOf(startsOn)) : sum;
	}, 0);
}
