/** Owns where an audit stands once its visit has ended: which report is out, who is awaited until when, and the next act. */
import { Form } from "@remix-run/react";
import type { AuditStatus } from "~/domain/audit/audit-life";
import { Button } from "../form/button";
import { Notice } from "../layout/notice";
import { Section } from "../layout/section";
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

export function NextReport({ audit }: { audit: ReportFacts }) {
	const final = audit.status === "rightOfReply";
	return (
		<Section title={final ? "Rapport définitif" : "Rapport provisoire"} ruled>
			<Form method="post" className="stack">
				<input type="hidden" name="intent" value={final ? "issue" : "send"} />
				<p>
					{final
						? "Le rapport définitif ne change plus. Les niveaux retenus entrent dans les chiffres du réseau, et les délais des écarts commencent."
						: "La CAE lira les niveaux retenus et vos notes, et aura quinze jours pour y répondre critère par critère."}
				</p>
				<label className="choice">
					<input type="checkbox" name="confirmation" value="oui" required /> L’équipe a relu ce rapport et l’approuve
				</label>
				<p>
					<Button kind="primary">{final ? "Émettre le rapport définitif" : "Envoyer le rapport provisoire"}</Button>
				</p>
			</Form>
		</Section>
	);
}
