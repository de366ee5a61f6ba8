/** Owns how a cooperative and the national team agree on the days of a visit: months wished, slots proposed, reminders. */
import { addDays, type Day, daysCounted, overlap, type Span } from "../calendar-day";
import { accept, type Result, refuse } from "../result";

/** A month as "2027-03". */
export type Month = string;

/** Months one may wish for, this one included. */
const MONTHS_AHEAD = 12;
export const CONSTRAINTS_LIMIT = 1_000;
export const SLOTS_AT_LEAST = 2;
export const SLOTS_AT_MOST = 3;
/** Days the cooperative has to answer before it is reminded. */
export const ANSWER_DAYS = 7;

export type WishRefusal = "MONTH_REQUIRED" | "MONTH_OUT_OF_REACH" | "CONSTRAINTS_TOO_LONG";

/** The months one may wish for today. Source: R-192. */
export function monthsAhead(today: Day): readonly Month[] {
	const [year = 0, month = 1] = today.split("-").map(Number);
	return Array.from({ length: MONTHS_AHEAD }, (_, index) =>
		new Date(Date.UTC(year, month - 1 + index, 1)).toISOString().slice(0, 7),
	);
}

/** What a cooperative asks for: a month at least, in the order of time, without doubles. Source: R-192. */
export function checkWish(
	wish: { readonly months: readonly Month[]; readonly constraints: string },
	today: Day,
): Result<{ readonly months: readonly Month[]; readonly constraints: string }, WishRefusal> {
	const months = [...new Set(wish.months)].sort();
	if (months.length === 0) return refuse("MONTH_REQUIRED");
	const offered = monthsAhead(today);
	if (!months.every((month) => offered.includes(month))) return refuse("MONTH_OUT_OF_REACH");
	const constraints = wish.constraints.trim();
	if (constraints.length > CONSTRAINTS_LIMIT) return refuse("CONSTRAINTS_TOO_LONG");
	return accept({ months, constraints });
}

export type SlotsRefusal = "TOO_FEW_SLOTS" | "TOO_MANY_SLOTS" | "SLOTS_OVERLAP";

/** Two or three spans that share no day: a real choice. Each is judged besides as any plan. Source: R-193. */
export function checkSlots(slots: readonly Span[]): Result<null, SlotsRefusal> {
	if (slots.length < SLOTS_AT_LEAST) return refuse("TOO_FEW_SLOTS");
	if (slots.length > SLOTS_AT_MOST) return refuse("TOO_MANY_SLOTS");
	const doubled = slots.some((slot, index) => slots.slice(index + 1).some((other) => overlap(slot, other)));
	return doubled ? refuse("SLOTS_OVERLAP") : accept(null);
}

export type HoursRefusal = "INVALID_HOURS" | "HOURS_REVERSED";

/** Hours of arrival and of the end, both or neither. Empty texts: none. Source: R-188. */
export function checkHours(
	{ opensAt, closesAt }: { readonly opensAt: string; readonly closesAt: string },
	days: readonly Span[],
): Result<{ readonly opensAt: string; readonly closesAt: string } | null, HoursRefusal> {
	if (opensAt === "" && closesAt === "") return accept(null);
	const written = /^([01]\d|2[0-3]):[0-5]\d$/;
	if (!written.test(opensAt) || !written.test(closesAt)) return refuse("INVALID_HOURS");
	const oneDay = days.some(({ startsOn, endsOn }) => startsOn === endsOn);
	return oneDay && closesAt <= opensAt ? refuse("HOURS_REVERSED") : accept({ opensAt, closesAt });
}

export const REMINDER_KINDS = ["days30", "days7", "unanswered"] as const;
export type ReminderKind = (typeof REMINDER_KINDS)[number];

/**
 * The reminder a visit to come is due today, if any: 30 days before, then 7. Not for people who were told of these days since
 * it fell due. Late runs still send it, one at a time. Source: R-195.
 * @param toldOn the day these days were last planned, changed or confirmed
 */
export function visitReminder(startsOn: Day, toldOn: Day, today: Day): "days30" | "days7" | null {
	const left = daysCounted(today, startsOn) - 1;
	if (left < 0 || left > 30) return null;
	const [kind, days] = left <= 7 ? (["days7", 7] as const) : (["days30", 30] as const);
	return toldOn < addDays(startsOn, -days) ? kind : null;
}

/** Whether the cooperative is to be reminded of slots it has not answered. Source: R-195. */
export function isAnswerOverdue(proposedOn: Day, today: Day): boolean {
	return addDays(proposedOn, ANSWER_DAYS) <= today;
}
