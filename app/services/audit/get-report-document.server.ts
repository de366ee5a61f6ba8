/**
 * Everything the report of an audit says on paper: as it was frozen once issued, as the team wrote it so far before, from the
 * levels recorded for an audit of before the platform. What was declared stands beside, never mixed in.
 */
import { and, asc, eq, gte, isNull, lt, or, sql } from "drizzle-orm";
import { users } from "~/db/schema/access.server";
import { auditReports, correctivePlans, nonConformities } from "~/db/schema/finding.server";
import { can } from "~/domain/access/can";
import { buildAuditReport } from "~/domain/audit/audit-report";
import { isLate } from "~/domain/audit/non-conformity";
import type { ReportStage } from "~/domain/audit/report-delays";
import { dayInParis } from "~/domain/calendar-day";
import { hashOf } from "../assessment/snapshot";
import { authorise, NotFoundError, type UseCase } from "../use-case.server";
import type { FrozenReport } from "./freeze-report.server";
import { auditHeader } from "./get-audit.server";
import { type AuditRow, loadAudit } from "./load-audit.server";
import { loadDerogations } from "./load-derogations.server";
import { declaredValues, loadReportRows, type ReportRow, standingFindings } from "./load-report-rows.server";

/**
 * Five queries.
 * @param wanted null: the final report once issued, the provisional one before
 */
export async function getReportDocument({ db, actor, now }: UseCase, auditId: string, wanted: ReportStage | null) {
	const loaded = await loadAudit(db, auditId);
	const { audit, resource, published, profile } = loaded;
	authorise(actor, "audit.findings", resource, ["audit.read", resource]);
	// No report before the visit ends: a level still being weighed is nobody's verdict.
	if (audit.visitEndedAt === null) throw new NotFoundError(auditId);
	const stage = wanted ?? (audit.finalAt ? "final" : "provisional");
	const issued = await loadIssued(db, auditId, stage);
	const at = stage === "final" ? audit.finalAt : (audit.provisionalSentAt ?? audit.visitEndedAt);
	// A stage that was never reached, or whose text of before the platform the final levels have replaced.
	if (!at || (!issued && stage === "provisional" && audit.finalAt)) throw new NotFoundError(auditId);
	const rows = await loadReportRows(db, audit);
	const frozen = issued ? (JSON.parse(issued.content) as FrozenReport) : null;
	const findings = frozen?.findings ?? standingFindings(loaded, rows);
	const preparing = audit.status === "provisionalReport";
	return {
		header: auditHeader(loaded),
		standard: { ...published.standard, contentHash: published.contentHash },
		stage,
		state: frozen ? ("frozen" as const) : preparing ? ("preparing" as const) : ("before" as const),
		issuedAt: issued?.at ?? (preparing ? now : at),
		issuedBy: issued?.by ?? null,
		seal:
			issued && frozen
				? {
						hash: issued.hash,
						intact: hashOf(issued.content) === issued.hash,
						provisional: frozen.provisional ?? null,
						journal: frozen.journal ?? null,
					}
				: null,
		replyDueOn: audit.replyDueOn,
		report: buildAuditReport(published.standard, profile, declaredValues(rows), findings),
		pieces: readablePieces(actor, audit, rows),
		derogations: await loadDerogations(db, auditId),
		followed:
			stage === "final" && audit.finalAt
				? { today: dayInParis(now), lines: await loadFollowed(db, audit, audit.finalAt, dayInParis(now)) }
				: null,
	};
}

async function loadIssued(db: UseCase["db"], auditId: string, stage: ReportStage) {
	const [row] = await db
		.select({
			content: auditReports.content,
			hash: auditReports.contentHash,
			at: auditReports.issuedAt,
			by: users.name,
		})
		.from(auditReports)
		.leftJoin(users, eq(users.id, auditReports.issuedBy))
		.where(and(eq(auditReports.auditId, auditId), eq(auditReports.stage, stage)));
	return row ?? null;
}

/** Row-level security has kept the others already; the policy says the same. */
function readablePieces(
	actor: UseCase["actor"],
	{ cooperativeId, leadAuditorId, secondAuditorId }: AuditRow,
	rows: readonly ReportRow[],
): ReadonlyMap<string, string> {
	const auditorIds = [leadAuditorId, ...(secondAuditorId ? [secondAuditorId] : [])];
	return new Map(
		rows
			.flatMap(({ pieces }) => pieces)
			.flatMap(({ id, title, confidential }) =>
				title !== null &&
				can(actor, "evidence.read", {
					...{ cooperativeId, confidential: confidential ?? true, removed: false, cited: true, auditorIds },
				})
					? [[id, title] as const]
					: [],
			),
	);
}

/** Those this final report opened, and those of earlier audits still open that day; each with its last plan. */
async function loadFollowed(db: UseCase["db"], { id, cooperativeId }: AuditRow, finalAt: Date, today: string) {
	const rows = await db
		.select({
			row: nonConformities,
			plan: correctivePlans,
			ownerName: users.name,
		})
		.from(nonConformities)
		.leftJoin(
			correctivePlans,
			and(
				eq(correctivePlans.nonConformityId, nonConformities.id),
				sql`${correctivePlans.number} = (select max(last.number) from ${correctivePlans} last
					where last.non_conformity_id = ${nonConformities.id})`,
			),
		)
		.leftJoin(users, eq(users.id, correctivePlans.ownerId))
		.where(
			and(
				eq(nonConformities.cooperativeId, cooperativeId),
				or(
					eq(nonConformities.auditId, id),
					and(
						lt(nonConformities.openedOn, dayInParis(finalAt)),
						or(isNull(nonConformities.closedAt), gte(nonConformities.closedAt, finalAt)),
					),
				),
			),
		)
		.orderBy(asc(nonConformities.dueOn), asc(nonConformities.domain), asc(nonConformities.criterionId));
	return rows.map(({ row, plan, ownerName }) => {
		const { domain, criterionId, minors, grade, status, openedOn, dueOn } = row;
		return {
			...{ domain, criterionId, minors, grade, status, openedOn, dueOn },
			late: isLate(row, today),
			earlier: row.auditId !== id,
			plan: plan && { ...plan, ownerName },
		};
	});
}
