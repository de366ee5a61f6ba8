/**
 * What a private calendar feed says, to whoever holds its address: the visits its person may see today, read on behalf of
 * that person, under row-level security. Neither names, nor reasons: an agenda elsewhere keeps what it reads.
 */
import { and, asc, eq, gte, isNull, notInArray, or, sql } from "drizzle-orm";
import type { Database, Transaction } from "~/db/client.server";
import { users } from "~/db/schema/access.server";
import { audits } from "~/db/schema/audit.server";
import { calendarFeeds } from "~/db/schema/calendar.server";
import { cooperatives } from "~/db/schema/cooperative.server";
import { onBehalfOf } from "~/db/transaction.server";
import { can } from "~/domain/access/can";
import type { Actor } from "~/domain/access/roles";
import type { AuditStatus } from "~/domain/audit/audit-life";
import { addDays, dayInParis } from "~/domain/calendar-day";
import { writeCalendar } from "~/domain/icalendar";
import { accept, type Result, refuse } from "~/domain/result";
import type { Arrival } from "../access/arrival";
import { hashToken, type Secrets } from "../access/secrets.server";
import { grantsToday } from "../access/session.server";
import { type Throttled, takeTry } from "../access/throttle.server";
import { inAuditScope } from "../audit/list-audits.server";
import { visitEvent } from "../audit/visit-event.server";

/** Days a visit that ended stays in the feed, and one that was withdrawn. */
const PAST_DAYS = 366;
const WITHDRAWN_DAYS = 60;
const MOST_EVENTS = 2_000;
const WITHDRAWN: readonly AuditStatus[] = ["cancelled", "postponed"];
const DAY_MS = 86_400_000;

export interface Feed {
	readonly content: string;
	/** The same content, the same tag. */
	readonly etag: string;
}

export type FeedResult =
	| Result<Feed, "UNKNOWN">
	| { readonly ok: false; readonly reason: "THROTTLED"; readonly details: Throttled };

/**
 * @param db outside any transaction: nobody is signed in
 * @param urlOf address of the page of an audit
 */
export async function readFeed(
	db: Database,
	secrets: Secrets,
	token: string,
	arrival: Arrival,
	urlOf: (auditId: string) => string,
): Promise<FeedResult> {
	const { now, network } = arrival;
	const person = /^[\w-]{43}$/.test(token) ? await findPerson(db, token) : null;
	const taken = await takeTry(db, secrets, [{ kind: "calendarFeed", of: person?.userId ?? network }], now);
	if (!taken.ok) return taken;
	if (!person) return refuse("UNKNOWN");
	return onBehalfOf(db, person.userId, "read", async (tx) => {
		const actor: Actor = { ...person, grants: await grantsToday(tx, person.userId, now) };
		const rows = can(actor, "audit.list", null) ? await selectVisits(tx, actor, now) : [];
		const content = writeCalendar({
			method: "PUBLISH",
			name: "Audits du label CAE",
			organizer: null,
			attendee: null,
			events: rows.map(({ audit, cooperativeName }) => visitEvent(audit, cooperativeName, [], urlOf(audit.id))),
		});
		return accept({ content, etag: `"${hashToken(content).slice(0, 32)}"` });
	});
}

/** Whose feed it is, while their account is open. */
async function findPerson(db: Database, token: string) {
	const [person] = await db
		.select({
			userId: users.id,
			name: users.name,
			email: users.email,
			tiedTo: sql<readonly string[]>`to_jsonb(app_tied_to(${users.id}))`,
			audited: sql<readonly string[]>`to_jsonb(app_audited_by(${users.id}))`,
		})
		.from(calendarFeeds)
		.innerJoin(users, eq(users.id, calendarFeeds.userId))
		.where(and(eq(calendarFeeds.tokenHash, hashToken(token)), isNull(users.disabledAt), isNull(users.erasedAt)));
	return person ?? null;
}

function selectVisits(tx: Transaction, actor: Actor, now: Date) {
	const { id, kind, status, mode, place, startsOn, endsOn, opensAt, closesAt, sequence, createdAt, changedAt } = audits;
	const columns = {
		id,
		kind,
		status,
		mode,
		place,
		startsOn,
		endsOn,
		opensAt,
		closesAt,
		sequence,
		createdAt,
		changedAt,
	};
	const recently = gte(changedAt, new Date(now.getTime() - WITHDRAWN_DAYS * DAY_MS));
	return tx
		.select({ audit: columns, cooperativeName: cooperatives.name })
		.from(audits)
		.innerJoin(cooperatives, eq(cooperatives.id, audits.cooperativeId))
		.where(
			and(
				inAuditScope(actor),
				gte(endsOn, addDays(dayInParis(now), -PAST_DAYS)),
				or(notInArray(status, [...WITHDRAWN]), recently),
			),
		)
		.orderBy(asc(startsOn), asc(id))
		.limit(MOST_EVENTS);
}
