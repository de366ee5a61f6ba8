/** Reads again what a score was made of: the answers frozen when the assessment was sent, the levels a closed visit retained. */
import { createHash } from "node:crypto";
import { and, asc, eq } from "drizzle-orm";
import type { Transaction } from "~/db/client.server";
import { assessmentSnapshots } from "~/db/schema/assessment.server";
import { audits } from "~/db/schema/audit.server";
import { answerValues, type RecordedAnswer } from "~/domain/assessment/answer-record";
import { auditedAnswers } from "~/domain/audit/finding";
import type { Answers } from "~/domain/scoring/answer";
import { scoreAssessment } from "~/domain/scoring/score-assessment";
import type { Profile, Standard } from "~/domain/standard/standard";
import { loadFindings } from "../audit/load-audit.server";

export interface Frozen {
	/** e.g. `label-cae/1.0`. */
	readonly standard: string;
	readonly standardHash: string;
	readonly profile: Profile;
	readonly answers: Answers;
	/** As written beside the content, and as computed from it. */
	readonly writtenHash: string;
	readonly contentHash: string;
}

/** Null when nothing was frozen. */
export async function findFrozen(tx: Transaction, assessmentId: string): Promise<Frozen | null> {
	const [snapshot] = await tx
		.select()
		.from(assessmentSnapshots)
		.where(eq(assessmentSnapshots.assessmentId, assessmentId));
	if (!snapshot) return null;
	const { standard, standardHash, profile, answers } = JSON.parse(snapshot.content) as {
		standard: string;
		standardHash: string;
		profile: Profile;
		answers: Record<string, RecordedAnswer>;
	};
	return {
		standard,
		standardHash,
		profile,
		answers: answerValues(new Map(Object.entries(answers))),
		writtenHash: snapshot.contentHash,
		contentHash: createHash("sha256").update(snapshot.content).digest("hex"),
	};
}

/** What the first closed visit that examined everything retained: a follow-up's sample gives no audited figures. */
export async function findRetained(
	tx: Transaction,
	assessmentId: string,
	pinned: Standard,
	profile: Profile,
): Promise<Answers | null> {
	const closed = await tx
		.select({ id: audits.id })
		.from(audits)
		.where(and(eq(audits.assessmentId, assessmentId), eq(audits.status, "closed")))
		.orderBy(asc(audits.closedAt), asc(audits.id));
	for (const { id } of closed) {
		const answers = auditedAnswers(await loadFindings(tx, id));
		const { answered, applicable } = scoreAssessment(pinned, profile, answers);
		if (answered === applicable) return answers;
	}
	return null;
}
