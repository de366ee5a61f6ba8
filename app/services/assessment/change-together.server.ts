/** Changes several answers of an assessment in one gesture: those still as they were seen, at once or not at all, each with its journal row. */
import { and, eq, inArray } from "drizzle-orm";
import type { Transaction } from "~/db/client.server";
import { answers, assessments } from "~/db/schema/assessment.server";
import { atomically } from "~/db/transaction.server";
import { type RecordedAnswer, UNANSWERED } from "~/domain/assessment/answer-record";
import type { SeenAnswer } from "~/domain/assessment/seen-answer";
import { isOpenToAnswers } from "~/domain/assessment/status";
import { accept, type Result, refuse } from "~/domain/result";
import { applies } from "~/domain/standard/applicability";
import { recordWrite } from "../journal/record-write.server";
import type { UseCase } from "../use-case.server";
import { type LoadedAssessment, recordedAnswer } from "./load-assessment.server";
import { writeAnswers } from "./write-answers.server";

export type TogetherResult = Result<{ readonly written: readonly SeenAnswer[] }, "ASSESSMENT_LOCKED">;

export interface NextAnswer {
	readonly answer: RecordedAnswer;
	/** Whether it is the person's own answer from then on. */
	readonly signed: boolean;
	/** What the journal says besides. */
	readonly told?: Readonly<Record<string, string>>;
}

/**
 * What somebody edited since it was seen is left as it is, and so is what is no longer put to the cooperative: `written` says
 * which were changed, at their new version. The caller has asked the policy, and chosen among what was seen.
 * @param next null leaves the answer alone; its version is not looked at
 */
export function changeTogether(
	{ db, actor, now }: UseCase,
	{ assessment: { id: assessmentId }, published, resource }: LoadedAssessment,
	seen: readonly SeenAnswer[],
	next: (criterionId: string, before: RecordedAnswer) => NextAnswer | null,
): Promise<TogetherResult> {
	return atomically(db, async (tx) => {
		// Waits for the saves under way, and holds off those that follow, the sending and the change of profile too.
		const [assessment] = await tx.select().from(assessments).where(eq(assessments.id, assessmentId)).for("update");
		if (!assessment || !isOpenToAnswers(assessment.status) || assessment.standardVersionId !== published.id) {
			return refuse("ASSESSMENT_LOCKED");
		}
		const put = new Set(
			published.standard.criteria.flatMap((one) => (applies(one, assessment.profile).applies ? [one.id] : [])),
		);
		const wanted = new Map(
			seen.flatMap(({ criterionId, version }) => (put.has(criterionId) ? [[criterionId, version]] : [])),
		);
		const rows = await held(tx, assessmentId, [...wanted.keys()]);
		const changes = [...wanted].flatMap(([criterionId, version]) => {
			const before = rows.get(criterionId) ?? UNANSWERED;
			const after = before.version === version ? next(criterionId, before) : null;
			return after ? [{ criterionId, before, after }] : [];
		});
		const write = changes.map(({ criterionId, before, after }) => {
			return [criterionId, { ...after.answer, version: before.version + 1 }] as const;
		});
		const signed = new Map(changes.map(({ criterionId, after }) => [criterionId, after.signed]));
		await writeAnswers(tx, assessment, { write, remove: [] }, (criterionId) => {
			return { updatedAt: now, updatedBy: signed.get(criterionId) ? actor.userId : null };
		});
		for (const { criterionId, before, after } of changes) {
			await recordWrite(tx, {
				at: now,
				actorId: actor.userId,
				action: "answer.saved",
				subject: ["answer", `${assessmentId}/${criterionId}`],
				cooperativeId: resource.cooperativeId,
				before: before === UNANSWERED ? null : before,
				after: { ...after.answer, version: before.version + 1, ...after.told },
			});
		}
		return accept({ written: write.map(([criterionId, { version }]) => ({ criterionId, version })) });
	});
}

async function held(
	tx: Transaction,
	assessmentId: string,
	criterionIds: readonly string[],
): Promise<ReadonlyMap<string, RecordedAnswer>> {
	if (criterionIds.length === 0) return new Map();
	const rows = await tx
		.select()
		.from(answers)
		.where(and(eq(answers.assessmentId, assessmentId), inArray(answers.criterionId, [...criterionIds])))
		.for("update");
	return new Map(rows.map((row) => [row.criterionId, recordedAnswer(row)]));
}
