/** Owns what happened to an audit, in order: who planned, moved, confirmed, cancelled or closed, and why. */
import { ruleLabels } from "~/messages.auditor.fr";
import { auditModeLabels } from "~/messages.fr";
import { journalActionLabels } from "~/messages.journal.fr";
import { formatCount, formatDateTime } from "../text/format";
import { frenchTypography } from "../text/french";
import { wordFor } from "../text/word-for";
import { formatVisitDates } from "./visit-dates";

export interface PlanLine {
	readonly startsOn: string;
	readonly endsOn: string;
	readonly mode: keyof typeof auditModeLabels;
	readonly place: string;
	readonly team: readonly string[];
}

export interface HistoryLine {
	/** ISO instant. */
	readonly at: string;
	readonly by: string | null;
	readonly action: string;
	readonly before: PlanLine | null;
	readonly after: PlanLine | null;
	readonly reason: string | null;
	/** Set aside by a derogation: a code of CONFLICT_RULES. */
	readonly rule: string | null;
	readonly confirmed: { readonly domain: string; readonly criteria: number } | null;
}

export function AuditHistory({ lines }: { lines: readonly HistoryLine[] }) {
	return (
		<ol className="audit-history">
			{lines.map((line) => (
				<li key={`${line.at} ${line.action} ${line.rule ?? ""}`}>
					<p>
						<strong>{frenchTypography(title(line))}</strong>
					</p>
					{changes(line).map((change) => (
						<p key={change}>{change}</p>
					))}
					{line.reason && <p>{frenchTypography(`Motif : ${line.reason}`)}</p>}
					<p className="soft small">
						{formatDateTime(line.at)}
						{line.by && `, ${line.by}`}
					</p>
				</li>
			))}
		</ol>
	);
}

function title({ action, after, confirmed, ...line }: HistoryLine): string {
	const derogation = wordFor(ruleLabels, line.rule)?.toLowerCase();
	switch (action) {
		case "audit.scheduled":
			return after ? `Audit planifié ${formatVisitDates(after)}` : "Audit planifié";
		case "audit.rescheduled":
			return "Audit modifié";
		case "audit.declaredLevelsConfirmed":
			return confirmed
				? `${formatCount(confirmed.criteria, "niveau déclaré confirmé", "niveaux déclarés confirmés")} en ${confirmed.domain}`
				: "Niveaux déclarés confirmés";
		case "audit.derogationGranted":
			return derogation ? `Dérogation accordée : ${derogation}` : "Dérogation accordée";
		case "audit.interestsSigned":
			return "Déclaration d’intérêts signée";
		case "audit.challenged":
			return "Une personne de l’équipe est récusée par la CAE";
		case "audit.challengeAccepted":
			return "Récusation acceptée";
		case "audit.challengeRefused":
			return "Récusation refusée";
		case "audit.meetingSigned":
			return "Compte rendu de réunion signé";
		case "audit.meetingConfirmed":
			return "Compte rendu de réunion reçu par la CAE";
		case "audit.cancelled":
			return "Audit annulé";
		case "audit.visitEnded":
			return "Visite terminée";
		case "audit.provisionalSent":
			return "Rapport provisoire envoyé à la CAE";
		case "audit.repliesSent":
			return "Réponses de la CAE envoyées";
		case "audit.finalIssued":
			return "Rapport définitif émis";
		case "audit.closed":
			return "Audit clos";
		default:
			// What says nothing more here than in the journal.
			return wordFor(journalActionLabels, action) ?? "Audit mis à jour";
	}
}

function changes({ before, after }: HistoryLine): readonly string[] {
	if (!before || !after) return [];
	const dates = formatVisitDates(after);
	const team = after.team.join(", ");
	const place = `${auditModeLabels[after.mode]}, ${after.place}`;
	return [
		formatVisitDates(before) === dates ? "" : `Nouvelles dates : ${dates} (avant : ${formatVisitDates(before)})`,
		before.team.join(", ") === team ? "" : `Nouvelle équipe : ${team} (avant : ${before.team.join(", ")})`,
		`${auditModeLabels[before.mode]}, ${before.place}` === place ? "" : `Nouveau lieu : ${place}`,
	]
		.filter((change) => change !== "")
		.map(frenchTypography);
}
