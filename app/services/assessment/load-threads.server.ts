/** Loads the threads of a criterion, and those of a cooperative that may be named in them. Checks no right: the caller does. */
import { and, count, eq, isNull, type SQL, sql } from "drizzle-orm";
import type { Database, Transaction } from "~/db/client.server";
import { roleGrants, users } from "~/db/schema/access.server";
import { assessments, campaigns } from "~/db/schema/assessment.server";
import { cooperatives } from "~/db/schema/cooperative.server";
import { threadMentions, threadMessages, threads } from "~/db/schema/thread.server";
import { COOPERATIVE_ROLES } from "~/domain/access/roles";
import { dayInParis } from "~/domain/calendar-day";

/** Name null: erased since, or out of the reader's sight. */
export interface Named {
	readonly userId: string;
	readonly name: string | null;
}

export interface ToldMessage {
	readonly id: string;
	readonly author: Named;
	/** ISO instant. */
	readonly at: string;
	/** Empty once taken back. */
	readonly text: string;
	readonly withdrawn: boolean;
	readonly named: readonly Named[];
}

export interface ToldThread {
	readonly id: string;
	readonly resolved: { readonly at: string; readonly by: Named } | null;
	/** In the order they were written. */
	readonly messages: readonly ToldMessage[];
}

export interface Discussion {
	/** Open ones first, then the latest opened first. */
	readonly threads: readonly ToldThread[];
	readonly team: readonly { readonly userId: string; readonly name: string }[];
}

const named = (column: unknown) =>
	sql`json_build_object('userId', ${column}, 'name', (select ${users.name} from ${users} where ${users.id} = ${column} and ${users.erasedAt} is null))`;

/** Columns of a query about something else. */
export function discussionColumns(
	db: Database | Transaction,
	at: { readonly cooperativeId: string; readonly assessmentId: string; readonly criterionId: string },
	now: Date,
): { readonly [K in keyof Discussion]: SQL<Discussion[K]> } {
	const mentions = sql`coalesce((select json_agg(${named(threadMentions.userId)} order by ${threadMentions.userId})
		from ${threadMentions} where ${threadMentions.messageId} = ${threadMessages.id}), '[]'::json)`;
	const messages = sql`(select json_agg(json_build_object('id', ${threadMessages.id}, 'author', ${named(threadMessages.writtenBy)},
		'at', ${threadMessages.writtenAt}, 'text', ${threadMessages.text}, 'withdrawn', ${threadMessages.withdrawnAt} is not null,
		'named', ${mentions}) order by ${threadMessages.writtenAt}, ${threadMessages.id})
		from ${threadMessages} where ${threadMessages.threadId} = ${threads.id})`;
	const resolved = sql`case when ${threads.resolvedAt} is null then null
		else json_build_object('at', ${threads.resolvedAt}, 'by', ${named(threads.resolvedBy)}) end`;
	const told = sql<
		readonly ToldThread[]
	>`coalesce((select json_agg(json_build_object('id', ${threads.id}, 'resolved', ${resolved},
		'messages', ${messages}) order by ${threads.resolvedAt} is not null, ${threads.openedAt} desc, ${threads.id})
		from ${threads} where ${and(eq(threads.assessmentId, at.assessmentId), eq(threads.criterionId, at.criterionId))}), '[]'::json)`;
	const atWork = teamAtWork(db, at.cooperativeId, now).as("at_work");
	const team = sql<
		Discussion["team"]
	>`coalesce((select json_agg(json_build_object('userId', ${atWork.userId}, 'name', ${atWork.name})
		order by lower(${atWork.name}), ${atWork.userId}) from ${atWork}), '[]'::json)`;
	return { threads: told, team };
}

/** Those who may sign in and whose role in the cooperative holds today. */
export function teamAtWork(db: Database | Transaction, cooperativeId: string, now: Date) {
	const today = dayInParis(now);
	return db
		.selectDistinct({ userId: users.id, name: users.name, email: users.email })
		.from(roleGrants)
		.innerJoin(users, eq(users.id, roleGrants.userId))
		.where(
			and(
				eq(roleGrants.cooperativeId, cooperativeId),
				sql`${roleGrants.role} in ${[...COOPERATIVE_ROLES]}`,
				sql`coalesce(${roleGrants.startsOn}, ${today}) <= ${today} and coalesce(${roleGrants.endsOn}, ${today}) >= ${today}`,
				isNull(users.disabledAt),
				isNull(users.erasedAt),
			),
		);
}

/** How many threads are open, by criterion. One query. */
export async function countOpenThreads(
	db: Database | Transaction,
	assessmentId: string,
): Promise<ReadonlyMap<string, number>> {
	const rows = await db
		.select({ criterionId: threads.criterionId, open: count() })
		.from(threads)
		.where(and(eq(threads.assessmentId, assessmentId), isNull(threads.resolvedAt)))
		.groupBy(threads.criterionId);
	return new Map(rows.map(({ criterionId, open }) => [criterionId, open]));
}

export interface WaitingMention {
	readonly assessmentId: string;
	readonly year: number;
	readonly criterionId: string;
	readonly threadId: string;
	/** When one was last named in it; ISO instant. */
	readonly at: string;
	/** Who wrote that; null: erased since. */
	readonly by: string | null;
}

/** Open threads of the cooperative of each row that name a person, the latest first. A column for a query on `cooperatives`. */
export function waitingMentions(userId: string): SQL<readonly WaitingMention[]> {
	const names = sql`exists (select from ${threadMentions} where ${threadMentions.messageId} = ${threadMessages.id}
		and ${threadMentions.userId} = ${userId})`;
	return sql`coalesce((select json_agg(json_build_object('assessmentId', ${threads.assessmentId}, 'year', ${campaigns.year},
			'criterionId', ${threads.criterionId}, 'threadId', ${threads.id}, 'at', "said"."at", 'by', "said"."by") order by "said"."at" desc)
		from ${threads} join ${assessments} on ${assessments.id} = ${threads.assessmentId}
			join ${campaigns} on ${campaigns.id} = ${assessments.campaignId}
			join lateral (select ${threadMessages.writtenAt} as "at", case when ${users.erasedAt} is null then ${users.name} end as "by"
				from ${threadMessages} left join ${users} on ${users.id} = ${threadMessages.writtenBy}
				where ${threadMessages.threadId} = ${threads.id} and ${threadMessages.withdrawnAt} is null and ${names}
				order by ${threadMessages.writtenAt} desc limit 1) as "said" on true
		where ${threads.cooperativeId} = ${cooperatives.id} and ${threads.resolvedAt} is null), '[]'::json)`;
}
