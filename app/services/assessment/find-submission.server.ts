/** When, by whom and under which hash an assessment was sent; null while it is a draft. */
import { eq } from "drizzle-orm";
import type { Database } from "~/db/client.server";
import { users } from "~/db/schema/access.server";
import { assessmentSnapshots, assessments } from "~/db/schema/assessment.server";

export async function findSubmission(db: Database, assessmentId: string) {
	const [row] = await db
		.select({ at: assessmentSnapshots.takenAt, contentHash: assessmentSnapshots.contentHash, by: users.name })
		.from(assessmentSnapshots)
		.innerJoin(assessments, eq(assessments.id, assessmentSnapshots.assessmentId))
		.leftJoin(users, eq(users.id, assessments.submittedBy))
		.where(eq(assessmentSnapshots.assessmentId, assessmentId));
	return row ?? null;
}
