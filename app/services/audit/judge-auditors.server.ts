/** Every auditor with the verdict of the conflict rules for one visit: what the screen shows, and what guards the write. */
import { and, eq, or, sql } from "drizzle-orm";
import type { Database, Transaction } from "~/db/client.server";
import { auditDerogations } from "~/db/schema/auditor.server";
import { accompaniments } from "~/db/schema/cooperative.server";
import { auditChallenges } from "~/db/schema/mission.server";
import type { AccompanimentFacts } from "~/domain/audit/conflict-facts";
import type { ConflictReason } from "~/domain/audit/conflict-rules";
import {
	type ConflictContext,
	type DecidedFor,
	type JudgedAuditor,
	judgeEachAuditor,
	type VisitToJudge,
} from "./judge-each-auditor";
import { loadAuditorFacts, loadVisits } from "./load-auditor-facts.server";

/** Three queries. @param cooperativeId whose accompaniments; without it, all of them: a whole year is judged at once */
export async function loadConflictContext(
	db: Database | Transaction,
	now: Date,
	cooperativeId?: string,
): Promise<ConflictContext> {
	const visits = await loadVisits(db);
	return {
		visits,
		auditors: await loadAuditorFacts(db, now, visits),
		accompaniments: await loadAccompaniments(db, cooperativeId),
	};
}

export async function judgeAuditors(
	db: Database | Transaction,
	visit: VisitToJudge,
	now: Date,
): Promise<readonly JudgedAuditor[]> {
	const context = await loadConflictContext(db, now, visit.cooperative.id);
	return judgeEachAuditor(context, visit, visit.auditId ? await decidedFor(db, visit.auditId) : undefined);
}

/** Of one cooperative, on either side; without one, all of them. */
export function loadAccompaniments(db: Database | Transaction, id?: string): Promise<AccompanimentFacts[]> {
	return db
		.select({
			supporterId: accompaniments.supporterId,
			beneficiaryId: accompaniments.beneficiaryId,
			startedOn: accompaniments.startedOn,
			endedOn: accompaniments.endedOn,
		})
		.from(accompaniments)
		.where(id === undefined ? undefined : or(eq(accompaniments.supporterId, id), eq(accompaniments.beneficiaryId, id)));
}

/** One query. */
async function decidedFor(db: Database | Transaction, auditId: string): Promise<DecidedFor> {
	const rows = await db
		.select({ auditorId: auditDerogations.auditorId, rule: auditDerogations.rule })
		.from(auditDerogations)
		.where(eq(auditDerogations.auditId, auditId))
		.unionAll(
			db
				.select({ auditorId: auditChallenges.auditorId, rule: sql<ConflictReason>`'CHALLENGED'` })
				.from(auditChallenges)
				.where(and(eq(auditChallenges.auditId, auditId), eq(auditChallenges.outcome, "accepted"))),
		);
	const challenged = rows.filter(({ rule }) => rule === "CHALLENGED").map(({ auditorId }) => auditorId);
	return { derogated: rows.filter(({ rule }) => rule !== "CHALLENGED"), challenged };
}
