/** The number of the latest published version of a draft's référentiel, when the draft follows an older one. */
import { and, eq } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { Database } from "~/db/client.server";
import { assessments } from "~/db/schema/assessment.server";
import { standardVersions } from "~/db/schema/standard.server";
import { compareVersions } from "~/domain/standard/version-number";

/** Checks no right: the caller has read the assessment. */
export async function findNewerVersion(db: Database, assessmentId: string): Promise<string | null> {
	const others = alias(standardVersions, "others");
	const rows = await db
		.select({ followed: standardVersions.version, version: others.version })
		.from(assessments)
		.innerJoin(standardVersions, eq(standardVersions.id, assessments.standardVersionId))
		.innerJoin(others, eq(others.code, standardVersions.code))
		.where(and(eq(assessments.id, assessmentId), eq(assessments.status, "draft")));
	const later = rows.filter(({ followed, version }) => compareVersions(version, followed) > 0);
	return later.sort((a, b) => compareVersions(a.version, b.version)).at(-1)?.version ?? null;
}
