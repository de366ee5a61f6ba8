/** Owns the reports as the national team reads them: whose, about what, the answer given or the form that gives it. */
import type { ReactNode } from "react";
import type { ReportOutcome } from "~/domain/standard/criterion-report";
import { reportOutcomeLabels } from "~/messages.standard.fr";
import { paths } from "~/paths";
import { Badge } from "../display/badge";
import { Link } from "../layout/link";
import { formatDate } from "../text/format";
import { frenchTypography } from "../text/french";

export interface Report {
	readonly id: string;
	readonly criterionId: string;
	readonly title: string;
	readonly version: string;
	readonly text: string;
	readonly author: string;
	/** ISO instant. */
	readonly at: string;
	readonly closedAt: string | null;
	readonly outcome: ReportOutcome | null;
	readonly answer: string;
}

export function ReportList({
	reports,
	answerForm,
}: {
	reports: readonly Report[];
	/** Of a report without an answer. */
	answerForm: (report: Report) => ReactNode;
}) {
	return (
		<ul className="journal">
			{reports.map((report) => (
				<li key={report.id} id={report.id} className="stack">
					<div>
						<h2 className="report-title">
							<Link href={paths.standard.criterion(report.version, report.criterionId)}>
								{frenchTypography(`${report.criterionId} · ${report.title}`)}
							</Link>
						</h2>
						<p className="soft small">{`Version ${report.version} · ${report.author}, ${formatDate(report.at)}`}</p>
					</div>
					<p className="pre-line measure">{frenchTypography(report.text)}</p>
					{report.outcome && report.closedAt ? (
						<div className="stack-tight">
							<p className="row">
								<Badge kind={report.outcome === "nextVersion" ? "info" : "neutral"}>
									{reportOutcomeLabels[report.outcome]}
								</Badge>
								<span className="soft small">{formatDate(report.closedAt)}</span>
							</p>
							<p className="pre-line measure">{frenchTypography(report.answer)}</p>
						</div>
					) : (
						answerForm(report)
					)}
				</li>
			))}
		</ul>
	);
}
