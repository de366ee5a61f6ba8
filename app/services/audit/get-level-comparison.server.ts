/** What was declared and what was retained, criterion by criterion, side by side: two levels and their gap, never one made of both. */
import { buildAuditReport, type ReportedCriterion } from "~/domain/audit/audit-report";
import { countGaps, levelGap, levelsDiffer } from "~/domain/audit/level-gaps";
import { authorise, type UseCase } from "../use-case.server";
import { auditHeader } from "./get-audit.server";
import { loadAudit } from "./load-audit.server";
import { declaredValues, loadReportRows, standingFindings } from "./load-report-rows.server";

/** Of the criteria examined so far. Two queries. */
export async function getLevelComparison({ db, actor }: UseCase, auditId: string) {
	const loaded = await loadAudit(db, auditId);
	const { audit, resource, published, profile } = loaded;
	authorise(actor, "audit.findings", resource, ["audit.read", resource]);
	const rows = await loadReportRows(db, audit);
	const report = buildAuditReport(published.standard, profile, declaredValues(rows), standingFindings(loaded, rows));
	const domains = report.domains.map(({ code, title, declared, audited, criteria }) => ({
		...{ code, title },
		declared: declared.conformity,
		audited: audited.conformity,
		lines: criteria.map(comparedLine),
	}));
	return {
		header: auditHeader(loaded),
		examined: report.examined,
		applicable: report.applicable,
		counts: countGaps(domains.flatMap(({ lines }) => lines)),
		declared: report.declared.conformity,
		audited: report.audited.conformity,
		domains,
	};
}

function comparedLine({ criterion: { id, title, kind, blocking }, declared, finding }: ReportedCriterion) {
	const retained = finding.level ?? ("notApplicable" as const);
	return {
		...{ id, title, kind, blocking, declared, retained },
		finding: finding.kind,
		note: finding.text,
		/** Retained minus declared; null: nothing to measure. */
		gap: levelGap(declared, retained),
		differs: levelsDiffer(declared, retained),
	};
}
