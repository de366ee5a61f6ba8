/** Owns the end of a visit: what is left, what closing does, then the act itself. */
import type { AuditKind } from "~/domain/audit/audit";
import { paths } from "~/paths";
import { Link } from "../layout/link";
import { Notice } from "../layout/notice";
import { formatCount } from "../text/format";
import { frenchTypography } from "../text/french";

interface LeftCriterion {
	readonly id: string;
	readonly domain: string;
	readonly title: string;
}

export interface ClosingState {
	readonly ready: boolean;
	readonly examined: number;
	readonly required: number;
	readonly missing: readonly LeftCriterion[];
	/** Those of the sample: a warning, whether the visit may end or not. */
	readonly sampleLeft: readonly LeftCriterion[];
}

export function ClosingGate({ auditId, kind, closing }: { auditId: string; kind: AuditKind; closing: ClosingState }) {
	const { ready, examined, missing, sampleLeft } = closing;
	return (
		<>
			{ready ? (
				<p>
					{formatCount(examined, "critère a été examiné", "critères ont été examinés")}. La visite terminée, plus aucun
					niveau ni aucune note ne change. La personne responsable de l’audit écrit alors le rapport provisoire ; la CAE
					ne lit rien avant de le recevoir.
				</p>
			) : (
				<WhatIsLeft auditId={auditId} kind={kind} closing={closing} />
			)}
			{ready && sampleLeft.length > 0 && <SampleLeft auditId={auditId} criteria={sampleLeft} />}
			{ready && missing.length > 0 && (
				<Notice kind="info" live={false}>
					{formatCount(missing.length, "critère n’a pas été examiné", "critères n’ont pas été examinés")} : les niveaux
					déclarés ne les remplacent pas dans le résultat de l’audit.
				</Notice>
			)}
		</>
	);
}

function WhatIsLeft({ auditId, kind, closing }: { auditId: string; kind: AuditKind; closing: ClosingState }) {
	const { examined, required, missing, sampleLeft } = closing;
	return (
		<>
			<p>
				{kind === "followUp"
					? `Un audit de suivi porte sur ${formatCount(required, "critère", "critères")} au moins : il en reste ${required - examined} à examiner.`
					: `Il reste ${formatCount(missing.length, "critère")} à examiner avant de terminer la visite.`}
			</p>
			{sampleLeft.length > 0 && (
				<details>
					<summary>{`Voir ce qui reste de l’échantillon : ${formatCount(sampleLeft.length, "critère")}`}</summary>
					<CriterionLinks auditId={auditId} criteria={sampleLeft} />
				</details>
			)}
			<details>
				<summary>{`Voir tout ce qui reste : ${formatCount(missing.length, "critère")}`}</summary>
				<CriterionLinks auditId={auditId} criteria={missing} />
			</details>
		</>
	);
}

/** A warning: the team may end the visit without them, knowing it. */
function SampleLeft({ auditId, criteria }: { auditId: string; criteria: readonly LeftCriterion[] }) {
	const left = formatCount(
		criteria.length,
		"critère de l’échantillon n’est pas examiné",
		"critères de l’échantillon ne sont pas examinés",
	);
	return (
		<Notice kind="warning" live={false} title={left}>
			<p>La visite peut se terminer ainsi. Il ne sera plus temps ensuite de les examiner.</p>
			<CriterionLinks auditId={auditId} criteria={criteria} />
		</Notice>
	);
}

function CriterionLinks({ auditId, criteria }: { auditId: string; criteria: readonly LeftCriterion[] }) {
	return (
		<ul className="criterion-links">
			{criteria.map(({ id, domain, title }) => (
				<li key={id}>
					<Link href={paths.audits.visit(auditId, domain, id)}>{id}</Link> {frenchTypography(title)}
				</li>
			))}
		</ul>
	);
}
