/** Owns from which day to which day a role is held. Rule R-90 of docs/regles-metier.md. */
import { addDays, type Day, isDay } from "../calendar-day";
import { accept, type Result, refuse } from "../result";
import type { Role } from "./roles";

export interface Mandate {
	/** First day, counted; null: since ever. */
	readonly startsOn: Day | null;
	/** Last day, counted; null: until further notice. */
	readonly endsOn: Day | null;
}

export type MandateState = "current" | "upcoming" | "ended";

/** Whether the role is held on that day. Both ends are counted. */
export function isHeldOn({ startsOn, endsOn }: Mandate, day: Day): boolean {
	return (startsOn === null || startsOn <= day) && (endsOn === null || endsOn >= day);
}

/** @param today the day in Paris. A mandate taken away on the very day it began is ended. */
export function mandateState(mandate: Mandate, today: Day): MandateState {
	if (mandate.endsOn !== null && mandate.endsOn < today) return "ended";
	return isHeldOn(mandate, today) ? "current" : "upcoming";
}

/** The last day of a role that is taken away at once: the eve, so that it opens nothing from now on. */
export function lastDayWhenTakenAway(today: Day): Day {
	return addDays(today, -1);
}

export type MandateRefusal = "INVALID_DATES" | "ENDS_BEFORE_START" | "MANDATE_DATES_REQUIRED";

/**
 * the last day is not before the first; a member of the board has both, every other role may go without.
 * @param input days as typed; an empty text is no day
 */
export function checkMandate(
	role: Role,
	input: { readonly startsOn: string; readonly endsOn: string },
): Result<Mandate, MandateRefusal> {
	const startsOn = input.startsOn || null;
	const endsOn = input.endsOn || null;
	if ((startsOn !== null && !isDay(startsOn)) || (endsOn !== null && !isDay(endsOn))) return refuse("INVALID_DATES");
	if (role === "board" && (startsOn === null || endsOn === null)) return refuse("MANDATE_DATES_REQUIRED");
	const mandate = { startsOn, endsOn };
	return isEmpty(mandate) ? refuse("ENDS_BEFORE_START") : accept(mandate);
}

/** Whether two mandates share at least one day. */
export function mandatesOverlap(a: Mandate, b: Mandate): boolean {
	const startsBeforeEnd = (one: Mandate, other: Mandate) =>
		one.startsOn === null || other.endsOn === null || one.startsOn <= other.endsOn;
	return !isEmpty(a) && !isEmpty(b) && startsBeforeEnd(a, b) && startsBeforeEnd(b, a);
}

/** Whether some day was held before and no longer is. */
export function isNarrower(before: Mandate, after: Mandate): boolean {
	const later = after.startsOn !== null && (before.startsOn === null || after.startsOn > before.startsOn);
	const sooner = after.endsOn !== null && (before.endsOn === null || after.endsOn < before.endsOn);
	return later || sooner;
}

/** Its last day comes before its first: no day at all, as when it is taken away on the day it began. */
function isEmpty({ startsOn, endsOn }: Mandate): boolean {
	return startsOn !== null && endsOn !== null && endsOn < startsOn;
}
