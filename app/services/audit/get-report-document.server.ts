/**
 * Everything the report of an audit says on paper: as it was frozen once issued, as the team wrote it so far before, from the
 * levels recorded for an audit of before the platform. What was declared stands beside, never mixed in.
 */
import { buildAuditReport } from "~/domain/audit/audit-report";
import { isLate } from "~/domain/audit/non-conformity";
import type { ReportStage } from "~/domain/audit/report-delays";
import { dayInParis } from "~/domain/calendar-day";
import { hashOf } from "../assessment/snapshot";
import { authorise, NotFoundError, type UseCase } from "../use-case.server";
import { citedReader } from "./cited-reader";
import type { FrozenReport } from "./freeze-report.server";
import { auditHeader } from "./get-audit.server";
import { type AuditRow, loadAudit } from "./load-audit.server";
import { loadAuditPlan } from "./load-audit-plan.server";
import { loadMeetings } from "./load-meetings.server";
import { loadChallenge } from "./load-mission.server";
import { loadReportRecord } from "./load-report-record.server";
import { declaredValues, loadReportRows, type ReportRow, standingFindings } from "./load-report-rows.server";

/**
 * Six queries.
 * @param wanted null: the final report once issued, the provisional one before
 */
export async function getReportDocument({ db, actor, now }: UseCase, auditId: string, wanted: ReportStage | null) {
	const loaded = await loadAudit(db, auditId);
	const { audit, resource, published, profile } = loaded;
	authorise(actor, "audit.findings", resource, ["audit.read", resource]);
	// No report before the visit ends: a level still being weighed is nobody's verdict.
	if (audit.visitEndedAt === null) throw new NotFoundError(auditId);
	const stage = wanted ?? (audit.finalAt ? "final" : "provisional");
	const { issued, derogations, followed } = await loadReportRecord(db, audit, stage);
	const at = stage === "final" ? audit.finalAt : (audit.provisionalSentAt ?? audit.visitEndedAt);
	// A stage that was never reached, or whose text of before the platform the final levels have replaced.
	if (!at || (!issued && stage === "provisional" && audit.finalAt)) throw new NotFoundError(auditId);
	const rows = await loadReportRows(db, audit);
	const today = dayInParis(now);
	const frozen = issued ? (JSON.parse(issued.content) as FrozenReport) : null;
	const findings = frozen?.findings ?? standingFindings(loaded, rows);
	const preparing = audit.status === "provisionalReport";
	return {
		header: auditHeader(loaded),
		standard: { ...published.standard, contentHash: published.contentHash },
		stage,
		state: frozen ? ("frozen" as const) : preparing ? ("preparing" as const) : ("before" as const),
		issuedAt: issued ? new Date(issued.at) : preparing ? now : at,
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
		derogations: derogations.map((one) => ({ ...one, grantedAt: new Date(one.grantedAt) })),
		challenge: await loadChallenge(db, auditId),
		preparation: await loadAuditPlan(db, auditId),
		meetings: await loadMeetings(db, auditId),
		followed:
			stage === "final"
				? {
						today,
						lines: followed.map((one) => ({ ...one, late: isLate(one, today), earlier: one.auditId !== auditId })),
					}
				: null,
	};
}

/** Row-level security has kept the others already; the policy says the same. */
function readablePieces(
	actor: UseCase["actor"],
	audit: AuditRow,
	rows: readonly ReportRow[],
): ReadonlyMap<string, string> {
	const mayRead = citedReader(actor, audit);
	return new Map(
		rows
			.flatMap(({ pieces }) => pieces)
			.flatMap(({ id, title, confidential }) =>
				title !== null && mayRead(confidential ?? true) ? [[id, title] as const] : [],
			),
	);
}
