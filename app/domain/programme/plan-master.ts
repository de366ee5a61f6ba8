/** Owns the linear model of the year: each visit once at most, each person one visit a week, loads, weeks of the network. */
import type { LinearColumn, LinearModel, LinearRow, LinearSolver } from "./linear-model";
import { loadCost, occupationOf } from "./occupation";
import { PLAN_COSTS, type Plan } from "./programme-plan";
import type { ChoicePrices, TeamChoice } from "./team-columns";
import type { Timetable, TimetableAuditor, TimetableVisit } from "./timetable";

/** Rows: one per visit (placed or left out), per week, per load, then per person and week. */
export interface PlanMaster {
	readonly choices: readonly TeamChoice[];
	add(choices: readonly TeamChoice[]): void;
	/** The best in fractions: a part of a team here, a part there. Visits returned are forbidden as they are met. */
	relax(): { readonly objective: number; readonly prices: ChoicePrices };
	/** The choices the last fractions hold, the most held first: one may take the place of another. */
	leaning(): readonly TeamChoice[];
	/** The best found in whole numbers, no worse than the plan given. */
	solve(start: Plan): { readonly chosen: readonly TeamChoice[]; readonly stopped: boolean };
	close(): void;
}

/** Times the whole numbers are looked for again because two cooperatives visited each other. */
const MOST_MENDINGS = 4;

export function openMaster(timetable: Timetable, solver: LinearSolver): PlanMaster {
	const { problem, visits, weeks, auditors } = timetable;
	const settled = occupationOf(timetable);
	const weekRow = (week: number) => visits.length + week;
	const loadRow = (auditor: number) => visits.length + weeks.length + auditor;
	const auditorWeekRow = (auditor: number, week: number) =>
		visits.length + weeks.length + auditors.length + auditor * weeks.length + week;
	const settledIn = weeks.map(
		(_, week) => problem.settled.filter(({ startsOn }) => timetable.weekOf(startsOn) === week).length,
	);
	const rows: LinearRow[] = [
		...visits.map(() => ({ lower: 1, upper: 1 })),
		...weeks.map((_, week) => ({ lower: 0, upper: Math.max(0, problem.mostPerWeek - (settledIn[week] ?? 0)) })),
		...auditors.map(() => ({ lower: 0, upper: 0 })),
		...auditors.flatMap(() => weeks.map(() => ({ lower: 0, upper: 1 }))),
	];
	/** A visit left out; then the nth visit of each person. */
	const fixed: LinearColumn[] = [
		...visits.map(({ visit, index }) => column(PLAN_COSTS.unplaced[visit.kind], [index], [1], false)),
		...auditors.flatMap((auditor) => {
			const load = settled.load(auditor);
			const room = Math.max(0, Math.min(auditor.auditor.mostVisits - load, visits.length));
			return Array.from({ length: room }, (_, nth) =>
				column(loadCost(load + nth), [loadRow(auditor.index)], [-1], false),
			);
		}),
	];
	const choices: TeamChoice[] = [];
	/** Rows that forbid a visit returned, by pair of cooperatives. */
	const crossRows = new Map<string, number>();
	const known = new Set<string>();
	const model: LinearModel = solver.open(rows);
	model.addColumns(fixed);

	const columnOf = ({ visit, week, members, cost }: TeamChoice): LinearColumn => {
		const sorted = members.map(({ index }) => index).sort((a, b) => a - b);
		const touched = [
			visit.index,
			weekRow(week),
			...sorted.map(loadRow),
			...sorted.map((auditor) => auditorWeekRow(auditor, week)),
			...crossesOf(visit, members)
				.flatMap((pair) => crossRows.get(pair) ?? [])
				.sort((a, b) => a - b),
		];
		return column(
			cost,
			touched,
			touched.map(() => 1),
			true,
		);
	};

	let held: ArrayLike<number> = [];
	return {
		choices,
		leaning: () =>
			choices
				.map((choice, index) => ({ choice, value: held[fixed.length + index] ?? 0 }))
				.filter(({ value }) => value > 1e-6)
				.sort((a, b) => b.value - a.value)
				.map(({ choice }) => choice),
		add(added) {
			const fresh = added.filter((choice) => {
				const key = keyOf(choice);
				return !known.has(key) && known.add(key);
			});
			choices.push(...fresh);
			model.addColumns(fresh.map(columnOf));
		},
		relax() {
			let solved = model.solveFractions();
			while (forbidReturns(solved.values)) solved = model.solveFractions();
			held = solved.values;
			const price = (row: number) => solved.prices[row] ?? 0;
			return {
				objective: solved.objective,
				prices: {
					visit: price,
					week: (week) => price(weekRow(week)),
					load: (auditor) => price(loadRow(auditor)),
					auditorWeek: (auditor, week) => price(auditorWeekRow(auditor, week)),
					limitsReturns: crossRows.size > 0,
					cross: (home, visited) => {
						const row = home === null ? undefined : crossRows.get(pairOf(home, visited));
						return row === undefined ? 0 : price(row);
					},
				},
			};
		},
		solve({ planned }) {
			const start = startFrom(planned);
			let solved = model.solveWhole(start);
			// What is still broken after these is mended visit by visit, by whoever settles the days.
			for (let time = 0; time < MOST_MENDINGS && forbidReturns(solved.values); time += 1)
				solved = model.solveWhole(start);
			const chosen = choices.filter((_, index) => (solved.values[fixed.length + index] ?? 0) > 0.5);
			return { chosen, stopped: solved.stopped };
		},
		close: () => model.close(),
	};

	/** Adds a row for each pair of cooperatives that visit each other in that solution; whether there was one. */
	function forbidReturns(values: ArrayLike<number>): boolean {
		const taken = new Map<string, number>();
		for (const [index, { visit, members }] of choices.entries()) {
			const value = values[fixed.length + index] ?? 0;
			if (value < 1e-6) continue;
			for (const pair of crossesOf(visit, members)) taken.set(pair, (taken.get(pair) ?? 0) + value);
		}
		const broken = [...taken].filter(([pair, value]) => value > 1 + 1e-6 && !crossRows.has(pair));
		for (const [pair] of broken) {
			const columns = choices.flatMap(({ visit, members }, index) =>
				crossesOf(visit, members).includes(pair) ? fixed.length + index : [],
			);
			crossRows.set(pair, model.addLimit(columns, 1));
		}
		return broken.length > 0;
	}

	/** The given plan as values of the columns. */
	function startFrom(planned: Plan["planned"]): readonly number[] {
		const placed = new Map(
			planned.map(({ cooperativeId, team, startsOn }) => [
				cooperativeId,
				`${timetable.weekOf(startsOn)} ${[...team].sort().join(" ")}`,
			]),
		);
		const taken = choices.map((choice) => {
			const { cooperativeId } = choice.visit.visit;
			return placed.get(cooperativeId) === keyOf(choice).slice(cooperativeId.length + 1) ? 1 : 0;
		});
		const loads = auditors.flatMap((auditor) => {
			const load = planned.filter(({ team }) => team.includes(auditor.auditor.id)).length;
			const before = settled.load(auditor);
			const room = Math.max(0, Math.min(auditor.auditor.mostVisits - before, visits.length));
			return Array.from({ length: room }, (_, nth) => (nth < load ? 1 : 0));
		});
		return [...visits.map(({ visit }) => (placed.has(visit.cooperativeId) ? 0 : 1)), ...loads, ...taken];
	}
}

/** The pairs of cooperatives, both visited this year, that the choice goes between. */
function crossesOf({ visit }: TimetableVisit, members: readonly TimetableAuditor[]): readonly string[] {
	const homes = new Set(members.map(({ auditor }) => auditor.homeCooperativeId));
	return [...homes].flatMap((home) =>
		home === null || home === visit.cooperativeId ? [] : pairOf(home, visit.cooperativeId),
	);
}

function pairOf(one: string, other: string): string {
	return one < other ? `${one} ${other}` : `${other} ${one}`;
}

function keyOf({ visit, week, members }: TeamChoice): string {
	const team = members.map(({ auditor }) => auditor.id).sort();
	return `${visit.visit.cooperativeId} ${week} ${team.join(" ")}`;
}

function column(cost: number, rows: readonly number[], weights: readonly number[], whole: boolean): LinearColumn {
	return { cost, upper: 1, rows, weights, whole };
}
