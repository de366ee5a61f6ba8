/** Owns the days a visit may be made on: neither week-ends nor French public holidays (Code du travail, L. 3133-1 and L. 3134-13). */
import { addDays, type Day } from "../calendar-day";

/** Departments under local law, which rest on Good Friday and on 26 December too. */
const LOCAL_LAW: ReadonlySet<string> = new Set(["Bas-Rhin", "Haut-Rhin", "Moselle"]);
const FIXED = ["01-01", "05-01", "05-08", "07-14", "08-15", "11-01", "11-11", "12-25"];

/** Easter Sunday of a Gregorian year (Butcher's rule). */
export function easterOf(year: number): Day {
	const golden = year % 19;
	const century = Math.floor(year / 100);
	const inCentury = year % 100;
	const moonShift = Math.floor((8 * century + 13) / 25);
	const epact = (19 * golden + century - Math.floor(century / 4) - moonShift + 15) % 30;
	const weekday = (32 + 2 * (century % 4) + 2 * Math.floor(inCentury / 4) - epact - (inCentury % 4)) % 7;
	const late = Math.floor((golden + 11 * epact + 22 * weekday) / 451);
	const sum = epact + weekday - 7 * late + 114;
	const two = (number: number) => String(number).padStart(2, "0");
	return `${String(year).padStart(4, "0")}-${two(Math.floor(sum / 31))}-${two((sum % 31) + 1)}`;
}

const holidaysOfYear = new Map<number, ReadonlySet<Day>>();

/** The public holidays of a year that follow Easter, worked out once. */
function movingHolidays(year: number): ReadonlySet<Day> {
	const known = holidaysOfYear.get(year);
	if (known) return known;
	const found = new Set([1, 39, 50].map((days) => addDays(easterOf(year), days)));
	holidaysOfYear.set(year, found);
	return found;
}

/** @param department name of the place, as written in domain/cooperative/regions.ts; null when not known. */
export function isPublicHoliday(day: Day, department: string | null = null): boolean {
	if (FIXED.includes(day.slice(5))) return true;
	const year = Number(day.slice(0, 4));
	if (movingHolidays(year).has(day)) return true;
	if (department === null || !LOCAL_LAW.has(department)) return false;
	return day.endsWith("-12-26") || day === addDays(easterOf(year), -2);
}

/** 1 for a Monday to 7 for a Sunday. */
export function weekdayOf(day: Day): number {
	return new Date(`${day}T00:00:00Z`).getUTCDay() || 7;
}

/** The Monday of the week of that day. */
export function mondayOf(day: Day): Day {
	return addDays(day, 1 - weekdayOf(day));
}

/** Monday to Friday, no public holiday in that department. */
export function isWorkingDay(day: Day, department: string | null = null): boolean {
	return weekdayOf(day) <= 5 && !isPublicHoliday(day, department);
}
