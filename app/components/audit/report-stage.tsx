/** Owns where an audit stands once its visit has ended: which report is out, and who is awaited until when. */
import type { AuditStatus } from "~/domain/audit/audit-life";
import { Notice } from "../layout/notice";
import { formatDate, formatDateTime } from "../text/format";
import { frenchTypography } from "../text/french";

export interface ReportFacts {
	readonly status: AuditStatus;
	readonly today: string;
	/** Last day to send the provisional report. */
	readonly reportDueOn: string;
	readonly replyDueOn: string | null;
	/** ISO instants. */
	readonly finalAt: string | null;
	readonly closedAt: string | null;
}

export function ReportStage({ audit }: { audit: ReportFacts }) {
	const { status, today, reportDueOn, replyDueOn, finalAt, closedAt } = audit;
	if (status === "provisionalReport") {
		const late = today > reportDueOn;
		return (
			<Notice kind={late ? "warning" : "info"} live={false} title="La visite est terminée">
				{frenchTypography(
					late
						? `Le rapport provisoire devait partir le ${formatDate(reportDueOn)} : il est en retard.`
						: `Le rapport provisoire est à envoyer à la CAE au plus tard le ${formatDate(reportDueOn)}.`,
				)}
			</Notice>
		);
	}
	if (status === "rightOfReply" && replyDueOn) {
		return (
			<Notice kind="info" live={false} title="La CAE a la parole">
				{frenchTypography(
					today > replyDueOn
						? `Elle pouvait répondre au rapport provisoire jusqu’au ${formatDate(replyDueOn)} : le rapport définitif peut être émis.`
						: `Elle répond au rapport provisoire jusqu’au ${formatDate(replyDueOn)}.`,
				)}
			</Notice>
		);
	}
	if (status === "closed" && closedAt) {
		return (
			<Notice kind="success" live={false} title="L’audit est clos">
				Depuis le {formatDateTime(closedAt)}, plus rien n’y change.
			</Notice>
		);
	}
	if (status === "finalReport" && finalAt) {
		return (
			<Notice kind="info" live={false} title="Le rapport définitif est émis">
				Depuis le {formatDateTime(finalAt)}, les niveaux retenus ne changent plus. L’audit sera clos quand tous ses
				écarts seront levés.
			</Notice>
		);
	}
	return null;
}
