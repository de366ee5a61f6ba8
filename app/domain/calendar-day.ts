/** Owns days written "2026-03-12": what a visit is planned in. No time of day, no time zone once a day is known. */

/** A day as ISO text, "2026-03-12". Such texts compare as the days do. */
export type Day = string;

// Neither the year 0, which the database has not, nor days whose morrow has a longer year.
const DAY = /^[12]\d{3}-\d{2}-\d{2}$/;
const DAY_LENGTH = 86_400_000;
const inParis = new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/Paris" });

/** Whether the text is a day of the calendar, from the year 1000 to 2999: "2026-02-30" is not. */
export function isDay(text: string): boolean {
	return DAY.test(text) && addDays(text, 0) === text;
}

/** The day it is in Paris at that moment. */
export function dayInParis(moment: Date): Day {
	return inParis.format(moment);
}

/** The year it is in Paris at that moment. */
export function yearInParis(moment: Date): number {
	return Number(dayInParis(moment).slice(0, 4));
}

/** @param days may be negative. An impossible day gives an empty text. */
export function addDays(day: Day, days: number): Day {
	const time = Date.parse(`${day}T00:00:00Z`);
	return Number.isNaN(time) ? "" : new Date(time + days * DAY_LENGTH).toISOString().slice(0, 10);
}

/** The same day some years later; 29 February becomes 28 February when that year has none. */
export function addYears(day: Day, years: number): Day {
	const [year = "", month = "", date = ""] = day.split("-");
	const target = `${String(Number(year) + years).padStart(4, "0")}-${month}`;
	return isDay(`${target}-${date}`) ? `${target}-${date}` : `${target}-28`;
}

/** The same day some months later; the last day of that month when it has none: 30 November and 3 months, 28 or 29 February. */
export function addMonths(day: Day, months: number): Day {
	const [year = "", month = "", date = ""] = day.split("-");
	const count = Number(year) * 12 + Number(month) - 1 + months;
	const target = `${String(Math.floor(count / 12)).padStart(4, "0")}-${String((count % 12) + 1).padStart(2, "0")}`;
	for (const last of [date, "30", "29", "28"]) if (isDay(`${target}-${last}`)) return `${target}-${last}`;
	return "";
}

/** The Monday of the week a day is in. */
export function mondayOf(day: Day): Day {
	return addDays(day, -((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7));
}

/** Number of days from the first to the last, both counted: 1 for a single day, 0 or less when they are reversed. */
export function daysCounted(startsOn: Day, endsOn: Day): number {
	return (Date.parse(endsOn) - Date.parse(startsOn)) / DAY_LENGTH + 1;
}

/** Whether two spans of days share at least one day. Both ends are counted. */
export function overlap(a: Span, b: Span): boolean {
	return a.startsOn <= b.endsOn && b.startsOn <= a.endsOn;
}

export interface Span {
	readonly startsOn: Day;
	readonly endsOn: Day;
}
