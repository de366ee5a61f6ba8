/** Owns the audits that wait for the reader's declaration of interests, at the top of their pages. */
import type { AuditKind } from "~/domain/audit/audit";
import { auditKindLabels } from "~/messages.fr";
import { paths } from "~/paths";
import { Link } from "../layout/link";
import { Notice } from "../layout/notice";
import { formatCount } from "../text/format";
import { frenchTypography } from "../text/french";
import { formatVisitDates } from "./visit-dates";

export interface MissionToSign {
	readonly id: string;
	readonly kind: AuditKind;
	readonly startsOn: string;
	readonly endsOn: string;
	readonly cooperativeName: string;
}

export function MissionsToSign({ missions }: { missions: readonly MissionToSign[] }) {
	if (missions.length === 0) return null;
	return (
		<Notice
			kind="warning"
			live={false}
			title={formatCount(missions.length, "déclaration d’intérêts à signer", "déclarations d’intérêts à signer")}
		>
			<p>Une visite ne commence pas sans la déclaration de chaque membre de l’équipe.</p>
			<ul>
				{missions.map((mission) => (
					<li key={mission.id}>
						<Link href={paths.audits.declaration(mission.id)}>
							{frenchTypography(
								`${auditKindLabels[mission.kind]} : ${mission.cooperativeName}, ${formatVisitDates(mission)}`,
							)}
						</Link>
					</li>
				))}
			</ul>
		</Notice>
	);
}
