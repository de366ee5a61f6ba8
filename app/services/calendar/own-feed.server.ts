/** A person's own calendar feed: whether it is open, opening it or giving it a new address, closing it. */
import { eq } from "drizzle-orm";
import { calendarFeeds } from "~/db/schema/calendar.server";
import { atomically } from "~/db/transaction.server";
import type { Arrival } from "../access/arrival";
import { recordSecurityEvent } from "../access/record-security-event.server";
import { hashToken, randomToken } from "../access/secrets.server";
import { recordWrite } from "../journal/record-write.server";
import type { UseCase } from "../use-case.server";

/** Null: none is open. */
export async function getOwnFeed({ db, actor }: UseCase): Promise<{ readonly openedAt: Date } | null> {
	const [feed] = await db
		.select({ openedAt: calendarFeeds.openedAt })
		.from(calendarFeeds)
		.where(eq(calendarFeeds.userId, actor.userId));
	return feed ?? null;
}

/** The former address, if there was one, opens nothing any more. Returns the token: it is never readable again. */
export async function openFeed({ db, actor, now }: UseCase, arrival: Arrival): Promise<string> {
	const { userId } = actor;
	const token = randomToken();
	await atomically(db, async (tx) => {
		const values = { tokenHash: hashToken(token), openedAt: now };
		await tx
			.insert(calendarFeeds)
			.values({ userId, ...values })
			.onConflictDoUpdate({ target: calendarFeeds.userId, set: values });
		await recordWrite(tx, { at: now, actorId: userId, action: "user.calendarOpened", subject: ["user", userId] });
		await recordSecurityEvent(tx, arrival, "calendarOpened", userId);
	});
	return token;
}

/** Does nothing when none is open. */
export async function closeFeed({ db, actor, now }: UseCase, arrival: Arrival): Promise<void> {
	const { userId } = actor;
	await atomically(db, async (tx) => {
		const closed = await tx.delete(calendarFeeds).where(eq(calendarFeeds.userId, userId)).returning();
		if (closed.length === 0) return;
		await recordWrite(tx, { at: now, actorId: userId, action: "user.calendarClosed", subject: ["user", userId] });
		await recordSecurityEvent(tx, arrival, "calendarClosed", userId);
	});
}
