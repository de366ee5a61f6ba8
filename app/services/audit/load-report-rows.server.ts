/**
 * Loads what was declared and retained of each criterion examined, with the team's texts, the pieces sent and the replies, in one
 * query. Row-level security keeps the rest.
 */
import { and, asc, eq, sql } from "drizzle-orm";
import type { Database } from "~/db/client.server";
import { answers } from "~/db/schema/assessment.server";
import { auditObservations } from "~/db/schema/audit.server";
import { citedEvidence, evidencePieces } from "~/db/schema/evidence.server";
import { auditFindingEdits, auditReplies } from "~/db/schema/finding.server";
import { answerValue } from "~/domain/assessment/answer-record";
import { auditFindings, type FindingEdit } from "~/domain/audit/audit-finding";
import type { ReportFinding, ReportReply } from "~/domain/audit/audit-report";
import type { AnswerValue } from "~/domain/scoring/answer";
import { applicableCriteria } from "~/domain/standard/applicability";
import type { AuditRow, LoadedAudit } from "./load-audit.server";

interface SentPiece {
	readonly id: string;
	/** Null: row-level security keeps it. */
	readonly title: string | null;
	readonly confidential: boolean | null;
}

const edits = sql<readonly FindingEdit[]>`(
	select coalesce(json_agg(json_build_object('criterionId', ${auditFindingEdits.criterionId}, 'kind', ${auditFindingEdits.kind},
		'text', ${auditFindingEdits.text}, 'reason', ${auditFindingEdits.reason}) order by ${auditFindingEdits.number}), '[]')
	from ${auditFindingEdits} where ${auditFindingEdits.auditId} = ${auditObservations.auditId}
		and ${auditFindingEdits.criterionId} = ${auditObservations.criterionId})`;

const reply = sql<ReportReply | null>`(
	select json_build_object('text', ${auditReplies.text}, 'verdict', ${auditReplies.verdict}, 'answer', ${auditReplies.answer},
		'levelBefore', ${auditReplies.levelBefore})
	from ${auditReplies} where ${auditReplies.auditId} = ${auditObservations.auditId}
		and ${auditReplies.criterionId} = ${auditObservations.criterionId})`;

const piecesOf = ({ assessmentId, sending }: AuditRow) => sql<readonly SentPiece[]>`(
	select coalesce(json_agg(json_build_object('id', ${citedEvidence.pieceId}, 'title', ${evidencePieces.title},
		'confidential', ${evidencePieces.confidential}) order by ${citedEvidence.pieceId}), '[]')
	from ${citedEvidence} left join ${evidencePieces} on ${evidencePieces.id} = ${citedEvidence.pieceId}
	where ${citedEvidence.assessmentId} = ${assessmentId} and ${citedEvidence.number} = ${sending}
		and ${citedEvidence.criterionId} = ${auditObservations.criterionId})`;

/** Checks no right: the caller authorises. */
export function loadReportRows(db: Database, audit: AuditRow) {
	return db
		.select({
			criterionId: auditObservations.criterionId,
			recorded: {
				level: auditObservations.level,
				notApplicable: auditObservations.notApplicable,
				note: auditObservations.note,
				version: auditObservations.version,
			},
			declared: answers,
			edits,
			reply,
			pieces: piecesOf(audit),
		})
		.from(auditObservations)
		.leftJoin(
			answers,
			and(eq(answers.assessmentId, audit.assessmentId), eq(answers.criterionId, auditObservations.criterionId)),
		)
		.where(eq(auditObservations.auditId, audit.id))
		.orderBy(asc(auditObservations.criterionId));
}

export type ReportRow = Awaited<ReturnType<typeof loadReportRows>>[number];

/** What was declared on each of them, and counts. */
export function declaredValues(rows: readonly ReportRow[]): Readonly<Record<string, AnswerValue | null>> {
	return Object.fromEntries(rows.map(({ criterionId, declared }) => [criterionId, declared && answerValue(declared)]));
}

/** The findings as they stand today. */
export function standingFindings(
	{ published, profile }: LoadedAudit,
	rows: readonly ReportRow[],
): readonly ReportFinding[] {
	const byId = new Map(rows.map((row) => [row.criterionId, row]));
	const proven = new Set(rows.filter(({ pieces }) => pieces.length > 0).map(({ criterionId }) => criterionId));
	return auditFindings(
		applicableCriteria(published.standard, profile),
		new Map(rows.map(({ criterionId, recorded }) => [criterionId, recorded])),
		proven,
		rows.flatMap(({ edits }) => edits),
	).map((finding) => {
		const row = byId.get(finding.criterionId);
		return {
			...finding,
			evidence: row?.pieces.map(({ id }) => id) ?? [],
			reply: row?.reply?.verdict ? row.reply : null,
		};
	});
}
