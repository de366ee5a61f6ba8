/** Writes a whole set of answers over another, row by row where they differ. For a draft that moves between versions. */
import { and, eq, inArray, sql } from "drizzle-orm";
import type { Transaction } from "~/db/client.server";
import { answers } from "~/db/schema/assessment.server";
import type { AnswerChanges } from "~/domain/assessment/answer-changes";
import type { AssessmentRow } from "./load-assessment.server";

export interface Writing {
	readonly updatedAt: Date;
	readonly updatedBy: string | null;
}

/** @param by who each written row is signed by */
export async function writeAnswers(
	tx: Transaction,
	{ id: assessmentId, cooperativeId }: AssessmentRow,
	{ write, remove }: AnswerChanges,
	by: (criterionId: string) => Writing,
): Promise<void> {
	if (remove.length > 0) {
		await tx
			.delete(answers)
			.where(and(eq(answers.assessmentId, assessmentId), inArray(answers.criterionId, [...remove])));
	}
	if (write.length === 0) return;
	await tx
		.insert(answers)
		.values(
			write.map(([criterionId, { toConfirm = false, ...answer }]) => ({
				...answer,
				...by(criterionId),
				toConfirm,
				criterionId,
				assessmentId,
				cooperativeId,
			})),
		)
		.onConflictDoUpdate({
			target: [answers.assessmentId, answers.criterionId],
			set: {
				level: sql`excluded.level`,
				notApplicable: sql`excluded.not_applicable`,
				reason: sql`excluded.reason`,
				comment: sql`excluded.comment`,
				toConfirm: sql`excluded.to_confirm`,
				version: sql`excluded.version`,
				updatedAt: sql`excluded.updated_at`,
				updatedBy: sql`excluded.updated_by`,
			},
		});
}
