/** Reads again what a score was made of: the answers frozen when the assessment was sent, the levels a closed visit retained. */

import { and, asc, desc, eq, inArray } from "drizzle-orm";
import type { Transaction } from "~/db/client.server";
import { assessmentSnapshots } from "~/db/schema/assessment.server";
import { audits } from "~/db/schema/audit.server";
import { answerValues } from "~/domain/assessment/answer-record";
import { auditFindings, raisedMajors } from "~/domain/audit/audit-finding";
import { AUDITED } from "~/domain/audit/audit-life";
import { auditedAnswers } from "~/domain/audit/finding";
import type { Answers } from "~/domain/scoring/answer";
import { scoreAssessment } from "~/domain/scoring/score-assessment";
import { applicableCriteria } from "~/domain/standard/applicability";
import type { Profile, Standard } from "~/domain/standard/standard";
import { hashOf, readSnapshot } from "../assessment/snapshot";
import { loadFindings } from "../audit/load-audit.server";
import { loadFindingEdits } from "../audit/load-findings.server";

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

/** What counts: the last sending. Null when nothing was frozen. */
export async function findFrozen(tx: Transaction, assessmentId: string): Promise<Frozen | null> {
	return (await listFrozen(tx, assessmentId))[0] ?? null;
}

/** Every sending, the last one first. */
export async function listFrozen(tx: Transaction, assessmentId: string): Promise<readonly Frozen[]> {
	const rows = await tx
		.select()
		.from(assessmentSnapshots)
		.where(eq(assessmentSnapshots.assessmentId, assessmentId))
		.orderBy(desc(assessmentSnapshots.number));
	return rows.map(readFrozen);
}

function readFrozen(snapshot: typeof assessmentSnapshots.$inferSelect): Frozen {
	const { standard, standardHash, profile, answers } = readSnapshot(snapshot.content);
	return {
		standard,
		standardHash,
		profile,
		answers: answerValues(new Map(Object.entries(answers))),
		writtenHash: snapshot.contentHash,
		contentHash: hashOf(snapshot.content),
	};
}

/** What an audit retained: the levels, and the minors it raised. */
export interface Retained {
	readonly answers: Answers;
	readonly raised: ReadonlySet<string>;
}

/** What the first closed visit that examined everything retained: a follow-up's sample gives no audited figures. */
export async function findRetained(
	tx: Transaction,
	assessmentId: string,
	pinned: Standard,
	profile: Profile,
): Promise<Retained | null> {
	const closed = await tx
		.select({ id: audits.id })
		.from(audits)
		.where(and(eq(audits.assessmentId, assessmentId), inArray(audits.status, [...AUDITED])))
		.orderBy(asc(audits.finalAt), asc(audits.id));
	for (const { id } of closed) {
		const recorded = await loadFindings(tx, id);
		const answers = auditedAnswers(recorded);
		const { answered, applicable } = scoreAssessment(pinned, profile, answers);
		if (answered !== applicable) continue;
		const edits = await loadFindingEdits(tx, id);
		const findings = auditFindings(applicableCriteria(pinned, profile), recorded, new Set(), edits);
		return { answers, raised: raisedMajors(findings) };
	}
	return null;
}
