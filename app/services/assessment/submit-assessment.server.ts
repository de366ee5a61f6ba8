/** Sends an assessment, signed by its manager: locks it, freezes a snapshot with its hash, writes the declared summary. */

import { eq, max } from "drizzle-orm";
import type { Transaction } from "~/db/client.server";
import { assessmentSnapshots, assessments } from "~/db/schema/assessment.server";
import { atomically } from "~/db/transaction.server";
import { answerValues } from "~/domain/assessment/answer-record";
import { missingAnswers } from "~/domain/assessment/completeness";
import { readFunction } from "~/domain/assessment/signature";
import { isOpenToAnswers } from "~/domain/assessment/status";
import { dayInParis } from "~/domain/calendar-day";
import { accept, type Result, refuse } from "~/domain/result";
import { citeEvidence } from "../evidence/cite-evidence.server";
import { recordWrite } from "../journal/record-write.server";
import { writeSummary } from "../network/write-summary.server";
import { getStandard } from "../standard/get-standard.server";
import { authorise, type UseCase } from "../use-case.server";
import { loadAnswers, loadAssessment } from "./load-assessment.server";
import { buildSnapshot } from "./snapshot";

export interface Signature {
	/** Whether the person said that they read it again, and that it binds the cooperative. */
	readonly confirmed: boolean;
	/** As what they sign: a code of SIGNATORY_FUNCTIONS. */
	readonly signedAs: string;
	/** Whether this session proved who is there in the last minutes. */
	readonly proven: boolean;
}

export type SubmitResult =
	| Result<
			{ readonly contentHash: string; readonly submittedAt: Date; readonly number: number },
			"INCOMPLETE",
			{ readonly missing: number }
	  >
	| Result<never, "NOT_CONFIRMED" | "NO_FUNCTION" | "NOT_PROVEN" | "ALREADY_SUBMITTED" | "CAMPAIGN_CLOSED">;

/** What was given back is sent again at any time: the national team opened it, the end of the campaign does not shut it. */
export async function submitAssessment(
	{ db, actor, now }: UseCase,
	assessmentId: string,
	{ confirmed, signedAs, proven }: Signature,
): Promise<SubmitResult> {
	const loaded = await loadAssessment(db, actor, assessmentId);
	authorise(actor, "assessment.submit", { ...loaded.resource, status: "draft" }, ["assessment.read", loaded.resource]);
	const signatory = readFunction(signedAs);
	if (!signatory) return refuse("NO_FUNCTION");
	if (!confirmed) return refuse("NOT_CONFIRMED");
	if (!proven) return refuse("NOT_PROVEN");
	return atomically(db, async (tx) => {
		// Waits for the saves under way, and holds off those that follow.
		const [assessment] = await tx.select().from(assessments).where(eq(assessments.id, assessmentId)).for("update");
		if (!assessment || !isOpenToAnswers(assessment.status)) return refuse("ALREADY_SUBMITTED");
		if (assessment.status === "draft" && dayInParis(now) > loaded.closesOn) return refuse("CAMPAIGN_CLOSED");
		// Read under the lock: the draft may just have moved to another version.
		const published = await getStandard(tx, assessment.standardVersionId);
		const { standard } = published;
		const recorded = await loadAnswers(tx, assessmentId);
		const missing = missingAnswers(standard, assessment.profile, recorded);
		if (missing.length > 0) return refuse("INCOMPLETE", { missing: missing.length });

		const number = await nextNumber(tx, assessmentId);
		const cited = await citeEvidence(tx, assessmentId);
		const { content, contentHash } = buildSnapshot({
			assessmentId,
			cooperativeId: assessment.cooperativeId,
			year: loaded.year,
			published,
			profile: assessment.profile,
			answers: recorded,
			evidence: cited.evidence,
			submittedAt: now,
			submittedBy: actor.userId,
			signedAs: signatory,
			number,
		});
		const signed = { signedBy: actor.userId, signedAs: signatory };
		await tx
			.insert(assessmentSnapshots)
			.values({ assessmentId, number, content, contentHash, takenAt: now, ...signed });
		await cited.keep(number);
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
			after: { contentHash, number, signedAs: signatory },
		});
		return accept({ contentHash, submittedAt: now, number });
	});
}

async function nextNumber(tx: Transaction, assessmentId: string): Promise<number> {
	const [last] = await tx
		.select({ number: max(assessmentSnapshots.number) })
		.from(assessmentSnapshots)
		.where(eq(assessmentSnapshots.assessmentId, assessmentId));
	return (last?.number ?? 0) + 1;
}
