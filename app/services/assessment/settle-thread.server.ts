/** Resolves a thread or reopens it, and takes a message of one's own back. Each done twice is done once. */
import { and, eq } from "drizzle-orm";
import { threadMessages, threads } from "~/db/schema/thread.server";
import { atomically } from "~/db/transaction.server";
import { mayWithdraw, resolvedAfter } from "~/domain/assessment/thread";
import { recordWrite } from "../journal/record-write.server";
import { ForbiddenError, NotFoundError, type UseCase } from "../use-case.server";
import { isUuid } from "../uuid";
import { discussedCriterion } from "./discussed-criterion.server";

export async function settleThread(
	useCase: UseCase,
	[assessmentId, criterionId, threadId]: readonly [assessmentId: string, criterionId: string, threadId: string],
	gesture: "resolve" | "reopen",
): Promise<void> {
	const { db, actor, now } = useCase;
	const { cooperativeId } = await discussedCriterion(useCase, assessmentId, criterionId);
	if (!isUuid(threadId)) throw new NotFoundError(threadId);
	await atomically(db, async (tx) => {
		const [thread] = await tx
			.select()
			.from(threads)
			.where(
				and(eq(threads.id, threadId), eq(threads.assessmentId, assessmentId), eq(threads.criterionId, criterionId)),
			)
			.for("update");
		if (!thread) throw new NotFoundError(threadId);
		const resolves = resolvedAfter(thread.resolvedAt !== null, gesture);
		if (resolves === (thread.resolvedAt !== null)) return;
		await tx
			.update(threads)
			.set(resolves ? { resolvedAt: now, resolvedBy: actor.userId } : { resolvedAt: null, resolvedBy: null })
			.where(eq(threads.id, threadId));
		await recordWrite(tx, {
			at: now,
			actorId: actor.userId,
			action: resolves ? "thread.resolved" : "thread.reopened",
			subject: ["thread", `${assessmentId}/${criterionId}`],
			cooperativeId,
			after: { threadId },
		});
	});
}

export async function withdrawMessage(
	useCase: UseCase,
	[assessmentId, criterionId, messageId]: readonly [assessmentId: string, criterionId: string, messageId: string],
): Promise<void> {
	const { db, actor, now } = useCase;
	const { cooperativeId } = await discussedCriterion(useCase, assessmentId, criterionId);
	if (!isUuid(messageId)) throw new NotFoundError(messageId);
	await atomically(db, async (tx) => {
		const [row] = await tx
			.select({ message: threadMessages, threadId: threads.id })
			.from(threadMessages)
			.innerJoin(threads, eq(threads.id, threadMessages.threadId))
			.where(
				and(
					eq(threadMessages.id, messageId),
					eq(threads.assessmentId, assessmentId),
					eq(threads.criterionId, criterionId),
				),
			);
		if (!row) throw new NotFoundError(messageId);
		const { writtenBy: authorId, withdrawnAt } = row.message;
		if (authorId !== actor.userId) throw new ForbiddenError("message of somebody else");
		if (!mayWithdraw({ authorId, withdrawn: withdrawnAt !== null }, actor.userId)) return;
		const taken = await tx
			.update(threadMessages)
			.set({ text: "", withdrawnAt: now })
			.where(and(eq(threadMessages.id, messageId), eq(threadMessages.text, row.message.text)))
			.returning({ id: threadMessages.id });
		if (taken.length === 0) return;
		await recordWrite(tx, {
			at: now,
			actorId: actor.userId,
			action: "thread.messageWithdrawn",
			subject: ["thread", `${assessmentId}/${criterionId}`],
			cooperativeId,
			after: { threadId: row.threadId, messageId },
		});
	});
}
