/** Owns a person's own reports of a criterion: their words, and what was answered. */
import type { ReportOutcome } from "~/domain/standard/criterion-report";
import { reportOutcomeLabels } from "~/messages.standard.fr";
import { Badge } from "../display/badge";
import { formatDate } from "../text/format";
import { frenchTypography } from "../text/french";

export interface OwnReport {
	readonly id: string;
	readonly text: string;
	/** ISO instant. */
	readonly at: string;
	readonly closedAt: string | null;
	readonly outcome: ReportOutcome | null;
	readonly answer: string;
}

export function OwnReports({ reports }: { reports: readonly OwnReport[] }) {
	return (
		<ul className="journal">
			{reports.map(({ id, text, at, closedAt, outcome, answer }) => (
				<li key={id} className="stack-tight">
					<p className="row">
						<span className="soft small">{formatDate(at)}</span>
						<Badge kind={outcome ? "good" : "neutral"}>
							{outcome ? reportOutcomeLabels[outcome] : "En attente de réponse"}
						</Badge>
					</p>
					<p className="pre-line">{frenchTypography(text)}</p>
					{closedAt && (
						<div>
							<p className="soft small">{`Réponse de l’équipe nationale, ${formatDate(closedAt)}`}</p>
							<p className="pre-line">{frenchTypography(answer)}</p>
						</div>
					)}
				</li>
			))}
		</ul>
	);
}
