/** Changes an action: who, when, what to do; closes it, done or abandoned with the reason; opens it again. */
import { and, eq } from "drizzle-orm";
import { z } from "zod";
import { plannedActions } from "~/db/schema/plan.server";
import { atomically } from "~/db/transaction.server";
import { isDay } from "~/domain/calendar-day";
import { assignable } from "~/domain/plan/assignment";
import { ABANDON_LIMIT, type ActionState, TODO_LIMIT } from "~/domain/plan/planned-action";
import { accept, type Result, refuse } from "~/domain/result";
import { isAtWork, listTeam } from "../access/list-team.server";
import { recordWrite } from "../journal/record-write.server";
import { rowVersion } from "../row-version";
import { authorise, type UseCase } from "../use-case.server";
import { loadAction } from "./load-action.server";

const editing = z.strictObject({
	ownerId: z.uuid(),
	dueOn: z.string().max(10),
	todo: z.string().default(""),
	version: rowVersion,
});
const closing = z.strictObject({
	state: z.enum(["open", "done", "abandoned"]),
	reason: z.string().default(""),
	version: rowVersion,
});

export type ChangeActionRefusal =
	| "INVALID"
	| "NOT_IN_TEAM"
	| "NO_SUCH_DAY"
	| "TEXT_TOO_LONG"
	| "REASON_MISSING"
	| "ALREADY_PLANNED"
	| "CHANGED_MEANWHILE";
export type ChangeActionResult = Result<null, ChangeActionRefusal>;

/** @param input `version`: the one that was on the screen. A closed action does not change but by being opened again. */
export async function editAction(
	useCase: UseCase,
	cooperativeId: string,
	actionId: string,
	input: unknown,
): Promise<ChangeActionResult> {
	const { db, actor, now } = useCase;
	const { row, resource } = await loadActable(useCase, cooperativeId, actionId);
	const parsed = editing.safeParse(input);
	if (!parsed.success) return refuse("INVALID");
	const { ownerId, dueOn, version } = parsed.data;
	// A contributor hands theirs to nobody: a manager does.
	authorise(actor, "plan.act", { ...resource, ownerId }, ["plan.read", { cooperativeId }]);
	const todo = parsed.data.todo.trim();
	if (!isDay(dueOn)) return refuse("NO_SUCH_DAY");
	if (todo.length > TODO_LIMIT) return refuse("TEXT_TOO_LONG");
	const team = (await listTeam(db, cooperativeId, now)).filter((one) => isAtWork(one, now));
	if (!assignable(team, row.domain).some(({ userId }) => userId === ownerId)) return refuse("NOT_IN_TEAM");
	if (row.state !== "open") return refuse("CHANGED_MEANWHILE");
	return write(useCase, row, version, { ownerId, dueOn, todo }, "action.edited", {
		before: { assigneeId: row.ownerId, dueOn: row.dueOn, todo: row.todo },
		after: { assigneeId: ownerId, dueOn, todo },
	});
}

/** a person says that it is done, or why it is given up; the answers alone never do. */
export async function closeAction(
	useCase: UseCase,
	cooperativeId: string,
	actionId: string,
	input: unknown,
): Promise<ChangeActionResult> {
	const { actor, now } = useCase;
	const { row } = await loadActable(useCase, cooperativeId, actionId);
	const parsed = closing.safeParse(input);
	if (!parsed.success) return refuse("INVALID");
	const { state, version } = parsed.data;
	const reason = state === "abandoned" ? parsed.data.reason.trim() : "";
	if (state === "abandoned" && reason === "") return refuse("REASON_MISSING");
	if (reason.length > ABANDON_LIMIT) return refuse("TEXT_TOO_LONG");
	if ((row.state === "open") === (state === "open")) return refuse("CHANGED_MEANWHILE");
	const closed = state === "open" ? { closedAt: null, closedBy: null } : { closedAt: now, closedBy: actor.userId };
	const told = (one: ActionState, why: string) => ({ actionState: one, ...(why ? { reason: why } : {}) });
	return write(
		useCase,
		row,
		version,
		{ state, reason, ...closed },
		state === "open" ? "action.reopened" : "action.closed",
		{ before: told(row.state, row.reason), after: told(state, reason) },
	);
}

async function loadActable({ db, actor }: UseCase, cooperativeId: string, actionId: string) {
	authorise(actor, "plan.read", { cooperativeId });
	const loaded = await loadAction(db, cooperativeId, actionId);
	authorise(actor, "plan.act", loaded.resource, ["plan.read", { cooperativeId }]);
	return loaded;
}

type Row = typeof plannedActions.$inferSelect;

async function write(
	{ db, actor, now }: UseCase,
	{ id, cooperativeId, criterionId }: Row,
	version: number,
	changed: Partial<Row>,
	action: "action.edited" | "action.closed" | "action.reopened",
	told: { readonly before: object; readonly after: object },
): Promise<ChangeActionResult> {
	return atomically(db, async (tx): Promise<ChangeActionResult> => {
		const another = and(
			eq(plannedActions.cooperativeId, cooperativeId),
			eq(plannedActions.criterionId, criterionId),
			eq(plannedActions.state, "open"),
		);
		if (
			action === "action.reopened" &&
			(await tx.select({ id: plannedActions.id }).from(plannedActions).where(another)).length > 0
		) {
			return refuse("ALREADY_PLANNED");
		}
		const [written] = await tx
			.update(plannedActions)
			.set({ ...changed, version: version + 1 })
			.where(and(eq(plannedActions.id, id), eq(plannedActions.version, version)))
			.returning({ id: plannedActions.id });
		if (!written) return refuse("CHANGED_MEANWHILE");
		await recordWrite(tx, { at: now, actorId: actor.userId, action, subject: ["action", id], cooperativeId, ...told });
		return accept(null);
	});
}
