/**
 * Checks a plan against the rules as they are written in docs/regles-metier.md, day by day. It shares nothing with the
 * planner but the shape of its data: neither weeks, nor bits, nor a list of holidays.
 */
import type { Plan, PlannedVisit, PlanProblem } from "../../app/domain/programme/programme-plan";

const DAY = 86_400_000;
const dayAt = (time: number) => new Date(time).toISOString().slice(0, 10);

/** Easter Sundays as published, for the years the tests plan. */
const EASTERS: Readonly<Record<string, string>> = {
	2026: "2026-04-05",
	2027: "2027-03-28",
	2028: "2028-04-16",
	2029: "2029-04-01",
};

function holidays(year: string, department: string | null): readonly string[] {
	const easter = Date.parse(EASTERS[year] ?? "");
	if (Number.isNaN(easter)) throw new Error(`no Easter known for ${year}`);
	const local = ["Moselle", "Bas-Rhin", "Haut-Rhin"].includes(department ?? "");
	return [
		...["01-01", "05-01", "05-08", "07-14", "08-15", "11-01", "11-11", "12-25"].map((day) => `${year}-${day}`),
		dayAt(easter + DAY),
		dayAt(easter + 39 * DAY),
		dayAt(easter + 50 * DAY),
		...(local ? [dayAt(easter - 2 * DAY), `${year}-12-26`] : []),
	];
}

/** Every breach, in words; empty when the plan keeps the rules. */
export function checkPlan(problem: PlanProblem, plan: Plan): readonly string[] {
	const found: string[] = [];
	const all = [...problem.settled, ...plan.planned];
	const people = new Map(problem.auditors.map((auditor) => [auditor.id, auditor]));
	for (const { cooperativeId } of problem.visits) {
		const times = plan.planned.filter((one) => one.cooperativeId === cooperativeId).length;
		const left = plan.unplaced.filter((one) => one === cooperativeId).length;
		if (times + left !== 1) found.push(`${cooperativeId}: placed ${times} times, left out ${left} times`);
	}
	for (const planned of plan.planned) found.push(...checkVisit(problem, planned));
	for (const [id, auditor] of people) {
		const own = all.filter(({ team }) => team.includes(id));
		const proposed = plan.planned.some(({ team }) => team.includes(id));
		if (proposed && own.length > auditor.mostVisits)
			found.push(`${id}: ${own.length} visits, ${auditor.mostVisits} at most`);
		for (const one of own) {
			for (const other of own) {
				if (one === other || !plan.planned.includes(one)) continue;
				if (weekOf(one.startsOn) === weekOf(other.startsOn))
					found.push(`${id}: two visits in the week of ${one.startsOn}`);
				if (daysOf(one).some((day) => daysOf(other).includes(day))) found.push(`${id}: twice on ${one.startsOn}`);
			}
		}
	}
	const weeks = new Map<number, number>();
	for (const { startsOn } of all) weeks.set(weekOf(startsOn), (weeks.get(weekOf(startsOn)) ?? 0) + 1);
	for (const { startsOn } of plan.planned) {
		const count = weeks.get(weekOf(startsOn)) ?? 0;
		if (count > problem.mostPerWeek) found.push(`${count} visits in the week of ${startsOn}`);
	}
	for (const one of plan.planned) {
		const homes = one.team.map((id) => people.get(id)?.homeCooperativeId);
		const back = all.find(
			(other) =>
				other !== one &&
				homes.includes(other.cooperativeId) &&
				other.team.some((id) => people.get(id)?.homeCooperativeId === one.cooperativeId),
		);
		if (back) found.push(`${one.cooperativeId} and ${back.cooperativeId} visit each other`);
	}
	return found;
}

function checkVisit(problem: PlanProblem, planned: PlannedVisit): readonly string[] {
	const found: string[] = [];
	const say = (text: string) => found.push(`${planned.cooperativeId}: ${text}`);
	const visit = problem.visits.find(({ cooperativeId }) => cooperativeId === planned.cooperativeId);
	if (!visit) return [`${planned.cooperativeId}: nobody asked for this visit`];
	const team = planned.team.map((id) => problem.auditors.find((auditor) => auditor.id === id));
	const size = visit.kind === "followUp" ? 1 : 2;
	if (team.length !== size || new Set(planned.team).size !== size) say(`a team of ${team.length}`);
	if (planned.kind !== visit.kind) say("another kind of visit");
	const days = daysOf(planned);
	if (days.length !== (visit.kind === "followUp" ? 1 : 2)) say(`${days.length} days`);
	for (const day of days) {
		const weekday = new Date(day).getUTCDay();
		if (weekday === 0 || weekday === 6) say(`${day} is in a week-end`);
		if (holidays(day.slice(0, 4), visit.department).includes(day)) say(`${day} is a public holiday`);
		if (day < visit.opensOn || day > visit.closesOn) say(`${day} is out of its window`);
	}
	for (const domain of visit.domains) {
		if (!team.some((auditor) => auditor?.domains.includes(domain))) say(`nobody knows ${domain}`);
	}
	const { sector } = visit;
	if (sector !== null && !team.some((auditor) => auditor?.sectors.includes(sector))) say(`nobody knows ${sector}`);
	if (visit.kind === "renewal" && planned.team.every((id) => visit.lastTeam.includes(id))) say("nobody new");
	for (const auditor of team) {
		if (!auditor) {
			say("an unknown auditor");
			continue;
		}
		for (const day of days) {
			if (day < auditor.accreditedFrom || day > auditor.accreditedUntil) say(`${auditor.id} not accredited on ${day}`);
			if (!auditor.weekdays.includes(new Date(day).getUTCDay())) say(`${auditor.id} does not work on ${day}`);
			if (auditor.unavailable.some(({ startsOn, endsOn }) => day >= startsOn && day <= endsOn)) {
				say(`${auditor.id} is away on ${day}`);
			}
			const conflict = problem.conflicts.find(
				({ auditorId, cooperativeId, from, until }) =>
					auditorId === auditor.id &&
					cooperativeId === planned.cooperativeId &&
					(from === null || day >= from) &&
					(until === null || day <= until),
			);
			if (conflict) say(`${auditor.id} has a conflict on ${day}: ${conflict.reason}`);
		}
	}
	return found;
}

function daysOf({ startsOn, endsOn }: { readonly startsOn: string; readonly endsOn: string }): readonly string[] {
	const days: string[] = [];
	for (let time = Date.parse(startsOn); time <= Date.parse(endsOn); time += DAY) days.push(dayAt(time));
	return days;
}

/** Weeks from Monday, counted from 1 January 1970, which was a Thursday. */
function weekOf(day: string): number {
	return Math.floor((Date.parse(day) / DAY + 3) / 7);
}
