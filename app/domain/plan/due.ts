/** Owns when a thing to do is late, and where its day falls in another campaign. Days are those of Paris (calendar-day.ts). */
import { addDays, addYears, type Day, daysCounted, type Span } from "../calendar-day";

/** `notAsked`: nothing to answer there, the profile or another person's share having taken it all. */
export const DUE_STATES = ["late", "toDo", "done", "notAsked"] as const;
export type DueState = (typeof DUE_STATES)[number];

/** Late from the day after its last day, in Paris; what is done is never late. R-121. */
export function dueState(done: boolean, dueOn: Day, today: Day): Exclude<DueState, "notAsked"> {
	if (done) return "done";
	return dueOn < today ? "late" : "toDo";
}

/**
 * The day that stands in a campaign where `day` stood in an earlier one: the same date when the campaigns have the same
 * dates, otherwise the same share of the way. A day outside of its campaign is first brought to its nearest end. Never
 * before another day that it followed. R-124.
 */
export function moveDay(day: Day, from: Span, to: Span): Day {
	const held = day < from.startsOn ? from.startsOn : day > from.endsOn ? from.endsOn : day;
	const years = Number(to.startsOn.slice(0, 4)) - Number(from.startsOn.slice(0, 4));
	if (addYears(from.startsOn, years) === to.startsOn && addYears(from.endsOn, years) === to.endsOn) {
		return addYears(held, years);
	}
	const length = daysCounted(from.startsOn, from.endsOn) - 1;
	const share = length === 0 ? 0 : (daysCounted(from.startsOn, held) - 1) / length;
	return addDays(to.startsOn, Math.round(share * (daysCounted(to.startsOn, to.endsOn) - 1)));
}
