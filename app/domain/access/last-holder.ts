/** Owns that nobody leaves a cooperative without a manager, nor the platform without an administrator. Rule R-91. */
import { addDays, type Day } from "../calendar-day";
import { accept, type Result, refuse } from "../result";
import { isHeldOn, type Mandate } from "./mandate";

export type LastHolderRefusal = "LAST_MANAGER" | "LAST_ADMIN";

const REFUSALS = { manager: "LAST_MANAGER", admin: "LAST_ADMIN" } as const;

/**
 * a change of mandates is refused when some day from today on would lose its last holder. A day that had none before
 * the change loses nothing.
 * @param before every mandate of the role (within one cooperative for `manager`), of open accounts only
 * @param after the same once changed
 * @param today the day in Paris
 */
export function checkLastHolder(
	role: keyof typeof REFUSALS,
	before: readonly Mandate[],
	after: readonly Mandate[],
	today: Day,
): Result<null, LastHolderRefusal> {
	const held = (mandates: readonly Mandate[], day: Day) => mandates.some((mandate) => isHeldOn(mandate, day));
	const orphaned = turningDays([...before, ...after], today).some((day) => held(before, day) && !held(after, day));
	return orphaned ? refuse(REFUSALS[role]) : accept(null);
}

/** The days, from today on, on which who holds the role may change: between two of them nothing does. */
function turningDays(mandates: readonly Mandate[], today: Day): readonly Day[] {
	const days = mandates.flatMap(({ startsOn, endsOn }) => [startsOn ?? today, endsOn ? addDays(endsOn, 1) : today]);
	return [...new Set([today, ...days])].filter((day) => day >= today);
}
