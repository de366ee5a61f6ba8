/**
 * Owns a piece of evidence that the team asks for before the visit: its moves, its deadline, its reminders. Pure: days come from
 * outside. Rules of docs/regles-metier.md.
 */
import { addDays, type Day, isDay } from "../calendar-day";
import { accept, type Result, refuse } from "../result";

/** `draft`: written, not sent yet. `asked`: it waits for the cooperative. `answered`: it waits for the team. */
export const DEMAND_STATES = ["draft", "asked", "answered", "received", "withdrawn"] as const;
export type DemandState = (typeof DEMAND_STATES)[number];

export type DemandMover = "team" | "manager";

/** Every move there is. Source: R-205. */
export const DEMAND_MOVES = {
	ask: { from: ["draft"], to: "asked", by: "team" },
	answer: { from: ["asked"], to: "answered", by: "manager" },
	receive: { from: ["asked", "answered"], to: "received", by: "team" },
	askAgain: { from: ["answered", "received"], to: "asked", by: "team" },
	withdraw: { from: ["draft", "asked", "answered"], to: "withdrawn", by: "team" },
} as const satisfies Readonly<Record<string, { from: readonly DemandState[]; to: DemandState; by: DemandMover }>>;
export type DemandMoveName = keyof typeof DEMAND_MOVES;

/** Where the move leads from that state. Source: R-205. */
export function moveDemand(name: DemandMoveName, from: DemandState): Result<DemandState, "MOVE_FORBIDDEN"> {
	const sources: readonly DemandState[] = DEMAND_MOVES[name].from;
	return sources.includes(from) ? accept(DEMAND_MOVES[name].to) : refuse("MOVE_FORBIDDEN");
}

export const DEMAND_TEXT_LIMIT = 1_000;

export type DemandRefusal = "TEXT_REQUIRED" | "TEXT_TOO_LONG" | "DAY_REQUIRED" | "DAY_PAST" | "DAY_AFTER_VISIT";

/** What is asked, until when: from tomorrow to the day before the visit. Source: R-205. */
export function checkDemand(
	{ wording, dueOn }: { readonly wording: string; readonly dueOn: Day },
	{ today, startsOn }: { readonly today: Day; readonly startsOn: Day },
): Result<{ readonly wording: string; readonly dueOn: Day }, DemandRefusal> {
	const text = wording.trim();
	if (text === "") return refuse("TEXT_REQUIRED");
	if (text.length > DEMAND_TEXT_LIMIT) return refuse("TEXT_TOO_LONG");
	if (!isDay(dueOn)) return refuse("DAY_REQUIRED");
	if (dueOn <= today) return refuse("DAY_PAST");
	return dueOn < startsOn ? accept({ wording: text, dueOn }) : refuse("DAY_AFTER_VISIT");
}

/** A week before the visit, or the eve of it when that is past. Null: the visit is too near to ask in writing. */
export function proposedDueDay(startsOn: Day, today: Day): Day | null {
	return [addDays(startsOn, -7), addDays(startsOn, -1)].find((day) => day > today) ?? null;
}

/** Whether the cooperative is late: the day after the last one. Source: R-205. */
export function isDemandLate({ state, dueOn }: { readonly state: DemandState; readonly dueOn: Day }, today: Day) {
	return state === "asked" && dueOn < today;
}

const SOON_DAYS = 3;
export const DEMAND_REMINDERS = ["soon", "late"] as const;
export type DemandReminder = (typeof DEMAND_REMINDERS)[number];

/**
 * The reminder due today, if any: three days before the last day, then once it is past. Not for what was asked since it fell
 * due. Late runs still send it. Source: R-206.
 */
export function demandReminder(dueOn: Day, askedOn: Day, today: Day): DemandReminder | null {
	if (today > dueOn) return "late";
	const from = addDays(dueOn, -SOON_DAYS);
	return today >= from && askedOn < from ? "soon" : null;
}
