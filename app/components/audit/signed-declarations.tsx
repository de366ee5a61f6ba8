/** Owns who has signed a declaration of interests for an audit, and what keeps its visit from beginning. Never a tie. */

import type { MissionRefusal } from "~/domain/audit/interest-declaration";
import { missionRefusals } from "~/messages.audit.fr";
import { paths } from "~/paths";
import { ButtonLink } from "../form/button";
import { Notice } from "../layout/notice";
import { Section } from "../layout/section";
import { formatDate } from "../text/format";
import { frenchTypography } from "../text/french";

interface Member {
	readonly id: string;
	readonly name: string;
	readonly mine: boolean;
	/** ISO instant; null: never. */
	readonly signedAt: string | null;
	readonly gap: { readonly reason: string; readonly why?: "team" | "age" } | null;
}

export interface SignedMission {
	readonly asked: boolean;
	readonly obstacle: Exclude<MissionRefusal, "TEAM_TO_REVIEW"> | null;
	readonly members: readonly Member[];
}

export function SignedDeclarations({
	auditId,
	mission: { asked, obstacle, members },
	maySign,
}: {
	auditId: string;
	mission: SignedMission;
	maySign: boolean;
}) {
	if (!asked) return null;
	const mine = members.find((member) => member.mine);
	return (
		<Section
			title="Déclarations d’intérêts"
			ruled
			lead="Chaque membre de l’équipe en signe une pour cet audit. Les liens qu’elle dit ne sont lus que de la personne et de l’équipe nationale."
		>
			<div className="stack">
				{obstacle && (
					<Notice kind="warning" live={false}>
						{frenchTypography(missionRefusals[obstacle])}
					</Notice>
				)}
				<ul>
					{members.map((member) => (
						<li key={member.id}>{frenchTypography(`${member.name} : ${state(member)}`)}</li>
					))}
				</ul>
				{maySign && mine && (
					<p>
						<ButtonLink kind={mine.gap ? "primary" : "quiet"} href={paths.audits.declaration(auditId)}>
							{mine.gap ? "Signer ma déclaration" : "Relire ma déclaration"}
						</ButtonLink>
					</p>
				)}
			</div>
		</Section>
	);
}

function state({ signedAt, gap }: Member): string {
	if (signedAt === null) return "pas encore signée";
	const on = `signée le ${formatDate(signedAt)}`;
	if (gap === null) return on;
	return gap.why === "team"
		? `à signer de nouveau (${on}, avant le dernier changement d’équipe)`
		: `à signer de nouveau (${on}, plus d’un an avant la visite)`;
}
