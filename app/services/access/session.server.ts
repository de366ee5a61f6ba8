/** Owns the sessions: opaque tokens of which only the SHA-256 is stored, with an idle and an absolute end. */

import { createHash, randomBytes } from "node:crypto";
import { and, eq, gt, isNull, lt, or } from "drizzle-orm";
import type { Database } from "~/db/client.server";
import { roleGrants, sessions, users } from "~/db/schema/access.server";
import type { Actor } from "~/domain/access/roles";
import { dayInParis } from "~/domain/calendar-day";
import { recordWrite } from "../journal/record-write.server";

const HOUR = 3_600_000;
const ABSOLUTE_LIFE = 12 * HOUR;
const IDLE_LIFE = 2 * HOUR;
/** A page view refreshes the idle time at most this often. */
const REFRESH_AFTER = HOUR / 60;

function sessionId(token: string): string {
	return createHash("sha256").update(token).digest("hex");
}

/** Opens a session and returns its token, to be put in the cookie. */
export async function openSession(db: Database, userId: string, now: Date): Promise<string> {
	const token = randomBytes(32).toString("base64url");
	await db.transaction(async (tx) => {
		await tx.delete(sessions).where(lt(sessions.expiresAt, now));
		await tx.insert(sessions).values({
			id: sessionId(token),
			userId,
			createdAt: now,
			lastSeenAt: now,
			expiresAt: new Date(now.getTime() + ABSOLUTE_LIFE),
		});
		await recordWrite(tx, { at: now, actorId: userId, action: "session.opened", subject: ["session", userId] });
	});
	return token;
}

export async function closeSession(db: Database, token: string, now: Date): Promise<void> {
	await db.transaction(async (tx) => {
		const [closed] = await tx
			.delete(sessions)
			.where(eq(sessions.id, sessionId(token)))
			.returning({ userId: sessions.userId });
		if (!closed) return;
		await recordWrite(tx, {
			at: now,
			actorId: closed.userId,
			action: "session.closed",
			subject: ["session", closed.userId],
		});
	});
}

/** The person behind a session token, with the roles that hold today; null when the session is over. */
export async function findActor(db: Database, token: string, now: Date): Promise<Actor | null> {
	const today = dayInParis(now);
	const rows = await db
		.select({
			id: sessions.id,
			lastSeenAt: sessions.lastSeenAt,
			userId: users.id,
			name: users.name,
			email: users.email,
			role: roleGrants.role,
			cooperativeId: roleGrants.cooperativeId,
			startsOn: roleGrants.startsOn,
			endsOn: roleGrants.endsOn,
		})
		.from(sessions)
		.innerJoin(users, eq(users.id, sessions.userId))
		.leftJoin(roleGrants, eq(roleGrants.userId, users.id))
		.where(
			and(
				eq(sessions.id, sessionId(token)),
				gt(sessions.expiresAt, now),
				gt(sessions.lastSeenAt, new Date(now.getTime() - IDLE_LIFE)),
				or(isNull(users.disabledAt), gt(users.disabledAt, now)),
			),
		);
	const first = rows[0];
	if (!first) return null;
	if (now.getTime() - first.lastSeenAt.getTime() > REFRESH_AFTER) {
		await db.update(sessions).set({ lastSeenAt: now }).where(eq(sessions.id, first.id));
	}
	const grants = rows.flatMap((row) =>
		row.role && (row.startsOn ?? today) <= today && (row.endsOn ?? today) >= today
			? [{ role: row.role, cooperativeId: row.cooperativeId }]
			: [],
	);
	return { userId: first.userId, name: first.name, email: first.email, grants };
}
