/** Owns the years a programme may be of, as the address and the forms name them. */
import { NotFoundError } from "../use-case.server";

const FIRST_YEAR = 2015;
/** Years ahead at most: beyond, nothing is known. */
const YEARS_AHEAD = 5;

/** The year, or « not found ». @param thisYear the year in Paris. */
export function programmeYear(text: string, thisYear: number): number {
	const year = /^\d{4}$/.test(text) ? Number(text) : Number.NaN;
	if (!(year >= FIRST_YEAR && year <= thisYear + YEARS_AHEAD)) throw new NotFoundError(`programme ${text}`);
	return year;
}
