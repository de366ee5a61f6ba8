/** The first page of an assessment: where it stands, domain by domain, and what comes next. */
import { json, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { guarded } from "~/auth/guarded.server";
import { assessmentCrumbs } from "~/components/assessment/assessment-crumbs";
import { DomainProgress } from "~/components/assessment/domain-progress";
import { HowToAnswer } from "~/components/assessment/how-to-answer";
import { NewerVersionNotice } from "~/components/assessment/newer-version-notice";
import { OutcomeSummary } from "~/components/assessment/outcome-summary";
import { OwnDomains } from "~/components/assessment/own-domains";
import { PathToLabel } from "~/components/assessment/path-to-label";
import { ResumeLink } from "~/components/assessment/resume-link";
import { ToConfirmLinks } from "~/components/assessment/to-confirm-links";
import { Badge } from "~/components/display/badge";
import { Gauge } from "~/components/display/gauge";
import { StandardVersion } from "~/components/display/standard-version";
import { ButtonLink } from "~/components/form/button";
import { Notice } from "~/components/layout/notice";
import { PageHeader } from "~/components/layout/page-header";
import { Section } from "~/components/layout/section";
import { formatCount, formatDate, formatDateTime } from "~/components/text/format";
import { assessmentStatusLabels } from "~/messages.fr";
import { paths } from "~/paths";
import { findNewerVersion } from "~/services/assessment/find-newer-version.server";
import { getOverview } from "~/services/assessment/get-overview.server";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
	{ title: `Auto-évaluation ${data?.header.year ?? ""} · ${data?.header.cooperative.name ?? ""} · Label CAE` },
];

export const loader = guarded("assessment.read", async ({ params, useCase }) => {
	const overview = await getOverview(useCase, params.assessmentId ?? "");
	return json({ ...overview, newerVersion: await findNewerVersion(useCase.db, overview.header.id) });
});

export default function Overview() {
	const { header, submission, rights, newerVersion, criteriaCount, howTo, ...standing } =
		useLoaderData<typeof loader>();
	const { score, outcome, checks, missingCount, proposedIn, path, domains } = standing;
	const draft = header.status === "draft";
	return (
		<div className="page">
			<PageHeader
				breadcrumb={assessmentCrumbs(header).slice(0, 1)}
				above={
					<>
						<Badge kind={draft ? "info" : "good"}>{assessmentStatusLabels[header.status]}</Badge>
						{header.cooperative.fictional && <Badge>Données fictives</Badge>}
						<StandardVersion versions={[header.standard]} />
					</>
				}
				title={`${header.cooperative.name}, auto-évaluation ${header.year}`}
				lead={
					draft
						? `${formatCount(score.applicable, "critère applicable", "critères applicables")} sur ${criteriaCount}. À envoyer au plus tard le ${formatDate(header.closesOn)}.`
						: `Envoyée le ${submission ? formatDate(submission.at) : ""}${submission?.by ? ` par ${submission.by}` : ""}.`
				}
				actions={
					rights.submit && (
						<ButtonLink
							kind={missingCount === 0 ? "primary" : "secondary"}
							href={paths.assessments.submission(header.id)}
						>
							{missingCount === 0 ? "Relire et envoyer" : `Voir ce qui manque (${missingCount})`}
						</ButtonLink>
					)
				}
			/>
			{newerVersion && <NewerVersionNotice assessmentId={header.id} version={newerVersion} />}
			{submission && (
				<Notice kind="success" live={false} title="Réponses figées">
					<p>
						Ce qui a été envoyé le {formatDateTime(submission.at)} ne change plus. Empreinte :{" "}
						<code className="fingerprint">{submission.contentHash}</code>
					</p>
				</Notice>
			)}
			<Section title="Où nous en sommes" ruled>
				<div className="gauge-pair">
					<Gauge
						variant="filled"
						label="Rempli"
						value={score.answered}
						max={score.applicable}
						text={`${score.answered} sur ${score.applicable}`}
					/>
					<Gauge
						variant="conform"
						label="Obligatoires conformes, selon vous"
						value={score.conformity.num}
						max={score.conformity.den}
						goal={score.conformity.den}
					/>
				</div>
				{draft && <ToConfirmLinks assessmentId={header.id} proposedIn={proposedIn} />}
				{rights.answer && <ResumeLink assessmentId={header.id} />}
				{rights.answer && <OwnDomains assessmentId={header.id} domains={domains} />}
				<DomainProgress assessmentId={header.id} domains={domains} />
			</Section>
			<Section title="Au regard des règles du label" ruled>
				<OutcomeSummary outcome={outcome.outcome} checks={checks} unanswered={missingCount} />
			</Section>
			{path && path.length > 0 && <PathToLabel assessmentId={header.id} raises={path} />}
			<HowToAnswer {...howTo} />
			<p className="actions">
				<ButtonLink kind="quiet" href={paths.assessments.profile(header.id)}>
					Profil de la CAE et critères applicables
				</ButtonLink>
				<ButtonLink kind="quiet" href={paths.assessments.report(header.id)} download>
					Rapport (PDF)
				</ButtonLink>
				<ButtonLink kind="quiet" href={paths.assessments.import(header.id)}>
					{rights.answer ? "Remplir dans un tableur, exporter" : "Exporter"}
				</ButtonLink>
				{rights.version && (
					<ButtonLink kind="quiet" href={paths.assessments.plan(header.id)}>
						Plan de l’année : qui fait quoi
					</ButtonLink>
				)}
				{rights.version && (
					<ButtonLink kind="quiet" href={paths.assessments.version(header.id)}>
						Version du référentiel
					</ButtonLink>
				)}
				{rights.version && (
					<ButtonLink kind="quiet" href={paths.evidence.list(header.cooperative.id)}>
						Pièces de la CAE
					</ButtonLink>
				)}
				<ButtonLink kind="quiet" href={paths.assessments.archive(header.id)} download>
					Télécharger les pièces jointes (ZIP)
				</ButtonLink>
				<ButtonLink kind="quiet" href={paths.cooperatives.progress(header.cooperative.id)}>
					Progrès d’une année à l’autre
				</ButtonLink>
				{rights.history && (
					<ButtonLink kind="quiet" href={paths.journal.ofAssessment(header.id)}>
						Historique
					</ButtonLink>
				)}
			</p>
		</div>
	);
}
