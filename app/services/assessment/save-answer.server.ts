/** Saves one answer: version check, journal row and idempotency key in one transaction. */
import { and, eq } from "drizzle-orm";
import { z } from "zod";
import type { Transaction } from "~/db/client.server";
import { users } from "~/db/schema/access.server";
import { answerSaves, answers, assessments } from "~/db/schema/assessment.server";
import { atomically } from "~/db/transaction.server";
import { COMMENT_LIMIT, REASON_LIMIT, type RecordedAnswer, UNANSWERED } from "~/domain/assessment/answer-record";
import { isOpenToAnswers } from "~/domain/assessment/status";
import { accept, type Result, refuse } from "~/domain/result";
import { applies } from "~/domain/standard/applicability";
import type { Level } from "~/domain/standard/standard";
import { recordWrite } from "../journal/record-write.server";
import { rowVersion } from "../row-version";
import { authorise, NotFoundError, type UseCase } from "../use-case.server";
import { loadAssessment, recordedAnswer } from "./load-assessment.server";

const form = z.strictObject({
	criterionId: z.string().max(40),
	/** `0`..`3`, `notApplicable`, or empty when no choice was made. */
	choice: z.enum(["", "0", "1", "2", "3", "notApplicable"]).default(""),
	reason: z.string().max(REASON_LIMIT).default(""),
	comment: z.string().max(COMMENT_LIMIT).default(""),
	/** Version the person was looking at; 0 when there was none. */
	version: rowVersion,
	/** Same key, same save: sending it again changes nothing. */
	key: z.uuid(),
});

export interface SavedAnswer {
	readonly criterionId: string;
	readonly version: number;
	readonly savedAt: Date;
}

export interface AnswerConflict {
	/** What is in the database now. */
	readonly theirs: RecordedAnswer;
	readonly by: string;
	readonly at: Date;
}

export type SaveAnswerResult =
	| Result<SavedAnswer, "CONFLICT", AnswerConflict>
	| Result<SavedAnswer, "INVALID" | "NOT_APPLICABLE_TO_PROFILE" | "ASSESSMENT_LOCKED">;

/** Rolls the transaction back so that the idempotency key is not kept for a save that did not happen. */
class Conflict extends Error {
	constructor(readonly details: AnswerConflict) {
		super("answer conflict");
	}
}

export async function saveAnswer(
	{ db, actor, now }: UseCase,
	assessmentId: string,
	input: unknown,
): Promise<SaveAnswerResult> {
	const { resource, published, assessment: seen } = await loadAssessment(db, actor, assessmentId);
	const parsed = form.safeParse(input);
	const { criterionId, key, version } = parsed.data ?? { criterionId: "", key: "", version: 0 };
	const criterion = published.standard.criteria.find(({ id }) => id === criterionId);
	// Whether it is still a draft is looked at below, under the lock: a save sent twice is answered twice alike.
	const answered = { ...resource, status: "draft" as const, domain: criterion?.domain ?? "" };
	authorise(actor, "assessment.answer", answered, ["assessment.read", resource]);
	if (!parsed.success) return refuse("INVALID");
	if (!criterion) throw new NotFoundError(criterionId);
	const next = {
		level: /^[0-3]$/.test(parsed.data.choice) ? (Number(parsed.data.choice) as Level) : null,
		notApplicable: parsed.data.choice === "notApplicable",
		reason: parsed.data.reason,
		comment: parsed.data.comment,
		version: version + 1,
	};
	try {
		return await atomically(db, async (tx) => {
			// Held until the end: the assessment cannot be submitted, nor its profile change, under this save.
			const [assessment] = await tx
				.select({
					status: assessments.status,
					profile: assessments.profile,
					standardVersionId: assessments.standardVersionId,
				})
				.from(assessments)
				.where(eq(assessments.id, assessmentId))
				.for("share");
			const applied = await appliedSave(tx, key);
			if (applied) return replay(applied, assessmentId, criterionId);
			if (!assessment || !isOpenToAnswers(assessment.status)) return refuse("ASSESSMENT_LOCKED");
			// It has just moved to another version of the référentiel: the question may not be the same.
			if (assessment.standardVersionId !== seen.standardVersionId) return refuse("INVALID");
			if (!applies(criterion, assessment.profile).applies) return refuse("NOT_APPLICABLE_TO_PROFILE");
			const [fresh] = await tx
				.insert(answerSaves)
				.values({ key, assessmentId, criterionId, version: next.version, savedAt: now })
				.onConflictDoNothing()
				.returning();
			if (!fresh) return replay(await appliedSave(tx, key), assessmentId, criterionId);
			const before = await currentAnswer(tx, assessmentId, criterionId);
			const written = await write(tx, { ...resource, assessmentId, criterionId }, next, now, actor.userId);
			if (!written) throw new Conflict(await conflictDetails(tx, assessmentId, criterionId));
			await recordWrite(tx, {
				at: now,
				actorId: actor.userId,
				action: "answer.saved",
				subject: ["answer", `${assessmentId}/${criterionId}`],
				cooperativeId: resource.cooperativeId,
				before,
				after: before?.toConfirm ? { ...next, toConfirm: false } : next,
			});
			return accept({ criterionId, version: next.version, savedAt: now });
		});
	} catch (error) {
		if (error instanceof Conflict) return refuse("CONFLICT", error.details);
		throw error;
	}
}

type AppliedSave = typeof answerSaves.$inferSelect;

async function appliedSave(tx: Transaction, key: string): Promise<AppliedSave | undefined> {
	const [save] = await tx.select().from(answerSaves).where(eq(answerSaves.key, key));
	return save;
}

/** The same key came before: answers what was answered then. */
function replay(save: AppliedSave | undefined, assessmentId: string, criterionId: string) {
	if (!save || save.assessmentId !== assessmentId || save.criterionId !== criterionId) return refuse("INVALID");
	return accept({ criterionId, version: save.version, savedAt: save.savedAt });
}

async function write(
	tx: Transaction,
	at: { cooperativeId: string; assessmentId: string; criterionId: string },
	next: RecordedAnswer,
	now: Date,
	userId: string,
): Promise<boolean> {
	const values = { ...next, toConfirm: false, updatedAt: now, updatedBy: userId };
	const rows =
		next.version === 1
			? await tx
					.insert(answers)
					.values({
						...values,
						cooperativeId: at.cooperativeId,
						assessmentId: at.assessmentId,
						criterionId: at.criterionId,
					})
					.onConflictDoNothing()
					.returning({ version: answers.version })
			: await tx
					.update(answers)
					.set(values)
					.where(
						and(
							eq(answers.assessmentId, at.assessmentId),
							eq(answers.criterionId, at.criterionId),
							eq(answers.version, next.version - 1),
						),
					)
					.returning({ version: answers.version });
	return rows.length === 1;
}

async function currentAnswer(
	tx: Transaction,
	assessmentId: string,
	criterionId: string,
): Promise<RecordedAnswer | null> {
	const [row] = await tx
		.select()
		.from(answers)
		.where(and(eq(answers.assessmentId, assessmentId), eq(answers.criterionId, criterionId)));
	return row ? recordedAnswer(row) : null;
}

async function conflictDetails(tx: Transaction, assessmentId: string, criterionId: string): Promise<AnswerConflict> {
	const [row] = await tx
		.select({ name: users.name, at: answers.updatedAt })
		.from(answers)
		.leftJoin(users, eq(users.id, answers.updatedBy))
		.where(and(eq(answers.assessmentId, assessmentId), eq(answers.criterionId, criterionId)));
	return {
		theirs: (await currentAnswer(tx, assessmentId, criterionId)) ?? UNANSWERED,
		by: row?.name ?? "quelqu’un",
		at: row?.at ?? new Date(0),
	};
}
