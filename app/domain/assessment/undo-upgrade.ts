/** Owns until when a draft may go back to the version of the référentiel it left. */
import { addDays, type Day, dayInParis } from "../calendar-day";
import { accept, type Result, refuse } from "../result";

export const UNDO_DAYS = 30;

export interface UpgradeSince {
	readonly appliedAt: Date;
	readonly undoneAt: Date | null;
	/** Whether an answer or the profile changed since. */
	readonly edited: boolean;
}

/** The last day, in Paris. */
export function undoUntil(appliedAt: Date): Day {
	return addDays(dayInParis(appliedAt), UNDO_DAYS);
}

/** Whether the move may be undone: nothing that was answered since would be lost, and not for ever. Source: R-89. */
export function judgeUndo(
	{ appliedAt, undoneAt, edited }: UpgradeSince,
	now: Date,
): Result<{ readonly until: Day }, "ALREADY_UNDONE" | "EDITED_SINCE" | "TOO_LATE"> {
	if (undoneAt) return refuse("ALREADY_UNDONE");
	if (edited) return refuse("EDITED_SINCE");
	const until = undoUntil(appliedAt);
	return dayInParis(now) > until ? refuse("TOO_LATE") : accept({ until });
}
