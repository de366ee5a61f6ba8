/** Owns what one does with a report: read it beside what was declared, keep or print it, take it to a word processor. */
import { type AuditStatus, isMovable } from "~/domain/audit/audit-life";
import type { ReportStage } from "~/domain/audit/report-delays";
import { paths } from "~/paths";
import { ButtonLink } from "../form/button";
import { frenchTypography } from "../text/french";

export interface DownloadedReport {
	readonly header: { readonly id: string; readonly status: AuditStatus };
	readonly finalAt: string | null;
	readonly reports: readonly { readonly stage: ReportStage }[];
}

/** No file before the visit ends: there is no report yet. */
export function ReportDownloads({ report: { header, finalAt, reports } }: { report: DownloadedReport }) {
	const ended = !isMovable(header.status) && header.status !== "cancelled";
	const former = finalAt !== null && reports.some(({ stage }) => stage === "provisional");
	return (
		<>
			<p className="actions">
				{ended && (
					<>
						<ButtonLink kind="quiet" href={paths.audits.reportPdf(header.id)} download>
							Rapport (PDF)
						</ButtonLink>
						<ButtonLink kind="quiet" href={paths.audits.reportDocx(header.id)} download>
							Rapport (DOCX)
						</ButtonLink>
					</>
				)}
				{former && (
					<ButtonLink kind="quiet" href={paths.audits.reportPdf(header.id, "provisoire")} download>
						Rapport provisoire (PDF)
					</ButtonLink>
				)}
				<ButtonLink kind="quiet" href={paths.audits.comparison(header.id)}>
					Déclaré et retenu
				</ButtonLink>
			</p>
			{ended && finalAt === null && (
				<p className="soft small">
					{frenchTypography("Chaque page du fichier porte « Provisoire » jusqu’au rapport définitif.")}
				</p>
			)}
		</>
	);
}
