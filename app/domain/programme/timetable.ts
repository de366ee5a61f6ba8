/**
 * Owns the year as the planner reads it: for each week, five bits from Monday to Friday say when a visit may be made and who
 * may make it. Rules are kept apart so that one can be lifted to see what it forbids.
 */
import { addDays, type Day } from "../calendar-day";
import { kilometresBetween } from "./prefectures";
import {
	isOnSite,
	PLAN_COSTS,
	type PlanAuditor,
	type PlanConflict,
	type PlanProblem,
	type PlanRule,
	type VisitToPlan,
	visitLength,
} from "./programme-plan";
import { isWorkingDay, mondayOf } from "./working-days";

const DAYS = 5;
const EVERY_DAY = 0b11111;

export interface TimetableVisit {
	readonly index: number;
	readonly visit: VisitToPlan;
	readonly length: 1 | 2;
	/** By week: the days it may be made on, whoever makes it. */
	readonly open: Uint8Array;
	/** By week: whole weeks between that one and the target weeks; 0 within them. */
	readonly away: Uint8Array;
	/** Domains to cover, as bits. */
	readonly needs: number;
	/** Index of each member of the last team. */
	readonly lastTeam: ReadonlySet<number>;
	/** By auditor: kilometres to go; 0 for a remote visit. */
	readonly kilometres: readonly number[];
	/** By auditor: what keeps them away. */
	readonly conflicts: ReadonlyMap<number, readonly PlanConflict[]>;
}

export interface TimetableAuditor {
	readonly index: number;
	readonly auditor: PlanAuditor;
	readonly domains: number;
	readonly free: Uint8Array;
	readonly accredited: Uint8Array;
}

export interface Timetable {
	readonly problem: PlanProblem;
	/** The days from Monday to Friday of each week that has a day of the year. */
	readonly weeks: readonly (readonly Day[])[];
	readonly visits: readonly TimetableVisit[];
	readonly auditors: readonly TimetableAuditor[];
	weekOf(day: Day): number;
}

export function timetableOf(problem: PlanProblem): Timetable {
	const weeks = weeksOf(problem.year);
	const numbers = new Map(weeks.map(([monday = ""], index) => [monday, index]));
	const codes = new Map([...new Set(problem.visits.flatMap(({ domains }) => domains))].map((code, bit) => [code, bit]));
	const bits = (domains: readonly string[]) => domains.reduce((sum, code) => sum | maskOf(codes.get(code)), 0);
	const indexes = new Map(problem.auditors.map(({ id }, index) => [id, index]));
	const auditors = problem.auditors.map((auditor, index) => ({
		index,
		auditor,
		domains: bits(auditor.domains),
		free: maskByWeek(weeks, (day, weekday) => auditor.weekdays.includes(weekday) && !isAway(auditor, day)),
		accredited: maskByWeek(weeks, (day) => auditor.accreditedFrom <= day && day <= auditor.accreditedUntil),
	}));
	const conflicts = conflictsByVisit(problem, indexes);
	const visits = problem.visits.map((visit, index) => ({
		index,
		visit,
		length: visitLength(visit.kind),
		open: Uint8Array.from(weeks, (days) => openMask(problem, visit, days)),
		away: Uint8Array.from(weeks, ([monday]) => weeksBetween(visit, monday ?? "")),
		needs: bits(visit.domains),
		lastTeam: new Set(visit.lastTeam.flatMap((id) => indexes.get(id) ?? [])),
		kilometres: problem.auditors.map(({ department }) =>
			isOnSite(visit.kind) ? (kilometresBetween(department, visit.department) ?? PLAN_COSTS.unknownKilometres) : 0,
		),
		conflicts: conflicts.get(visit.cooperativeId) ?? new Map(),
	}));
	return { problem, weeks, visits, auditors, weekOf: (day) => numbers.get(mondayOf(day)) ?? -1 };
}

const weeksOfYear = new Map<number, readonly (readonly Day[])[]>();

/** Worked out once for a year: every mask is made of them. */
function weeksOf(year: number): readonly (readonly Day[])[] {
	const known = weeksOfYear.get(year);
	if (known) return known;
	const weeks: Day[][] = [];
	for (let monday = mondayOf(`${year}-01-01`); monday <= `${year}-12-31`; monday = addDays(monday, 7)) {
		weeks.push(Array.from({ length: DAYS }, (_, offset) => addDays(monday, offset)));
	}
	weeksOfYear.set(year, weeks);
	return weeks;
}

function maskOf(bit: number | undefined): number {
	return bit === undefined ? 0 : 1 << bit;
}

function isAway({ unavailable }: PlanAuditor, day: Day): boolean {
	return unavailable.some(({ startsOn, endsOn }) => startsOn <= day && day <= endsOn);
}

function conflictsByVisit({ conflicts }: PlanProblem, indexes: ReadonlyMap<string, number>) {
	const found = new Map<string, Map<number, PlanConflict[]>>();
	for (const conflict of conflicts) {
		const auditor = indexes.get(conflict.auditorId);
		if (auditor === undefined) continue;
		const own = found.get(conflict.cooperativeId) ?? new Map<number, PlanConflict[]>();
		own.set(auditor, [...(own.get(auditor) ?? []), conflict]);
		found.set(conflict.cooperativeId, own);
	}
	return found;
}

function maskByWeek(weeks: readonly (readonly Day[])[], holds: (day: Day, weekday: number) => boolean): Uint8Array {
	return Uint8Array.from(weeks, (days) => weekMask(days, holds));
}

function weekMask(days: readonly Day[], holds: (day: Day, weekday: number) => boolean): number {
	let mask = 0;
	for (const [offset, day] of days.entries()) if (holds(day, offset + 1)) mask |= 1 << offset;
	return mask;
}

/** The days of that week on which the visit may be made, whoever makes it. */
export function openDays(
	{ problem, weeks }: Timetable,
	{ visit, open }: TimetableVisit,
	week: number,
	lifted?: PlanRule,
) {
	if (lifted !== "WINDOW" && lifted !== "WORKING_DAYS") return open[week] ?? 0;
	return openMask(problem, visit, weeks[week] ?? [], lifted);
}

function openMask({ year }: PlanProblem, visit: VisitToPlan, days: readonly Day[], lifted?: PlanRule): number {
	return weekMask(days, (day) => {
		if (!day.startsWith(String(year))) return false;
		if (lifted !== "WINDOW" && (day < visit.opensOn || day > visit.closesOn)) return false;
		return lifted === "WORKING_DAYS" || isWorkingDay(day, visit.department);
	});
}

/** The days of that week on which the auditor may make the visit: free, accredited, without any conflict. */
export function daysOf(
	{ weeks }: Timetable,
	{ conflicts }: TimetableVisit,
	{ index, free, accredited }: TimetableAuditor,
	week: number,
	lifted?: PlanRule,
): number {
	let days = EVERY_DAY;
	if (lifted !== "AVAILABILITY") days &= free[week] ?? 0;
	if (lifted !== "ACCREDITATION") days &= accredited[week] ?? 0;
	if (lifted === "CONFLICT") return days;
	for (const { from, until } of conflicts.get(index) ?? []) {
		if (from === null && until === null) return 0;
		days &= weekMask(weeks[week] ?? [], (day) => (from !== null && day < from) || (until !== null && day > until));
	}
	return days;
}

/** The days a visit may start on, as bits: its days follow one another. */
export function startsOf(days: number, length: 1 | 2): number {
	return length === 1 ? days : days & (days >> 1);
}

/** Whole weeks between that one and the target weeks; 0 within them. */
export function awayIn({ away }: TimetableVisit, week: number): number {
	return away[week] ?? 0;
}

function weeksBetween({ targetFrom, targetTo }: VisitToPlan, monday: Day): number {
	const weeksTo = (day: Day) => Math.round((Date.parse(mondayOf(day)) - Date.parse(monday)) / (7 * 86_400_000));
	return Math.max(0, weeksTo(targetFrom), -weeksTo(targetTo));
}

/** Whether the two (or the one) make a team for the visit: its domains, its sector, somebody new at a renewal. */
export function makesTeam(
	{ visit, needs, lastTeam }: TimetableVisit,
	members: readonly TimetableAuditor[],
	lifted?: PlanRule,
): boolean {
	const known = members.reduce((sum, { domains }) => sum | domains, 0);
	if (lifted !== "DOMAINS" && (known & needs) !== needs) return false;
	const { sector } = visit;
	if (lifted !== "SECTOR" && sector !== null && !members.some(({ auditor }) => auditor.sectors.includes(sector))) {
		return false;
	}
	if (lifted === "NEW_AUDITOR" || visit.kind !== "renewal") return true;
	return !members.every(({ index }) => lastTeam.has(index));
}

/** The first and last day of the visit that starts on the best of these days: nearest to the target, then soonest. */
export function bestDays({ weeks }: Timetable, { visit, length }: TimetableVisit, week: number, starts: number) {
	let best: { readonly startsOn: Day; readonly away: number } | null = null;
	for (let offset = 0; offset < DAYS; offset += 1) {
		if ((starts & (1 << offset)) === 0) continue;
		const startsOn = weeks[week]?.[offset] ?? "";
		const days = (from: Day, to: Day) => (Date.parse(to) - Date.parse(from)) / 86_400_000;
		const away = Math.max(0, days(startsOn, visit.targetFrom), days(visit.targetTo, startsOn));
		if (best === null || away < best.away) best = { startsOn, away };
	}
	if (best === null) throw new Error("no day to start on");
	return { startsOn: best.startsOn, endsOn: addDays(best.startsOn, length - 1) };
}
