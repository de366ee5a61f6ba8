/**
 * Loads what a report of an audit stands on besides its levels, in one query: its frozen text, the derogations of its team, and the
 * non-conformities it follows with their last plan. Checks no right: the caller authorises, row-level security keeps the rest.
 */
import { sql } from "drizzle-orm";
import type { Database } from "~/db/client.server";
import type { ConflictReason } from "~/domain/audit/conflict-rules";
import type { Grade, NonConformityStatus } from "~/domain/audit/non-conformity";
import type { ReportStage } from "~/domain/audit/report-delays";
import type { AuditRow } from "./load-audit.server";

export interface IssuedReport {
	readonly content: string;
	readonly hash: string;
	/** ISO instant. */
	readonly at: string;
	readonly by: string | null;
}

interface DerogationRow {
	readonly auditorName: string;
	readonly rule: ConflictReason;
	readonly reason: string;
	readonly grantedAt: string;
	readonly grantedByName: string | null;
}

export interface FollowedRow {
	readonly auditId: string;
	readonly domain: string;
	readonly criterionId: string | null;
	readonly minors: readonly string[];
	readonly grade: Grade;
	readonly status: NonConformityStatus;
	readonly openedOn: string;
	readonly dueOn: string;
	readonly doneOn: string | null;
	readonly plan: {
		readonly cause: string;
		readonly correction: string;
		readonly action: string;
		readonly ownerName: string | null;
		readonly dueOn: string;
		readonly accepted: boolean | null;
	} | null;
}

interface ReportRecord {
	readonly issued: IssuedReport | null;
	/** In the order they were granted. */
	readonly derogations: readonly DerogationRow[];
	/** Opened by its final report, or by an earlier audit and still open that day; the first due first. */
	readonly followed: readonly FollowedRow[];
}

export async function loadReportRecord(
	db: Database,
	{ id, cooperativeId, finalAt }: AuditRow,
	stage: ReportStage,
): Promise<ReportRecord> {
	const final = finalAt?.toISOString() ?? null;
	const [row] = await db
		.select({
			issued: sql<IssuedReport | null>`(
				select json_build_object('content', r.content, 'hash', r.content_hash, 'at', r.issued_at, 'by', u.name)
				from audit_reports r left join users u on u.id = r.issued_by
				where r.audit_id = ${id} and r.stage = ${stage})`,
			derogations: sql<readonly DerogationRow[]>`(
				select coalesce(json_agg(json_build_object('auditorName', u.name, 'rule', d.rule, 'reason', d.reason,
					'grantedAt', d.granted_at, 'grantedByName', g.name) order by d.granted_at, d.id), '[]')
				from audit_derogations d join users u on u.id = d.auditor_id left join users g on g.id = d.granted_by
				where d.audit_id = ${id})`,
			followed: sql<readonly FollowedRow[]>`(
				select coalesce(json_agg(json_build_object('auditId', n.audit_id, 'domain', n.domain,
					'criterionId', n.criterion_id, 'minors', n.minors, 'grade', n.grade, 'status', n.status,
					'openedOn', n.opened_on, 'dueOn', n.due_on, 'doneOn', n.done_on, 'plan', (
						select json_build_object('cause', p.cause, 'correction', p.correction, 'action', p.action,
							'ownerName', o.name, 'dueOn', p.due_on, 'accepted', p.accepted)
						from corrective_plans p left join users o on o.id = p.owner_id
						where p.non_conformity_id = n.id order by p.number desc limit 1)
					) order by n.due_on, n.domain, n.criterion_id), '[]')
				from non_conformities n
				where n.cooperative_id = ${cooperativeId} and ${final}::timestamptz is not null and (n.audit_id = ${id}
					or (n.opened_on < (${final}::timestamptz at time zone 'Europe/Paris')::date
						and (n.closed_at is null or n.closed_at >= ${final}::timestamptz))))`,
		})
		.from(sql`(select 1) as one`);
	return row ?? { issued: null, derogations: [], followed: [] };
}
