/** Owns how fresh a piece of evidence is: past its own term, or older than the criterion admits. Rule R-99. */
import { addDays, type Day, isDay } from "../calendar-day";

/**
 * `expired`: its own term is over. `tooOld`: issued before what the criterion admits. `undated`: the criterion admits an age
 * and nobody said when it was issued. `endsSoon`: one of the two comes within 60 days.
 */
export const FRESHNESS = ["fresh", "endsSoon", "undated", "tooOld", "expired"] as const;
export type Freshness = (typeof FRESHNESS)[number];

const SOON_DAYS = 60;

interface Dates {
	readonly issuedOn: Day | null;
	readonly expiresOn: Day | null;
}

/**
 * How fresh the piece is today. The last good day is counted good.
 * @param maxAgeMonths age that the criterion admits; absent: any
 */
export function freshness({ issuedOn, expiresOn }: Dates, maxAgeMonths: number | undefined, today: Day): Freshness {
	if (expiresOn !== null && today > expiresOn) return "expired";
	const lastGoodDay = maxAgeMonths === undefined || issuedOn === null ? null : addMonths(issuedOn, maxAgeMonths);
	if (lastGoodDay !== null && today > lastGoodDay) return "tooOld";
	if (maxAgeMonths !== undefined && issuedOn === null) return "undated";
	const soon = addDays(today, SOON_DAYS);
	const ends = [expiresOn, lastGoodDay].some((end) => end !== null && end <= soon);
	return ends ? "endsSoon" : "fresh";
}

/** The same day some months later, or the last day of a shorter month. */
export function addMonths(day: Day, months: number): Day {
	const [year = 0, month = 0, date = 0] = day.split("-").map(Number);
	const count = year * 12 + (month - 1) + months;
	const start = `${String(Math.floor(count / 12)).padStart(4, "0")}-${String((count % 12) + 1).padStart(2, "0")}`;
	for (let tried = date; tried > 27; tried -= 1) {
		const found = `${start}-${String(tried).padStart(2, "0")}`;
		if (isDay(found)) return found;
	}
	return `${start}-${String(Math.min(date, 28)).padStart(2, "0")}`;
}
