/** Owns where a visit can still go once others are placed, and what the cheapest place costs. */
import { loadCost, type Occupation } from "./occupation";
import { PLAN_COSTS, type PlannedVisit, type PlanRule } from "./programme-plan";
import {
	awayIn,
	bestDays,
	daysOf,
	makesTeam,
	openDays,
	startsOf,
	type Timetable,
	type TimetableAuditor,
	type TimetableVisit,
} from "./timetable";

/** Somebody who could be in the team that week. */
export interface Candidate {
	readonly auditor: TimetableAuditor;
	/** The days they could be there, as bits. */
	readonly days: number;
	readonly cost: number;
}

export interface Team {
	readonly members: readonly TimetableAuditor[];
	/** Days the visit may start on, as bits. */
	readonly starts: number;
	readonly cost: number;
}

export interface Placement extends Team {
	readonly week: number;
}

/** Everyone who could be in the team in that week, once others are placed; `lifted` is a rule looked away from. */
export function candidatesOf(
	timetable: Timetable,
	occupation: Occupation,
	visit: TimetableVisit,
	week: number,
	lifted?: PlanRule,
): Candidate[] {
	const open = openDays(timetable, visit, week, lifted);
	if (open === 0 || !occupation.hasRoom(week, lifted)) return [];
	const found: Candidate[] = [];
	for (const auditor of timetable.auditors) {
		if (!occupation.isFree(auditor, week, lifted) || occupation.crosses(auditor, visit, lifted)) continue;
		const days = daysOf(timetable, visit, auditor, week, lifted) & open;
		if (startsOf(days, visit.length) === 0) continue;
		found.push({ auditor, days, cost: (visit.kilometres[auditor.index] ?? 0) + loadCost(occupation.load(auditor)) });
	}
	return found;
}

/**
 * The cheapest team among the candidates, cheaper than `below`; null when there is none.
 * @param refused teams to leave out.
 */
export function cheapestTeam(
	visit: TimetableVisit,
	candidates: Candidate[],
	below: number,
	lifted?: PlanRule,
	refused: (members: readonly TimetableAuditor[]) => boolean = () => false,
): Team | null {
	candidates.sort((a, b) => a.cost - b.cost || a.auditor.index - b.auditor.index);
	let best: Team | null = null;
	let limit = below;
	for (const [position, one] of candidates.entries()) {
		if (visit.length === 1) {
			if (one.cost >= limit) break;
			const members = [one.auditor];
			if (!makesTeam(visit, members, lifted) || refused(members)) continue;
			return { members, starts: startsOf(one.days, 1), cost: one.cost };
		}
		for (let next = position + 1; next < candidates.length; next += 1) {
			const other = candidates[next];
			if (!other || one.cost + other.cost >= limit) break;
			const starts = startsOf(one.days & other.days, 2);
			const members = [one.auditor, other.auditor];
			if (starts === 0 || !makesTeam(visit, members, lifted) || refused(members)) continue;
			limit = one.cost + other.cost;
			best = { members, starts, cost: limit };
			break;
		}
	}
	return best;
}

/** The cheapest place the others leave; the soonest of equals. */
export function cheapestPlace(
	timetable: Timetable,
	occupation: Occupation,
	visit: TimetableVisit,
	lifted?: PlanRule,
	refused?: (members: readonly TimetableAuditor[]) => boolean,
): Placement | null {
	let best: Placement | null = null;
	for (let week = 0; week < timetable.weeks.length; week += 1) {
		const candidates = candidatesOf(timetable, occupation, visit, week, lifted);
		const away = PLAN_COSTS.weekAway * awayIn(visit, week);
		const team = cheapestTeam(visit, candidates, (best?.cost ?? Number.POSITIVE_INFINITY) - away, lifted, refused);
		if (team) best = { ...team, week, cost: team.cost + away };
	}
	return best;
}

export function plannedAt(
	timetable: Timetable,
	visit: TimetableVisit,
	{ week, members, starts }: Omit<Placement, "cost">,
): PlannedVisit {
	return {
		cooperativeId: visit.visit.cooperativeId,
		kind: visit.visit.kind,
		team: leadFirst(members).map(({ auditor }) => auditor.id),
		...bestDays(timetable, visit, week, starts),
	};
}

/** The most experienced leads, then the one accredited for longer; ties by id, so that the same year gives the same plan. */
function leadFirst(members: readonly TimetableAuditor[]): readonly TimetableAuditor[] {
	return [...members].sort(
		({ auditor: a }, { auditor: b }) =>
			b.experience - a.experience || order(a.accreditedFrom, b.accreditedFrom) || order(a.id, b.id),
	);
}

function order(a: string, b: string): number {
	return a < b ? -1 : a > b ? 1 : 0;
}
