/** Sends an assessment: locks it, freezes a snapshot with its hash, writes the declared summary. */

import { eq } from "drizzle-orm";
import { assessmentSnapshots, assessments } from "~/db/schema/assessment.server";
import { atomically } from "~/db/transaction.server";
import { answerValues } from "~/domain/assessment/answer-record";
import { missingAnswers } from "~/domain/assessment/completeness";
import { dayInParis } from "~/domain/calendar-day";
import { accept, type Result, refuse } from "~/domain/result";
import { citeEvidence } from "../evidence/cite-evidence.server";
import { recordWrite } from "../journal/record-write.server";
import { writeSummary } from "../network/write-summary.server";
import { getStandard } from "../standard/get-standard.server";
import { authorise, type UseCase } from "../use-case.server";
import { loadAnswers, loadAssessment } from "./load-assessment.server";
import { buildSnapshot } from "./snapshot";

export type SubmitResult =
	| Result<{ readonly contentHash: string; readonly submittedAt: Date }, "INCOMPLETE", { readonly missing: number }>
	| Result<never, "NOT_CONFIRMED" | "ALREADY_SUBMITTED" | "CAMPAIGN_CLOSED">;

/** @param confirmed whether the person said that they know it is final */
export async function submitAssessment(
	{ db, actor, now }: UseCase,
	assessmentId: string,
	{ confirmed }: { readonly confirmed: boolean },
): Promise<SubmitResult> {
	const loaded = await loadAssessment(db, actor, assessmentId);
	authorise(actor, "assessment.submit", { ...loaded.resource, status: "draft" }, ["assessment.read", loaded.resource]);
	if (!confirmed) return refuse("NOT_CONFIRMED");
	if (dayInParis(now) > loaded.closesOn) return refuse("CAMPAIGN_CLOSED");
	return atomically(db, async (tx) => {
		// Waits for the saves under way, and holds off those that follow.
		const [assessment] = await tx.select().from(assessments).where(eq(assessments.id, assessmentId)).for("update");
		if (assessment?.status !== "draft") return refuse("ALREADY_SUBMITTED");
		// Read under the lock: the draft may just have moved to another version.
		const published = await getStandard(tx, assessment.standardVersionId);
		const { standard } = published;
		const recorded = await loadAnswers(tx, assessmentId);
		const missing = missingAnswers(standard, assessment.profile, recorded);
		if (missing.length > 0) return refuse("INCOMPLETE", { missing: missing.length });

		const { content, contentHash } = buildSnapshot({
			assessmentId,
			cooperativeId: assessment.cooperativeId,
			year: loaded.year,
			published,
			profile: assessment.profile,
			answers: recorded,
			evidence: await citeEvidence(tx, assessmentId),
			submittedAt: now,
			submittedBy: actor.userId,
		});
		await tx.insert(assessmentSnapshots).values({ assessmentId, content, contentHash, takenAt: now });
		await writeSummary(
			tx,
			{ cooperativeId: assessment.cooperativeId, assessmentId, year: loaded.year, stage: "declared" },
			{ pinned: standard, profile: assessment.profile, answers: answerValues(recorded) },
		);
		await tx
			.update(assessments)
			.set({ status: "submitted", submittedAt: now, submittedBy: actor.userId })
			.where(eq(assessments.id, assessmentId));
		await recordWrite(tx, {
			at: now,
			actorId: actor.userId,
			action: "assessment.submitted",
			subject: ["assessment", assessmentId],
			cooperativeId: assessment.cooperativeId,
			after: { contentHash },
		});
		return accept({ contentHash, submittedAt: now });
	});
}
