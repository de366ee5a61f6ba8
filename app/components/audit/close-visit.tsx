/** Owns the end of a visit: what is left, what closing does, then the act itself. */
import type { AuditKind } from "~/domain/audit/audit";
import { paths } from "~/paths";
import { Link } from "../layout/link";
import { Notice } from "../layout/notice";
import { formatCount } from "../text/format";
import { frenchTypography } from "../text/french";

export interface ClosingState {
	readonly ready: boolean;
	readonly examined: number;
	readonly required: number;
	readonly missing: readonly { readonly id: string; readonly domain: string; readonly title: string }[];
}

export function ClosingGate({ auditId, kind, closing }: { auditId: string; kind: AuditKind; closing: ClosingState }) {
	const { ready, examined, required, missing } = closing;
	if (ready) {
		return (
			<>
				<p>
					{formatCount(examined, "critère a été examiné", "critères ont été examinés")}. La visite terminée, plus aucun
					niveau ni aucune note ne change. La personne responsable de l’audit écrit alors le rapport provisoire ; la CAE
					ne lit rien avant de le recevoir.
				</p>
				{missing.length > 0 && (
					<Notice kind="info" live={false}>
						{formatCount(missing.length, "critère n’a pas été examiné", "critères n’ont pas été examinés")} : les
						niveaux déclarés ne les remplacent pas dans le résultat de l’audit.
					</Notice>
				)}
			</>
		);
	}
	return (
		<>
			<p>
				{kind === "followUp"
					? `Un audit de suivi porte sur ${formatCount(required, "critère", "critères")} au moins : il en reste ${required - examined} à examiner parmi ceux-ci.`
					: `Il reste ${formatCount(missing.length, "critère")} à examiner avant de terminer la visite.`}
			</p>
			<details className="missing-criteria">
				<summary>Voir les critères qui restent</summary>
				<ul>
					{missing.map(({ id, domain, title }) => (
						<li key={id}>
							<Link href={paths.audits.visit(auditId, domain, id)}>{id}</Link> {frenchTypography(title)}
						</li>
					))}
				</ul>
			</details>
		</>
	);
}
