/** Attaches pieces of the library to a criterion of a draft, and takes them off. */
import { and, eq, inArray, isNull, ne } from "drizzle-orm";
import { z } from "zod";
import type { Transaction } from "~/db/client.server";
import { assessments } from "~/db/schema/assessment.server";
import { evidenceLinks, evidencePieces } from "~/db/schema/evidence.server";
import { atomically } from "~/db/transaction.server";
import type { AnswerResource } from "~/domain/access/actions";
import { can } from "~/domain/access/can";
import { isOpenToAnswers } from "~/domain/assessment/status";
import { accept, type Result, refuse } from "~/domain/result";
import type { Criterion } from "~/domain/standard/standard";
import { loadAssessment } from "../assessment/load-assessment.server";
import { recordWrite } from "../journal/record-write.server";
import { authorise, NotFoundError, type UseCase } from "../use-case.server";

const form = z.object({ pieceIds: z.array(z.uuid()).min(1).max(50), expected: z.string().max(500).default("") });

export type AttachRefusal = "INVALID" | "ASSESSMENT_LOCKED";

/** The criterion of that assessment, once the policy said that the person answers it. */
export async function answeredCriterion(
	{ db, actor }: UseCase,
	assessmentId: string,
	criterionId: string,
): Promise<{ readonly criterion: Criterion; readonly resource: AnswerResource }> {
	const { resource, published } = await loadAssessment(db, actor, assessmentId);
	const criterion = published.standard.criteria.find(({ id }) => id === criterionId);
	const answered = { ...resource, domain: criterion?.domain ?? "" };
	// Whether it is still a draft is looked at under the lock, and said.
	authorise(actor, "assessment.answer", { ...answered, status: "draft" }, ["assessment.read", resource]);
	if (!criterion) throw new NotFoundError(criterionId);
	return { criterion, resource: answered };
}

/**
 * @param input `expected`: words of the expected piece they answer; other words than the criterion's count as none
 * @param carriedFrom year whose pieces are taken over, for the journal
 */
export async function attachEvidence(
	useCase: UseCase,
	assessmentId: string,
	criterionId: string,
	input: unknown,
	carriedFrom?: number,
): Promise<Result<{ readonly attached: number }, AttachRefusal>> {
	const { db, actor, now } = useCase;
	const { criterion, resource } = await answeredCriterion(useCase, assessmentId, criterionId);
	const parsed = form.safeParse(input);
	if (!parsed.success) return refuse("INVALID");
	const { cooperativeId } = resource;
	const expected = criterion.evidence.some(({ label }) => label === parsed.data.expected) ? parsed.data.expected : "";
	return atomically(db, async (tx) => {
		if (!(await heldOpen(tx, assessmentId))) return refuse("ASSESSMENT_LOCKED");
		const pieces = await tx
			.select({ id: evidencePieces.id, confidential: evidencePieces.confidential })
			.from(evidencePieces)
			.where(
				and(
					eq(evidencePieces.cooperativeId, cooperativeId),
					inArray(evidencePieces.id, parsed.data.pieceIds),
					isNull(evidencePieces.removedAt),
				),
			);
		const readable = pieces.filter(
			({ confidential }) => !confidential || can(actor, "evidence.conceal", { cooperativeId }),
		);
		if (readable.length !== new Set(parsed.data.pieceIds).size) return refuse("INVALID");
		const written = await tx
			.insert(evidenceLinks)
			.values(
				readable.map(({ id }) => ({
					cooperativeId,
					assessmentId,
					criterionId,
					pieceId: id,
					expected,
					attachedAt: now,
					attachedBy: actor.userId,
				})),
			)
			.onConflictDoUpdate({
				target: [evidenceLinks.assessmentId, evidenceLinks.criterionId, evidenceLinks.pieceId],
				set: { expected },
				// Attached already as is: the same form again leaves no second row in the journal.
				setWhere: ne(evidenceLinks.expected, expected),
			})
			.returning({ pieceId: evidenceLinks.pieceId });
		for (const { pieceId } of written) {
			await recordWrite(tx, {
				at: now,
				actorId: actor.userId,
				action: "evidence.attached",
				subject: ["answer", `${assessmentId}/${criterionId}`],
				cooperativeId,
				after: { pieceId, expected, ...(carriedFrom === undefined ? {} : { carriedFrom }) },
			});
		}
		return accept({ attached: written.length });
	});
}

export async function detachEvidence(
	useCase: UseCase,
	assessmentId: string,
	criterionId: string,
	pieceId: unknown,
): Promise<Result<{ readonly detached: number }, AttachRefusal>> {
	const { db, actor, now } = useCase;
	const { resource } = await answeredCriterion(useCase, assessmentId, criterionId);
	const parsed = z.uuid().safeParse(pieceId);
	if (!parsed.success) return refuse("INVALID");
	return atomically(db, async (tx) => {
		if (!(await heldOpen(tx, assessmentId))) return refuse("ASSESSMENT_LOCKED");
		const gone = await tx
			.delete(evidenceLinks)
			.where(
				and(
					eq(evidenceLinks.assessmentId, assessmentId),
					eq(evidenceLinks.criterionId, criterionId),
					eq(evidenceLinks.pieceId, parsed.data),
				),
			)
			.returning({ pieceId: evidenceLinks.pieceId, expected: evidenceLinks.expected });
		for (const link of gone) {
			await recordWrite(tx, {
				at: now,
				actorId: actor.userId,
				action: "evidence.detached",
				subject: ["answer", `${assessmentId}/${criterionId}`],
				cooperativeId: resource.cooperativeId,
				before: link,
			});
		}
		return accept({ detached: gone.length });
	});
}

/** Held until the end: the assessment cannot be submitted meanwhile. */
async function heldOpen(tx: Transaction, assessmentId: string): Promise<boolean> {
	const [assessment] = await tx
		.select({ status: assessments.status })
		.from(assessments)
		.where(eq(assessments.id, assessmentId))
		.for("share");
	return assessment !== undefined && isOpenToAnswers(assessment.status);
}
