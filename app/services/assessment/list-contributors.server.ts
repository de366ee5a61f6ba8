/** Who has worked on an assessment, the latest first: how many answers bear their name, and since when. */
import { and, count, desc, eq, max } from "drizzle-orm";
import type { Database } from "~/db/client.server";
import { users } from "~/db/schema/access.server";
import { answers } from "~/db/schema/assessment.server";

/** Checks no right: the caller has read the assessment. */
export function listContributors(db: Database, assessmentId: string) {
	const lastAt = max(answers.updatedAt);
	return (
		db
			.select({ userId: users.id, name: users.name, answers: count(), lastAt })
			.from(answers)
			.innerJoin(users, eq(users.id, answers.updatedBy))
			// What is proposed is nobody's answer yet.
			.where(and(eq(answers.assessmentId, assessmentId), eq(answers.toConfirm, false)))
			.groupBy(users.id, users.name)
			.orderBy(desc(lastAt))
			.limit(8)
	);
}
