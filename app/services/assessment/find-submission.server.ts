/** When, by whom, as what and under which hash an assessment was last sent; null when it never was. */
import { desc, eq, sql } from "drizzle-orm";
import type { Database } from "~/db/client.server";
import { users } from "~/db/schema/access.server";
import { assessmentReturns, assessmentSnapshots } from "~/db/schema/assessment.server";

export async function findSubmission(db: Database, assessmentId: string) {
	const [row] = await db
		.select({
			number: assessmentSnapshots.number,
			at: assessmentSnapshots.takenAt,
			contentHash: assessmentSnapshots.contentHash,
			by: users.name,
			signedAs: assessmentSnapshots.signedAs,
			/** The cooperative asks for it back, and was not answered. */
			asked: sql<boolean>`coalesce((select sum(case ${assessmentReturns.kind} when 'asked' then 1 when 'declined' then -1 else 0 end)
				from ${assessmentReturns} where ${assessmentReturns.assessmentId} = ${assessmentSnapshots.assessmentId}
					and ${assessmentReturns.number} = ${assessmentSnapshots.number}), 0) > 0`,
		})
		.from(assessmentSnapshots)
		.leftJoin(users, eq(users.id, assessmentSnapshots.signedBy))
		.where(eq(assessmentSnapshots.assessmentId, assessmentId))
		.orderBy(desc(assessmentSnapshots.number))
		.limit(1);
	return row ?? null;
}
