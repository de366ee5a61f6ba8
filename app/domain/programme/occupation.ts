/** Owns what the visits already placed take up: each auditor's weeks and load, the network's weeks, who went to whom. */
import type { Day } from "../calendar-day";
import { PLAN_COSTS, type PlannedVisit, type PlanRule } from "./programme-plan";
import type { Timetable, TimetableAuditor, TimetableVisit } from "./timetable";

export interface Occupation {
	/** Whether the auditor may take one more visit in that week. */
	isFree(auditor: TimetableAuditor, week: number, lifted?: PlanRule): boolean;
	/** Visits of the auditor in the year so far. */
	load(auditor: TimetableAuditor): number;
	/** Whether the network can follow one more visit in that week. */
	hasRoom(week: number, lifted?: PlanRule): boolean;
	/** Whether somebody of the visited cooperative visits the auditor's own this year. */
	crosses(auditor: TimetableAuditor, visit: TimetableVisit, lifted?: PlanRule): boolean;
	add(planned: PlannedVisit): void;
	remove(planned: PlannedVisit): void;
}

/** Starts with the settled visits of the problem. */
export function occupationOf(timetable: Timetable): Occupation {
	const { problem, auditors, weeks } = timetable;
	const indexes = new Map(auditors.map(({ auditor, index }) => [auditor.id, index]));
	const busy = auditors.map(() => new Uint8Array(weeks.length));
	const loads = new Int32Array(auditors.length);
	const perWeek = new Int32Array(weeks.length);
	/** By visited cooperative, by cooperative of the visitor: how many. */
	const visitors = new Map<string, Map<string, number>>();

	function change(planned: PlannedVisit, by: 1 | -1) {
		const week = timetable.weekOf(planned.startsOn);
		if (week >= 0) perWeek[week] = (perWeek[week] ?? 0) + by;
		for (const id of planned.team) {
			const index = indexes.get(id);
			if (index === undefined) continue;
			loads[index] = (loads[index] ?? 0) + by;
			for (const taken of weeksOf(timetable, planned)) {
				const row = busy[index];
				if (row) row[taken] = (row[taken] ?? 0) + by;
			}
			const home = auditors[index]?.auditor.homeCooperativeId;
			if (!home) continue;
			const own = visitors.get(planned.cooperativeId) ?? new Map<string, number>();
			own.set(home, (own.get(home) ?? 0) + by);
			visitors.set(planned.cooperativeId, own);
		}
	}

	for (const settled of problem.settled) change(settled, 1);
	return {
		isFree: ({ index, auditor }, week, lifted) =>
			(lifted === "ONE_VISIT_A_WEEK" || busy[index]?.[week] === 0) &&
			(lifted === "WORKLOAD" || (loads[index] ?? 0) < auditor.mostVisits),
		load: ({ index }) => loads[index] ?? 0,
		hasRoom: (week, lifted) => lifted === "CAPACITY" || (perWeek[week] ?? 0) < problem.mostPerWeek,
		crosses: ({ auditor }, { visit }, lifted) =>
			lifted !== "CROSS_AUDIT" &&
			auditor.homeCooperativeId !== null &&
			(visitors.get(auditor.homeCooperativeId)?.get(visit.cooperativeId) ?? 0) > 0,
		add: (planned) => change(planned, 1),
		remove: (planned) => change(planned, -1),
	};
}

function weeksOf(timetable: Timetable, { startsOn, endsOn }: { readonly startsOn: Day; readonly endsOn: Day }) {
	const [first, last] = [timetable.weekOf(startsOn), timetable.weekOf(endsOn)];
	return first === last ? [first] : [first, last];
}

/** What one more visit costs on top of that load. */
export function loadCost(load: number): number {
	return PLAN_COSTS.load * (2 * load + 1);
}
