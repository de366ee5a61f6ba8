/** Owns which year one plans on a given day. Rule R-177 of docs/regles-metier.md. */
import type { Day } from "../calendar-day";

/** October, the month from which the next year is the one planned. */
const FIRST_MONTH_OF_NEXT = 10;

/** @param today the day in Paris. */
export function planningYear(today: Day): number {
	const [year, month] = today.split("-").map(Number) as [number, number];
	return month >= FIRST_MONTH_OF_NEXT ? year + 1 : year;
}
