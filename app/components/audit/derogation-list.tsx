/** Owns how the derogations of an audit are told: for whom, which rule, why, by whom. The report prints the same. */
import { ruleLabels } from "~/messages.auditor.fr";
import { formatDate } from "../text/format";
import { frenchTypography } from "../text/french";

export interface ListedDerogation {
	readonly auditorId: string;
	readonly auditorName: string;
	readonly rule: keyof typeof ruleLabels;
	readonly reason: string;
	/** ISO instant. */
	readonly grantedAt: string;
	readonly grantedByName: string | null;
}

export function DerogationList({ derogations }: { derogations: readonly ListedDerogation[] }) {
	return (
		<ul className="refused-auditors">
			{derogations.map(({ auditorId, auditorName, rule, reason, grantedAt, grantedByName }) => (
				<li key={`${auditorId} ${rule}`}>
					<strong>{frenchTypography(`${auditorName} : ${ruleLabels[rule].toLowerCase()}`)}</strong>
					<p className="pre-line">{frenchTypography(reason)}</p>
					<p className="soft small">
						Accordée par {grantedByName ?? "l’équipe nationale"} le {formatDate(grantedAt)}
					</p>
				</li>
			))}
		</ul>
	);
}
