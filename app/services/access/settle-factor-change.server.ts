/**
 * What follows every change of a person's second factors by themselves: their other sessions end, this one goes on under a
 * new token, and the journal, the security log and the person are told.
 */
import { eq } from "drizzle-orm";
import { users } from "~/db/schema/access.server";
import { atomically } from "~/db/transaction.server";
import type { SecurityEventKind } from "~/domain/access/security-event";
import type { JournalAction } from "~/domain/journal/journal-action";
import { recordWrite } from "../journal/record-write.server";
import { queueMail } from "../notification/queue-mail.server";
import { ForbiddenError, type UseCase } from "../use-case.server";
import type { Arrival } from "./arrival";
import { recordSecurityEvent } from "./record-security-event.server";
import { closeSessionsOf, rotateSession } from "./session.server";

export interface FactorChange {
	readonly action: JournalAction;
	readonly event: SecurityEventKind;
	/** Whether a factor was given just now: the session counts as having proved it. */
	readonly proved: boolean;
}

/** Holds a person's factors still, so that two changes at the same instant don't both believe the other factor stays. */
export async function holdFactors({ db, actor }: Pick<UseCase, "db" | "actor">): Promise<void> {
	await db.select({ id: users.id }).from(users).where(eq(users.id, actor.userId)).for("update");
}

/** Answers the token of the session that goes on. */
export function settleFactorChange(
	{ db, actor, now }: UseCase,
	sessionId: string,
	arrival: Arrival,
	{ action, event, proved }: FactorChange,
): Promise<string> {
	const { userId, name, email } = actor;
	return atomically(db, async (tx) => {
		const sessionsClosed = await closeSessionsOf(tx, userId, sessionId);
		const token = await rotateSession(tx, sessionId, proved ? { secondFactor: true } : {}, arrival);
		// Closed from elsewhere meanwhile: whoever is here must sign in first, and nothing is changed.
		if (token === null) throw new ForbiddenError(action);
		await recordWrite(tx, { at: now, actorId: userId, action, subject: ["user", userId], after: { sessionsClosed } });
		await recordSecurityEvent(tx, arrival, event, userId);
		const params = { name, change: event };
		await queueMail(tx, { kind: "secondFactorChanged", recipient: email, userId, params }, now);
		return token;
	});
}
