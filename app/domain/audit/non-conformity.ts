/**
 * Owns the life of a non-conformity, from the final report to the day an auditor finds it lifted: its moves, its deadlines and
 * its escalation. Pure: days come from outside. Rules of docs/regles-metier.md (dossier C.4, « Constats »).
 */
import { addMonths, type Day, isDay } from "../calendar-day";
import { accept, type Result, refuse } from "../result";
import type { LabelRules, Level } from "../standard/standard";

export const GRADES = ["major", "minor"] as const;
export type Grade = (typeof GRADES)[number];

export const NON_CONFORMITY_STATUSES = ["open", "planProposed", "planAccepted", "done", "closed"] as const;
export type NonConformityStatus = (typeof NON_CONFORMITY_STATUSES)[number];

/** `level`: the level retained; `raised`: a minor that the team raised; `minors`: those of one domain together. */
export const ORIGINS = ["level", "raised", "minors"] as const;
export type Origin = (typeof ORIGINS)[number];

/** Who makes a move: the cooperative's manager, an auditor of the cooperative, the national team. */
export type Follower = "manager" | "auditor" | "network";

interface FollowMove {
	readonly from: NonConformityStatus;
	readonly to: NonConformityStatus;
	readonly by: readonly Follower[];
	readonly needsReason: boolean;
}

/** Every move there is. Whether an action worked is an auditor's to say: the national team has not seen it. */
export const FOLLOW_MOVES = {
	propose: { from: "open", to: "planProposed", by: ["manager"], needsReason: false },
	accept: { from: "planProposed", to: "planAccepted", by: ["auditor", "network"], needsReason: false },
	sendBack: { from: "planProposed", to: "open", by: ["auditor", "network"], needsReason: true },
	declareDone: { from: "planAccepted", to: "done", by: ["manager"], needsReason: false },
	lift: { from: "done", to: "closed", by: ["auditor"], needsReason: true },
	reopen: { from: "done", to: "open", by: ["auditor"], needsReason: true },
} as const satisfies Readonly<Record<string, FollowMove>>;
export type FollowMoveName = keyof typeof FOLLOW_MOVES;

/** The status the move leads to. A major made of minors has no plan of its own: its minors do. Source: R-159. */
export function follow(
	name: FollowMoveName,
	{ status, origin }: { readonly status: NonConformityStatus; readonly origin: Origin },
): Result<NonConformityStatus, "MOVE_FORBIDDEN"> {
	const { from, to } = FOLLOW_MOVES[name];
	return status === from && origin !== "minors" ? accept(to) : refuse("MOVE_FORBIDDEN");
}

/**
 * Last day to lift it, counted from the day the final report was issued: a month without that day ends on its last one.
 * Source: R-158.
 */
export function dueOn(grade: Grade, issuedOn: Day, { deadlinesMonths }: Pick<LabelRules, "deadlinesMonths">): Day {
	return addMonths(issuedOn, deadlinesMonths[grade]);
}

export interface Followed {
	readonly grade: Grade;
	readonly origin: Origin;
	readonly status: NonConformityStatus;
	readonly dueOn: Day;
	/** Day the cooperative said that it was done; null: not, or not since it was reopened. */
	readonly doneOn: Day | null;
}

/**
 * Whether its deadline has passed without it being lifted. Done in time and waiting for its check is not late: the
 * cooperative did its part.
 * Source: R-160.
 */
export function isLate({ status, dueOn: due, doneOn }: Omit<Followed, "grade" | "origin">, today: Day): boolean {
	if (status === "closed" || today <= due) return false;
	return !(status === "done" && doneOn !== null && doneOn <= due);
}

/** Whether a minor becomes a major that day: its deadline has passed. What minors make together does not rise. */
export function escalatesOn(one: Followed, today: Day): boolean {
	return one.grade === "minor" && isLate(one, today);
}

/** What a later audit found of a criterion, or of one that takes it over in a newer version. */
export interface FoundAgain {
	/** Null: not examined, or not applicable any more. */
	readonly level: Level | null;
	readonly metFrom: Level;
}

/**
 * What the next check says of a non-conformity that was open: lifted where all that takes the criterion over reaches its level,
 * risen where one does not, nothing of what it did not look at. Source: R-161.
 * @param heirs of the criterion in the version the later audit reads: itself, both parts of a split; none when it was retired
 */
export function checkedAgain(
	{ grade, status }: Pick<Followed, "grade" | "status">,
	heirs: readonly FoundAgain[],
): "lifted" | "escalated" | "unchanged" {
	if (status === "closed" || heirs.length === 0) return "unchanged";
	if (heirs.some(({ level, metFrom }) => level !== null && level < metFrom)) {
		return grade === "minor" ? "escalated" : "unchanged";
	}
	return heirs.every(({ level }) => level !== null) ? "lifted" : "unchanged";
}

/** Whether a major made of minors falls: fewer of them are left than make one. Source. */
export function minorsFell(
	minors: readonly string[],
	stillOpen: ReadonlySet<string>,
	minorsMakingMajor: number,
): boolean {
	return minors.filter((id) => stillOpen.has(id)).length < minorsMakingMajor;
}

export const PLAN_TEXT_LIMIT = 4_000;

export interface CorrectivePlan {
	readonly cause: string;
	readonly correction: string;
	readonly action: string;
	readonly ownerId: string;
	readonly dueOn: Day;
}

export type CorrectivePlanRefusal =
	| "CAUSE_REQUIRED"
	| "CORRECTION_REQUIRED"
	| "ACTION_REQUIRED"
	| "TEXT_TOO_LONG"
	| "NO_SUCH_DAY"
	| "AFTER_DEADLINE";

/**
 * Whether a plan says all it must; texts come back trimmed. Its day is within the deadline, unless that one is behind us.
 * Source: R-159.
 */
export function checkPlan(
	plan: CorrectivePlan,
	deadline: Day,
	today: Day,
): Result<CorrectivePlan, CorrectivePlanRefusal> {
	const [cause, correction, action] = [plan.cause.trim(), plan.correction.trim(), plan.action.trim()];
	if (cause === "") return refuse("CAUSE_REQUIRED");
	if (correction === "") return refuse("CORRECTION_REQUIRED");
	if (action === "") return refuse("ACTION_REQUIRED");
	if ([cause, correction, action].some(({ length }) => length > PLAN_TEXT_LIMIT)) return refuse("TEXT_TOO_LONG");
	if (!isDay(plan.dueOn) || plan.dueOn < today) return refuse("NO_SUCH_DAY");
	if (plan.dueOn > deadline && today <= deadline) return refuse("AFTER_DEADLINE");
	return accept({ ...plan, cause, correction, action });
}
