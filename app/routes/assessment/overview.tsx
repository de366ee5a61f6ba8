/** The first page of an assessment: where it stands, domain by domain, and what comes next. */
import { json, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { guarded } from "~/auth/guarded.server";
import { assessmentCrumbs } from "~/components/assessment/assessment-crumbs";
import { CriterionIndex } from "~/components/assessment/criterion-index";
import { DomainProgress } from "~/components/assessment/domain-progress";
import { HowToAnswer } from "~/components/assessment/how-to-answer";
import { NewerVersionNotice } from "~/components/assessment/newer-version-notice";
import { OutcomeSummary } from "~/components/assessment/outcome-summary";
import { OwnDomains } from "~/components/assessment/own-domains";
import { PathToLabel } from "~/components/assessment/path-to-label";
import { ResumeLink } from "~/components/assessment/resume-link";
import { ReturnNotice } from "~/components/assessment/return-notice";
import { signatureWords } from "~/components/assessment/signature-words";
import { ToConfirmLinks } from "~/components/assessment/to-confirm-links";
import { Badge } from "~/components/display/badge";
import { Gauge } from "~/components/display/gauge";
import { StandardVersion } from "~/components/display/standard-version";
import { ButtonLink } from "~/components/form/button";
import { Link } from "~/components/layout/link";
import { Notice } from "~/components/layout/notice";
import { PageHeader } from "~/components/layout/page-header";
import { Section } from "~/components/layout/section";
import { formatCount, formatDate } from "~/components/text/format";
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
	const { header, submission, rights, newerVersion, criteriaCount, howTo, index, ...standing } =
		useLoaderData<typeof loader>();
	const { score, outcome, checks, missingCount, proposedIn, path, domains } = standing;
	const open = header.status !== "submitted";
	return (
		<div className="page">
			<PageHeader
				breadcrumb={assessmentCrumbs(header).slice(0, 1)}
				above={
					<>
						<Badge kind={header.returned ? "warning" : open ? "info" : "good"}>
							{assessmentStatusLabels[header.status]}
						</Badge>
						{header.cooperative.fictional && <Badge>Données fictives</Badge>}
						<StandardVersion versions={[header.standard]} />
					</>
				}
				title={`${header.cooperative.name}, auto-évaluation ${header.year}`}
				lead={
					open
						? `${formatCount(score.applicable, "critère applicable", "critères applicables")} sur ${criteriaCount}. ${header.returned ? "À corriger, puis à signer et envoyer de nouveau." : `À envoyer au plus tard le ${formatDate(header.closesOn)}.`}`
						: `Envoyée le ${submission ? formatDate(submission.at) : ""}.`
				}
				actions={
					rights.submit && (
						<ButtonLink
							kind={missingCount === 0 ? "primary" : "secondary"}
							href={paths.assessments.submission(header.id)}
						>
							{missingCount === 0 ? "Relire, signer et envoyer" : `Voir ce qui manque (${missingCount})`}
						</ButtonLink>
					)
				}
			/>
			<ReturnNotice header={header} />
			{newerVersion && <NewerVersionNotice assessmentId={header.id} version={newerVersion} />}
			{submission && (
				<Notice kind="success" live={false} title="Réponses figées">
					<p>
						Signée {signatureWords(submission)}. Empreinte&nbsp;:{" "}
						<code className="fingerprint">{submission.contentHash}</code>
					</p>
					{submission.asked && <p>La CAE demande à la rouvrir&nbsp;: l’équipe nationale doit répondre.</p>}
					<p className="actions">
						{rights.return && <Link href={paths.assessments.return(header.id)}>Renvoyer ou rouvrir</Link>}
						{rights.askReopening && (
							<Link href={paths.assessments.reopening(header.id)}>
								{submission.asked ? "Voir la demande de réouverture" : "Demander la réouverture"}
							</Link>
						)}
						{rights.askReopening && <Link href={paths.assessments.audit(header.id)}>Demander l’audit</Link>}
						{rights.sendings && <Link href={paths.assessments.sendings(header.id)}>Voir les envois</Link>}
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
				{open && <ToConfirmLinks assessmentId={header.id} proposedIn={proposedIn} />}
				{rights.answer && <ResumeLink assessmentId={header.id} />}
				{rights.answer && <OwnDomains assessmentId={header.id} domains={domains} />}
				<DomainProgress assessmentId={header.id} domains={domains} />
			</Section>
			<Section title="Au regard des règles du label" ruled>
				<OutcomeSummary outcome={outcome.outcome} checks={checks} unanswered={missingCount} />
			</Section>
			{path && path.length > 0 && <PathToLabel assessmentId={header.id} raises={path} plans={rights.version} />}
			<CriterionIndex assessmentId={header.id} domains={index} />
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
					<ButtonLink kind="quiet" href={paths.assessments.simulation(header.id)}>
						Simuler d’autres niveaux
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
