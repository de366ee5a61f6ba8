/**
 * Owns the sessions: opaque tokens of which only the SHA-256 is stored, with an idle and an absolute end that depend on the
 * roles held (domain/access/session-life.ts).
 */
import { and, desc, eq, gt, isNotNull, isNull, lt, ne, notInArray, or, type SQL, sql } from "drizzle-orm";
import type { Database, Transaction } from "~/db/client.server";
import { passkeys, roleGrants, sessions, totpFactors, users } from "~/db/schema/access.server";
import { atomically } from "~/db/transaction.server";
import type { Actor, RoleGrant } from "~/domain/access/roles";
import { SECOND_FACTOR_MINUTES, SESSIONS_AT_MOST, type SessionStage, sessionLife } from "~/domain/access/session-life";
import { dayInParis } from "~/domain/calendar-day";
import { recordWrite } from "../journal/record-write.server";
import type { Arrival } from "./arrival";
import { hashToken, randomToken } from "./secrets.server";

const MINUTE = 60_000;
/** A page view refreshes the idle time at most this often. */
const REFRESH_AFTER = MINUTE;

export interface Session {
	/** SHA-256 of the token, hex. */
	readonly id: string;
	readonly stage: SessionStage;
	readonly secondFactorAt: Date | null;
	/** When this session last proved who is there. */
	readonly provenAt: Date;
	readonly createdAt: Date;
}

/** Somebody with a session that is not over. */
export interface SignedIn {
	readonly actor: Actor;
	readonly session: Session;
	readonly accountCreatedAt: Date;
	/** Whether a second factor is set up: a confirmed TOTP application or a passkey. */
	readonly hasSecondFactor: boolean;
}

export interface OpenedSession {
	/** To be put in the cookie. */
	readonly token: string;
	/** `secondFactor`: the session opens one page only until the second factor is given. */
	readonly stage: SessionStage;
}

/** Whether a second factor is set up, as a condition on a row of `users`. */
const hasTotp = sql<boolean>`exists (select from ${totpFactors} where ${totpFactors.userId} = ${users.id} and ${isNotNull(totpFactors.confirmedAt)})`;
const hasPasskey = sql<boolean>`exists (select from ${passkeys} where ${passkeys.userId} = ${users.id})`;

/**
 * Opens a session for somebody who proved a first factor, or both (`secondFactor`). Whoever has a second factor set up and
 * has not given it gets a session that owes it.
 */
export async function openSession(
	db: Database | Transaction,
	userId: string,
	{ secondFactor }: { readonly secondFactor: boolean },
	arrival: Arrival,
): Promise<OpenedSession> {
	const { now, device, network } = arrival;
	const token = randomToken();
	return atomically(db, async (tx) => {
		await tx.delete(sessions).where(lt(sessions.expiresAt, now));
		const [owner] = await tx
			.select({ hasFactor: sql<boolean>`${hasTotp} or ${hasPasskey}` })
			.from(users)
			.where(eq(users.id, userId));
		const stage: SessionStage = owner?.hasFactor && !secondFactor ? "secondFactor" : "open";
		const grants = await grantsToday(tx, userId, now);
		const minutes =
			stage === "open" ? sessionLife(grants.map(({ role }) => role)).absoluteMinutes : SECOND_FACTOR_MINUTES;
		await tx.insert(sessions).values({
			id: hashToken(token),
			userId,
			stage,
			secondFactorAt: secondFactor ? now : null,
			provenAt: now,
			device,
			network,
			createdAt: now,
			lastSeenAt: now,
			expiresAt: new Date(now.getTime() + minutes * MINUTE),
		});
		const kept = tx
			.select({ id: sessions.id })
			.from(sessions)
			.where(eq(sessions.userId, userId))
			.orderBy(desc(sessions.lastSeenAt), desc(sessions.createdAt))
			.limit(SESSIONS_AT_MOST);
		await tx.delete(sessions).where(and(eq(sessions.userId, userId), notInArray(sessions.id, kept)));
		await recordWrite(tx, { at: now, actorId: userId, action: "session.opened", subject: ["session", userId] });
		return { token, stage };
	});
}

/** Ends the session of a token, whoever holds it. Answers whose it was. */
export async function closeSession(db: Database, token: string, now: Date): Promise<string | null> {
	return atomically(db, async (tx) => {
		const [closed] = await tx
			.delete(sessions)
			.where(eq(sessions.id, hashToken(token)))
			.returning({ userId: sessions.userId });
		if (!closed) return null;
		await recordWrite(tx, {
			at: now,
			actorId: closed.userId,
			action: "session.closed",
			subject: ["session", closed.userId],
		});
		return closed.userId;
	});
}

/**
 * Replaces a session by a new one under a new token: after each change of what it may do. The old token is dead at once.
 * Null when the session was already over.
 */
export async function rotateSession(
	db: Database | Transaction,
	sessionId: string,
	next: { readonly stage?: SessionStage; readonly secondFactor?: boolean; readonly proven?: boolean },
	arrival: Arrival,
): Promise<string | null> {
	const { now, device, network } = arrival;
	return atomically(db, async (tx) => {
		const [old] = await tx.delete(sessions).where(eq(sessions.id, sessionId)).returning();
		if (!old || old.expiresAt <= now) return null;
		const token = randomToken();
		const stage = next.stage ?? old.stage;
		const opens = old.stage !== "open" && stage === "open";
		const grants = await grantsToday(tx, old.userId, now);
		const end = now.getTime() + sessionLife(grants.map(({ role }) => role)).absoluteMinutes * MINUTE;
		await tx.insert(sessions).values({
			...old,
			id: hashToken(token),
			stage,
			secondFactorAt: next.secondFactor ? now : old.secondFactorAt,
			provenAt: next.proven ? now : old.provenAt,
			device,
			network,
			createdAt: opens ? now : old.createdAt,
			lastSeenAt: now,
			expiresAt: opens ? new Date(end) : old.expiresAt,
		});
		return token;
	});
}

/** Ends every session of a person, or all but one. Returns how many. The caller journals why. */
export async function closeSessionsOf(
	tx: Database | Transaction,
	userId: string,
	exceptSessionId?: string,
): Promise<number> {
	const others = exceptSessionId === undefined ? undefined : ne(sessions.id, exceptSessionId);
	const closed = await tx
		.delete(sessions)
		.where(and(eq(sessions.userId, userId), others))
		.returning({ id: sessions.id });
	return closed.length;
}

/**
 * The person behind a session token, with the roles that hold today; null when the session is over.
 * @param unattended asked by an open page by itself: no sign that somebody is there
 */
export function findSession(
	db: Database,
	token: string,
	now: Date,
	{ unattended = false } = {},
): Promise<SignedIn | null> {
	return findSessionById(db, hashToken(token), now, unattended);
}

/** The same by the number of the session. */
const judges = sql`${roleGrants.role} in ('auditor', 'committee', 'board')`;

export async function findSessionById(
	db: Database,
	sessionId: string,
	now: Date,
	unattended: boolean,
): Promise<SignedIn | null> {
	const today = dayInParis(now);
	const holding: SQL | undefined = and(
		eq(roleGrants.userId, users.id),
		or(isNull(roleGrants.startsOn), sql`${roleGrants.startsOn} <= ${today}`),
		or(isNull(roleGrants.endsOn), sql`${roleGrants.endsOn} >= ${today}`),
	);
	const rows = await db
		.select({
			session: sessions,
			user: { id: users.id, name: users.name, email: users.email, createdAt: users.createdAt },
			grant: { role: roleGrants.role, cooperativeId: roleGrants.cooperativeId, domains: roleGrants.domains },
			hasTotp,
			hasPasskey,
			// What an auditor or a judge is tied to closes files to them: read with the roles, at each request.
			tiedTo: sql<readonly string[] | null>`case when ${judges} then to_jsonb(app_tied_to(${users.id})) end`,
			audited: sql<readonly string[] | null>`case when ${judges} then to_jsonb(app_audited_by(${users.id})) end`,
		})
		.from(sessions)
		.innerJoin(users, eq(users.id, sessions.userId))
		.leftJoin(roleGrants, holding)
		.where(and(eq(sessions.id, sessionId), gt(sessions.expiresAt, now), isNull(users.disabledAt)));
	const first = rows[0];
	if (!first) return null;
	const grants = rows.flatMap(({ grant }) => (grant?.role ? [asGrant(grant)] : []));
	const life = sessionLife(grants.map(({ role }) => role));
	const idle = now.getTime() - first.session.lastSeenAt.getTime();
	const age = now.getTime() - first.session.createdAt.getTime();
	if (idle >= life.idleMinutes * MINUTE || age >= life.absoluteMinutes * MINUTE) return null;
	if (idle > REFRESH_AFTER && !unattended) {
		await db.update(sessions).set({ lastSeenAt: now }).where(eq(sessions.id, first.session.id));
	}
	const { id: userId, name, email, createdAt } = first.user;
	return {
		actor: {
			...{ userId, name, email, grants },
			tiedTo: rows.find((row) => row.tiedTo)?.tiedTo ?? [],
			audited: rows.find((row) => row.audited)?.audited ?? [],
		},
		session: first.session,
		accountCreatedAt: createdAt,
		hasSecondFactor: first.hasTotp || first.hasPasskey,
	};
}

/** The roles a person holds on that day. */
export async function grantsToday(
	db: Database | Transaction,
	userId: string,
	now: Date,
): Promise<readonly RoleGrant[]> {
	const today = dayInParis(now);
	const rows = await db
		.select({ role: roleGrants.role, cooperativeId: roleGrants.cooperativeId, domains: roleGrants.domains })
		.from(roleGrants)
		.where(
			and(
				eq(roleGrants.userId, userId),
				or(isNull(roleGrants.startsOn), sql`${roleGrants.startsOn} <= ${today}`),
				or(isNull(roleGrants.endsOn), sql`${roleGrants.endsOn} >= ${today}`),
			),
		);
	return rows.map(asGrant);
}

function asGrant({
	role,
	cooperativeId,
	domains,
}: {
	role: RoleGrant["role"];
	cooperativeId: string | null;
	domains: readonly string[] | null;
}): RoleGrant {
	return domains === null ? { role, cooperativeId } : { role, cooperativeId, domains };
}
