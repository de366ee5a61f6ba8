/** Reads what was sent, time after time, and what became of each sending. Checks no right: the caller does. */
import { and, asc, desc, eq, sql } from "drizzle-orm";
import type { Database, Transaction } from "~/db/client.server";
import { users } from "~/db/schema/access.server";
import { assessmentReturns, assessmentSnapshots } from "~/db/schema/assessment.server";
import { audits } from "~/db/schema/audit.server";
import type { AssessmentResource } from "~/domain/access/actions";
import { type ReturnBarrier, returnBarrier } from "~/domain/assessment/status";

/** Every sending without its content, the last one first. */
export function listSendings(db: Database | Transaction, assessmentId: string) {
	return db
		.select({
			number: assessmentSnapshots.number,
			at: assessmentSnapshots.takenAt,
			contentHash: assessmentSnapshots.contentHash,
			by: users.name,
			signedAs: assessmentSnapshots.signedAs,
		})
		.from(assessmentSnapshots)
		.leftJoin(users, eq(users.id, assessmentSnapshots.signedBy))
		.where(eq(assessmentSnapshots.assessmentId, assessmentId))
		.orderBy(desc(assessmentSnapshots.number));
}

/** Requests, refusals and returns, the oldest first. */
export function listReturns(db: Database | Transaction, assessmentId: string) {
	const { id, number, kind, reason, criteria, at } = assessmentReturns;
	return db
		.select({ id, number, kind, reason, criteria, at })
		.from(assessmentReturns)
		.where(eq(assessmentReturns.assessmentId, assessmentId))
		.orderBy(asc(assessmentReturns.at), asc(assessmentReturns.number));
}

/** Sent once, as the policy sees it: whether it still is, is looked at under the lock, and said. Never sent, there is nothing to say. */
export function onceSent(resource: AssessmentResource): AssessmentResource {
	return { ...resource, status: resource.status === "draft" ? "draft" : "submitted" };
}

export interface ReturnState {
	/** Of the last sending; 0 when nothing was ever sent. */
	readonly number: number;
	/** The cooperative asked for it, and was not answered. */
	readonly asked: boolean;
	readonly barrier: ReturnBarrier | null;
}

/** One query. */
export async function findReturnState(db: Database | Transaction, assessmentId: string): Promise<ReturnState> {
	const last = sql`(select max(${assessmentSnapshots.number}) from ${assessmentSnapshots} where ${assessmentSnapshots.assessmentId} = ${assessmentId})`;
	const count = (kind: "asked" | "declined") =>
		sql`(select count(*) from ${assessmentReturns} where ${and(
			eq(assessmentReturns.assessmentId, assessmentId),
			eq(assessmentReturns.kind, kind),
		)} and ${assessmentReturns.number} = ${last})`;
	const [row] = await db
		.select({
			number: sql<number>`coalesce(${last}, 0)::integer`,
			// A request is answered before the next one is written.
			asked: sql<boolean>`${count("asked")} > ${count("declined")}`,
			visits: sql<
				readonly (typeof audits.$inferSelect)["status"][]
			>`coalesce((select json_agg(${audits.status}) from ${audits} where ${audits.assessmentId} = ${assessmentId}), '[]')`,
		})
		.from(sql`(select 1) as one`);
	if (!row) throw new Error("no row");
	return { number: row.number, asked: row.asked, barrier: returnBarrier(row.visits) };
}
