/** What a person sees of their own sessions and account, and how they end them. */
import { and, desc, eq, gt } from "drizzle-orm";
import type { Database } from "~/db/client.server";
import { securityEvents, sessions } from "~/db/schema/access.server";
import { atomically } from "~/db/transaction.server";
import { sessionLife } from "~/domain/access/session-life";
import { recordWrite } from "../journal/record-write.server";
import type { UseCase } from "../use-case.server";
import type { Arrival } from "./arrival";
import { forgetDevices } from "./known-device.server";
import { recordSecurityEvent } from "./record-security-event.server";
import { closeSessionsOf, grantsToday } from "./session.server";

const EVENTS_SHOWN = 20;

export async function getOwnSessions({ db, actor: { userId }, now }: UseCase, currentId: string) {
	const listed = await listSessions(db, userId, now);
	const events = await db
		.select({
			id: securityEvents.id,
			at: securityEvents.at,
			kind: securityEvents.kind,
			device: securityEvents.device,
			network: securityEvents.network,
			succeeded: securityEvents.succeeded,
		})
		.from(securityEvents)
		.where(eq(securityEvents.userId, userId))
		.orderBy(desc(securityEvents.at), desc(securityEvents.id))
		.limit(EVENTS_SHOWN);
	return { sessions: listed.map((session) => ({ ...session, current: session.id === currentId })), events };
}

/** Ends one of the person's sessions; one that is over already, or somebody else's, changes nothing. */
export async function endSession({ db, actor: { userId }, now }: UseCase, sessionId: string, arrival: Arrival) {
	await atomically(db, async (tx) => {
		const [ended] = await tx
			.delete(sessions)
			.where(and(eq(sessions.id, sessionId), eq(sessions.userId, userId)))
			.returning({ id: sessions.id });
		if (!ended) return;
		await recordWrite(tx, { at: now, actorId: userId, action: "session.closed", subject: ["session", userId] });
		await recordSecurityEvent(tx, arrival, "sessionsClosed", userId);
	});
}

/** Ends all of the person's sessions, or all but the one at hand; the same browsers stay known. */
export async function endSessions(
	{ db, actor: { userId }, now }: UseCase,
	except: { readonly sessionId: string; readonly deviceTokens: readonly string[] } | null,
	arrival: Arrival,
) {
	await atomically(db, async (tx) => {
		const closed = await closeSessionsOf(tx, userId, except?.sessionId);
		await forgetDevices(tx, userId, except?.deviceTokens ?? []);
		const journal = { at: now, actorId: userId, subject: ["session", userId] } as const;
		await recordWrite(tx, { ...journal, action: "session.othersClosed", after: { closed } });
		await recordSecurityEvent(tx, arrival, "sessionsClosed", userId);
	});
}

/** A person's sessions that are not over, the latest used first. */
async function listSessions(db: Database, userId: string, now: Date) {
	const life = sessionLife((await grantsToday(db, userId, now)).map(({ role }) => role));
	const ago = (minutes: number) => new Date(now.getTime() - minutes * 60_000);
	return db
		.select({
			id: sessions.id,
			device: sessions.device,
			network: sessions.network,
			createdAt: sessions.createdAt,
			lastSeenAt: sessions.lastSeenAt,
		})
		.from(sessions)
		.where(
			and(
				eq(sessions.userId, userId),
				eq(sessions.stage, "open"),
				gt(sessions.expiresAt, now),
				gt(sessions.lastSeenAt, ago(life.idleMinutes)),
				gt(sessions.createdAt, ago(life.absoluteMinutes)),
			),
		)
		.orderBy(desc(sessions.lastSeenAt));
}
