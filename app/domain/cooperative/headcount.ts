/** Owns the headcount of a cooperative, year by year. */
import { accept, type Result, refuse } from "../result";

/** First year one may give a headcount for: before the first cooperatives of the network. */
export const FIRST_YEAR = 1995;

export interface YearHeadcount {
	readonly year: number;
	/** Persons: support team and salaried entrepreneurs. */
	readonly headcount: number;
}

/**
 * Reads a number of persons as typed: "1 234" is 1234.
 * @returns 0 to 99 999
 */
export function readHeadcount(text: string): Result<number, "INVALID_HEADCOUNT"> {
	const digits = text.replace(/\s/gu, "");
	return /^[0-9]{1,5}$/.test(digits) ? accept(Number(digits)) : refuse("INVALID_HEADCOUNT");
}

/** Reads a year, up to the one after `currentYear`. */
export function readYear(text: string, currentYear: number): Result<number, "INVALID_YEAR"> {
	const year = /^[0-9]{4}$/.test(text.trim()) ? Number(text) : 0;
	return year >= FIRST_YEAR && year <= currentYear + 1 ? accept(year) : refuse("INVALID_YEAR");
}

/** The headcount a year's assessment starts from: that year's when it is given, else the one declared last. */
export function headcountFor(year: number, given: readonly YearHeadcount[], declared: number): number {
	return given.find((one) => one.year === year)?.headcount ?? declared;
}
