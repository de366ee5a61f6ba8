/** Owns what the network can do month by month: days auditors are free for visits, and those already taken. R-185. */
import { addDays, type Day, type Span } from "../calendar-day";
import type { PlanAuditor } from "./programme-plan";
import { isWorkingDay, weekdayOf } from "./working-days";

export interface MonthCapacity {
	/** "2027-03". */
	readonly month: string;
	/** Days of one person each: working days, accredited, not away, past days left out. */
	readonly free: number;
	/** Days of one person each taken by visits, whatever their day. */
	readonly taken: number;
	readonly visits: number;
}

/** @param taken visits of the year, with their team. */
export function monthlyCapacity(
	year: number,
	auditors: readonly PlanAuditor[],
	taken: readonly (Span & { readonly team: readonly string[] })[],
	today: Day,
): readonly MonthCapacity[] {
	const free = new Map<string, number>();
	for (let day = `${year}-01-01`; day <= `${year}-12-31`; day = addDays(day, 1)) {
		if (day < today || !isWorkingDay(day)) continue;
		const people = auditors.filter((auditor) => isFree(auditor, day)).length;
		free.set(day.slice(0, 7), (free.get(day.slice(0, 7)) ?? 0) + people);
	}
	return Array.from({ length: 12 }, (_, index) => {
		const month = `${year}-${String(index + 1).padStart(2, "0")}`;
		const own = taken.filter(({ startsOn }) => startsOn.startsWith(month));
		return {
			month,
			free: free.get(month) ?? 0,
			taken: own.reduce((sum, { startsOn, endsOn, team }) => sum + team.length * workingDays(startsOn, endsOn), 0),
			visits: own.length,
		};
	});
}

function isFree({ accreditedFrom, accreditedUntil, weekdays, unavailable }: PlanAuditor, day: Day): boolean {
	if (day < accreditedFrom || day > accreditedUntil || !weekdays.includes(weekdayOf(day))) return false;
	return !unavailable.some(({ startsOn, endsOn }) => startsOn <= day && day <= endsOn);
}

function workingDays(startsOn: Day, endsOn: Day): number {
	let count = 0;
	for (let day = startsOn; day <= endsOn; day = addDays(day, 1)) if (isWorkingDay(day)) count += 1;
	return count;
}
