/** Writes a message in a thread of a criterion, or opens one: once, however often it is sent; those it names are written to. */
import { and, eq } from "drizzle-orm";
import { z } from "zod";
import type { Transaction } from "~/db/client.server";
import { threadMentions, threadMessages, threads } from "~/db/schema/thread.server";
import { atomically } from "~/db/transaction.server";
import { checkMessage, namedIn } from "~/domain/assessment/thread";
import { accept, type Result, refuse } from "~/domain/result";
import { recordWrite } from "../journal/record-write.server";
import { queueMail } from "../notification/queue-mail.server";
import { NotFoundError, type UseCase } from "../use-case.server";
import { discussedCriterion } from "./discussed-criterion.server";
import { teamAtWork } from "./load-threads.server";

const form = z.strictObject({
	/** Becomes the identifier of the message: sent again, it changes nothing. */
	key: z.uuid(),
	/** Empty for the message that opens a thread. */
	threadId: z.union([z.literal(""), z.uuid()]).default(""),
	text: z.string().max(40_000).default(""),
	named: z.array(z.uuid()).max(1_000).default([]),
});

export interface WrittenMessage {
	readonly threadId: string;
	readonly messageId: string;
}

export type WriteMessageResult = Result<WrittenMessage, "EMPTY" | "TOO_LONG" | "INVALID">;

export async function writeMessage(
	useCase: UseCase,
	assessmentId: string,
	criterionId: string,
	input: unknown,
): Promise<WriteMessageResult> {
	const { db, actor, now } = useCase;
	const { cooperativeId } = await discussedCriterion(useCase, assessmentId, criterionId);
	const parsed = form.safeParse(input);
	if (!parsed.success) return refuse("INVALID");
	const { key: messageId, named } = parsed.data;
	const opens = parsed.data.threadId === "";
	const threadId = opens ? messageId : parsed.data.threadId;
	const checked = checkMessage(parsed.data.text);
	if (!checked.ok) return checked;
	return atomically(db, async (tx): Promise<WriteMessageResult> => {
		const at = { cooperativeId, assessmentId, criterionId };
		const opened = opens && (await openThread(tx, { id: threadId, ...at, openedAt: now, openedBy: actor.userId }));
		const [thread] = await tx
			.select()
			.from(threads)
			.where(
				and(eq(threads.id, threadId), eq(threads.assessmentId, assessmentId), eq(threads.criterionId, criterionId)),
			)
			.for("update");
		if (!thread) {
			// A key that another thread took already is nobody's mistake but a forger's.
			if (opens) return refuse("INVALID");
			throw new NotFoundError(threadId);
		}
		const [written] = await tx
			.insert(threadMessages)
			.values({ id: messageId, cooperativeId, threadId, text: checked.value, writtenAt: now, writtenBy: actor.userId })
			.onConflictDoNothing()
			.returning({ id: threadMessages.id });
		if (!written) return sentBefore(tx, { threadId, messageId }, actor.userId);
		const people = namedIn(named, await teamAtWork(tx, cooperativeId, now), actor.userId);
		if (people.length > 0) {
			await tx.insert(threadMentions).values(people.map(({ userId }) => ({ cooperativeId, messageId, userId })));
		}
		for (const { userId, name, email } of people) {
			await queueMail(tx, { kind: "mention", recipient: email, userId, params: { name, messageId } }, now);
		}
		const subject = ["thread", `${assessmentId}/${criterionId}`] as const;
		const row = { at: now, actorId: actor.userId, subject, cooperativeId };
		await recordWrite(tx, {
			...row,
			action: opened ? "thread.opened" : "thread.answered",
			after: { threadId, messageId, named: people.map(({ userId }) => userId) },
		});
		if (thread.resolvedAt !== null) {
			await tx.update(threads).set({ resolvedAt: null, resolvedBy: null }).where(eq(threads.id, threadId));
			await recordWrite(tx, { ...row, action: "thread.reopened", after: { threadId } });
		}
		return accept({ threadId, messageId });
	});
}

async function openThread(tx: Transaction, thread: typeof threads.$inferInsert): Promise<boolean> {
	const rows = await tx.insert(threads).values(thread).onConflictDoNothing().returning({ id: threads.id });
	return rows.length === 1;
}

/** The same message came before: answers what was answered then. */
async function sentBefore(tx: Transaction, sent: WrittenMessage, userId: string): Promise<WriteMessageResult> {
	const [known] = await tx
		.select({ id: threadMessages.id })
		.from(threadMessages)
		.where(
			and(
				eq(threadMessages.id, sent.messageId),
				eq(threadMessages.threadId, sent.threadId),
				eq(threadMessages.writtenBy, userId),
			),
		);
	return known ? accept(sent) : refuse("INVALID");
}
