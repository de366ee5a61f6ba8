/** Changes the profile of a draft: what decides which criteria apply. Answers are kept, even those that no longer count. */
import { and, eq, inArray, sql } from "drizzle-orm";
import { z } from "zod";
import { assessments } from "~/db/schema/assessment.server";
import { cooperatives } from "~/db/schema/cooperative.server";
import { atomically } from "~/db/transaction.server";
import { isOpenToAnswers, OPEN_STATUSES } from "~/domain/assessment/status";
import { accept, type Result, refuse } from "~/domain/result";
import type { Profile, Standard } from "~/domain/standard/standard";
import { recordWrite } from "../journal/record-write.server";
import { rowVersion } from "../row-version";
import { authorise, type UseCase } from "../use-case.server";
import { loadAssessment } from "./load-assessment.server";

export type ChangeProfileResult = Result<
	{ readonly profile: Profile },
	"INVALID_HEADCOUNT" | "NO_SECTOR" | "ASSESSMENT_LOCKED" | "CHANGED_MEANWHILE"
>;

function profileSchema(standard: Standard) {
	const among = (terms: Standard["sectors"]) =>
		z.array(z.enum(terms.map(({ code }) => code) as [string, ...string[]])).default([]);
	return z.strictObject({
		sectors: among(standard.sectors),
		activities: among(standard.activities),
		conditions: among(standard.conditions),
		headcount: z
			.string()
			.regex(/^\d{1,5}$/)
			.transform(Number),
		version: rowVersion,
	});
}

export async function changeProfile(
	{ db, actor, now }: UseCase,
	assessmentId: string,
	input: unknown,
): Promise<ChangeProfileResult> {
	const { resource, published, assessment } = await loadAssessment(db, actor, assessmentId);
	authorise(actor, "assessment.profile", { ...resource, status: "draft" }, ["assessment.read", resource]);
	const parsed = profileSchema(published.standard).safeParse(input);
	if (!parsed.success) return refuse("INVALID_HEADCOUNT");
	const { version, ...profile } = parsed.data;
	if (profile.sectors.length === 0) return refuse("NO_SECTOR");
	return atomically(db, async (tx) => {
		const [changed] = await tx
			.update(assessments)
			.set({ profile, profileVersion: version + 1 })
			.where(
				and(
					eq(assessments.id, assessmentId),
					eq(assessments.profileVersion, version),
					inArray(assessments.status, [...OPEN_STATUSES]),
				),
			)
			.returning({ id: assessments.id });
		if (!changed) {
			const [current] = await tx
				.select({ status: assessments.status })
				.from(assessments)
				.where(eq(assessments.id, assessmentId));
			return refuse(current && isOpenToAnswers(current.status) ? "CHANGED_MEANWHILE" : "ASSESSMENT_LOCKED");
		}
		// The next assessments of the cooperative start from what was last declared.
		await tx
			.update(cooperatives)
			.set({ profile, version: sql`${cooperatives.version} + 1` })
			.where(eq(cooperatives.id, assessment.cooperativeId));
		await recordWrite(tx, {
			at: now,
			actorId: actor.userId,
			action: "assessment.profileChanged",
			subject: ["assessment", assessmentId],
			cooperativeId: assessment.cooperativeId,
			before: assessment.profile,
			after: profile,
		});
		return accept({ profile });
	});
}
