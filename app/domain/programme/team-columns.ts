/**
 * Owns the choices the solver weighs: one team in one week for one visit. There are too many to write down, so they are priced:
 * from what each constraint costs at present, the most promising choices of each visit are found, and no better one is missed.
 */
import { type Occupation, occupationOf } from "./occupation";
import { candidatesOf } from "./placements";
import { PLAN_COSTS } from "./programme-plan";
import { awayIn, makesTeam, startsOf, type Timetable, type TimetableAuditor, type TimetableVisit } from "./timetable";

export interface TeamChoice {
	readonly visit: TimetableVisit;
	readonly week: number;
	readonly members: readonly TimetableAuditor[];
	/** Kilometres, and weeks away from the target; the load is counted apart. */
	readonly cost: number;
}

/** What one unit of each constraint is worth at present: the price of a row of the linear model. */
export interface ChoicePrices {
	visit(visit: number): number;
	week(week: number): number;
	load(auditor: number): number;
	auditorWeek(auditor: number, week: number): number;
	/** Whether going and coming back is limited anywhere. */
	readonly limitsReturns: boolean;
	/** Of going from one cooperative to another while somebody may come back; 0 where nothing limits it. */
	cross(home: string | null, visited: string): number;
}

/** Everyone who could make the visit that week, were it the only one. */
interface OpenWeek {
	readonly week: number;
	readonly away: number;
	readonly auditors: Uint16Array;
	readonly days: Uint8Array;
}

const ENOUGH = 1e-6;

/** Prices the choices of a year: what each week offers to each visit is found once. */
export function pricerOf(timetable: Timetable) {
	const settled = occupationOf(timetable);
	const open = timetable.visits.map((visit) => openWeeks(timetable, settled, visit));
	/**
	 * For each visit, at most `most` choices worth taking at these prices, in weeks of their own. `slack`: the sum over the visits
	 * of what their best choice gains; no plan is cheaper than the present fractions by more.
	 */
	return (prices: ChoicePrices, most: number): { readonly choices: readonly TeamChoice[]; readonly slack: number } => {
		let slack = 0;
		const choices: TeamChoice[] = [];
		for (const visit of timetable.visits) {
			const found: { readonly gain: number; readonly choice: TeamChoice }[] = [];
			for (const week of open[visit.index] ?? []) {
				const one = bestTeam(timetable, visit, week, prices);
				if (one && one.gain < -ENOUGH) found.push(one);
			}
			found.sort((a, b) => a.gain - b.gain || a.choice.week - b.choice.week);
			slack += found[0]?.gain ?? 0;
			choices.push(...found.slice(0, most).map(({ choice }) => choice));
		}
		return { choices, slack };
	};
}

/** The team of that week whose gain is the greatest; null when none gains anything. */
function bestTeam(timetable: Timetable, visit: TimetableVisit, open: OpenWeek, prices: ChoicePrices) {
	const { week, away, auditors, days } = open;
	const base = away - prices.visit(visit.index) - prices.week(week);
	const values = Float64Array.from(
		auditors,
		(auditor) => (visit.kilometres[auditor] ?? 0) - prices.load(auditor) - prices.auditorWeek(auditor, week),
	);
	const order = [...values.keys()].sort((a, b) => at(values, a) - at(values, b) || a - b);
	const member = (position: number) => timetable.auditors[at(auditors, position)];
	let limit = -base;
	let best: readonly TimetableAuditor[] | null = null;
	const consider = (value: number, members: readonly TimetableAuditor[]) => {
		const whole = value + crossCost(visit, members, prices);
		if (whole >= limit || !makesTeam(visit, members)) return;
		limit = whole;
		best = members;
	};
	for (const [place, one] of order.entries()) {
		const first = member(one);
		if (!first) continue;
		if (visit.length === 1) {
			if (at(values, one) >= limit) break;
			consider(at(values, one), [first]);
			continue;
		}
		for (let next = place + 1; next < order.length; next += 1) {
			const other = at(order, next);
			const second = member(other);
			if (!second || at(values, one) + at(values, other) >= limit) break;
			if (startsOf(at(days, one) & at(days, other), 2) === 0) continue;
			consider(at(values, one) + at(values, other), [first, second]);
		}
	}
	if (best === null) return null;
	return { gain: base + limit, choice: { visit, week, members: best, cost: away + kilometresOf(visit, best) } };
}

/** Never less than nothing; two people of one cooperative count once. */
function crossCost({ visit }: TimetableVisit, members: readonly TimetableAuditor[], prices: ChoicePrices): number {
	if (!prices.limitsReturns) return 0;
	const homes = new Set(members.map(({ auditor }) => auditor.homeCooperativeId));
	let cost = 0;
	for (const home of homes) cost -= prices.cross(home, visit.cooperativeId);
	return cost;
}

export function kilometresOf({ kilometres }: TimetableVisit, members: readonly TimetableAuditor[]): number {
	return members.reduce((sum, { index }) => sum + (kilometres[index] ?? 0), 0);
}

function openWeeks(timetable: Timetable, settled: Occupation, visit: TimetableVisit): readonly OpenWeek[] {
	return [...timetable.weeks.keys()].flatMap((week) => {
		const candidates = candidatesOf(timetable, settled, visit, week);
		if (candidates.length === 0) return [];
		return {
			week,
			away: PLAN_COSTS.weekAway * awayIn(visit, week),
			auditors: Uint16Array.from(candidates, ({ auditor }) => auditor.index),
			days: Uint8Array.from(candidates, ({ days }) => days),
		};
	});
}

function at(list: ArrayLike<number>, index: number): number {
	return list[index] ?? 0;
}
