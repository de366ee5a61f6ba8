/** Plans actions: one per criterion to raise, all at once or none. A criterion that has one already keeps it. */
import { z } from "zod";
import { plannedActions } from "~/db/schema/plan.server";
import { atomically } from "~/db/transaction.server";
import { can } from "~/domain/access/can";
import { answerValues } from "~/domain/assessment/answer-record";
import { isDay } from "~/domain/calendar-day";
import { assignable } from "~/domain/plan/assignment";
import { TODO_LIMIT } from "~/domain/plan/planned-action";
import { accept, type Result, refuse } from "~/domain/result";
import { answeredLevel } from "~/domain/scoring/answer";
import type { Level } from "~/domain/standard/standard";
import { loadAnswers } from "../assessment/load-assessment.server";
import { recordWrites } from "../journal/record-write.server";
import { authorise, type UseCase } from "../use-case.server";
import { loadDraftPlan } from "./load-draft-plan.server";

const form = z
	.array(
		z.strictObject({
			criterionId: z.string().max(40),
			to: z.enum(["1", "2", "3"]),
			ownerId: z.uuid(),
			dueOn: z.string().max(10),
			todo: z.string(),
		}),
	)
	.max(300);

export type PlanActionsRefusal = "INVALID" | "NOTHING_CHOSEN" | "NOT_IN_TEAM" | "NO_SUCH_DAY" | "TEXT_TOO_LONG";

export async function planActions(
	useCase: UseCase,
	assessmentId: string,
	input: unknown,
): Promise<Result<{ readonly planned: number; readonly already: number }, PlanActionsRefusal>> {
	const { db, actor, now } = useCase;
	const { loaded, put, team } = await loadDraftPlan(useCase, assessmentId);
	const { resource, published } = loaded;
	const { cooperativeId } = resource;
	authorise(actor, "plan.read", resource, ["assessment.read", resource]);
	const parsed = form.safeParse(input);
	const known = new Map(put.map((criterion) => [criterion.id, criterion]));
	const items = (parsed.success ? parsed.data : []).map((item) => ({
		...item,
		criterion: known.get(item.criterionId),
	}));
	const mine = (domain: string) => ({ cooperativeId, domain, ownerId: actor.userId });
	const any = published.standard.domains.find(({ code }) => can(actor, "plan.act", mine(code)))?.code ?? "";
	authorise(actor, "plan.act", mine(any), ["plan.read", resource]);
	for (const { criterion, ownerId } of items) {
		const domain = criterion?.domain ?? any;
		authorise(actor, "plan.act", { cooperativeId, domain, ownerId }, ["plan.read", resource]);
	}
	if (!parsed.success) return refuse("INVALID");
	if (items.length === 0) return refuse("NOTHING_CHOSEN");
	const answers = answerValues(await loadAnswers(db, assessmentId));
	const rows: (typeof plannedActions.$inferInsert)[] = [];
	for (const { criterion, to, ownerId, dueOn, todo } of items) {
		const toLevel = Number(to) as Level;
		const fromLevel = answeredLevel(answers[criterion?.id ?? ""]);
		if (!criterion || (fromLevel !== null && fromLevel >= toLevel)) return refuse("INVALID");
		if (!isDay(dueOn)) return refuse("NO_SUCH_DAY");
		if (todo.trim().length > TODO_LIMIT) return refuse("TEXT_TOO_LONG");
		if (!assignable(team, criterion.domain).some(({ userId }) => userId === ownerId)) return refuse("NOT_IN_TEAM");
		rows.push({
			...{ cooperativeId, assessmentId, standardVersionId: published.id, domain: criterion.domain },
			...{ criterionId: criterion.id, fromLevel, toLevel, ownerId, dueOn, todo: todo.trim() },
			...{ plannedAt: now, plannedBy: actor.userId },
		});
	}
	return atomically(db, async (tx) => {
		const written = await tx.insert(plannedActions).values(rows).onConflictDoNothing().returning();
		await recordWrites(
			tx,
			written.map(({ id, criterionId, fromLevel, toLevel, ownerId, dueOn, todo }) => ({
				at: now,
				actorId: actor.userId,
				action: "action.planned",
				subject: ["action", id],
				cooperativeId,
				after: { criterionId, fromLevel, toLevel, assigneeId: ownerId, dueOn, todo },
			})),
		);
		return accept({ planned: written.length, already: rows.length - written.length });
	});
}
