/** Owns an action of the plan: a criterion to raise from one level to another, by whom and when, until a person closes it. */
import { answerValue, type RecordedAnswer } from "../assessment/answer-record";
import type { Day } from "../calendar-day";
import type { Level } from "../standard/standard";

export const ACTION_STATES = ["open", "done", "abandoned"] as const;
export type ActionState = (typeof ACTION_STATES)[number];

/** Characters, at most. */
export const TODO_LIMIT = 2_000;
export const ABANDON_LIMIT = 1_000;

export interface PlannedAction {
	readonly state: ActionState;
	/** Criteria of the assessment's version that it bears on today; none when its criterion was retired since. */
	readonly heirs: readonly string[];
	readonly toLevel: Level;
	readonly dueOn: Day;
}

/** `reached`: the answers say so, and a person has still to close it. */
export type ActionStanding = "late" | "toDo" | "reached" | "done" | "abandoned";

/**
 * @param answers of the assessment one looks at; those that do not count yet reach nothing
 * @param today in Paris
 * Source: R-127.
 */
export function actionStanding(
	{ state, heirs, toLevel, dueOn }: PlannedAction,
	answers: ReadonlyMap<string, RecordedAnswer>,
	today: Day,
): ActionStanding {
	if (state !== "open") return state;
	const levels = heirs.map((id) => answerValue(answers.get(id)));
	if (levels.length > 0 && levels.every((level) => typeof level === "number" && level >= toLevel)) return "reached";
	return dueOn < today ? "late" : "toDo";
}
