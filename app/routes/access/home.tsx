/** The home of a signed-in person: for each role, where things stand and what comes next. */
import { json, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { guarded } from "~/auth/guarded.server";
import { DomainProgress } from "~/components/assessment/domain-progress";
import { OutcomeSummary } from "~/components/assessment/outcome-summary";
import { Gauge } from "~/components/display/gauge";
import { ButtonLink } from "~/components/form/button";
import { PageHeader } from "~/components/layout/page-header";
import { Section } from "~/components/layout/section";
import { formatCount, formatDate } from "~/components/text/format";
import { paths } from "~/paths";
import { getHome } from "~/services/access/get-home.server";

export const meta: MetaFunction = () => [{ title: "Accueil · Label CAE" }];

export const loader = guarded("self", async ({ useCase }) => json(await getHome(useCase)));

export default function Home() {
	const { name, own } = useLoaderData<typeof loader>();
	return (
		<div className="page">
			<PageHeader title={`Bonjour ${name}`} />
			{own.map(({ cooperative, campaign, overview }) => (
				<Section key={cooperative.id} title={cooperative.name} ruled>
					{overview ? (
						<>
							<p className="lead">
								{overview.header.status === "draft"
									? `Auto-évaluation ${overview.header.year} : ${formatCount(overview.missingCount, "critère reste", "critères restent")} à remplir, à envoyer avant le ${formatDate(overview.header.closesOn)}.`
									: `L’auto-évaluation ${overview.header.year} est envoyée.`}
							</p>
							<Gauge
								variant="filled"
								label="Rempli"
								value={overview.score.answered}
								max={overview.score.applicable}
								text={`${overview.score.answered} sur ${overview.score.applicable}`}
							/>
							<DomainProgress
								assessmentId={overview.header.id}
								domains={overview.domains}
								editable={overview.rights.answer}
							/>
							<OutcomeSummary outcome={overview.outcome.outcome} checks={overview.checks} unanswered={overview.missingCount} />
							<p className="actions">
								<ButtonLink kind="primary" href={paths.assessments.one(overview.header.id)}>
									Ouvrir l’auto-évaluation
								</ButtonLink>
								<ButtonLink href={paths.cooperatives.progress(cooperative.id)}>Voir nos progrès</ButtonLink>
							</p>
						</>
					) : (
						<p>
							{campaign
								? `La campagne ${campaign.year} est ouverte : l’auto-évaluation n’est pas commencée.`
								: "Aucune campagne n’est ouverte aujourd’hui."}{" "}
							<ButtonLink href={paths.assessments.list()}>Auto-évaluations</ButtonLink>
						</p>
					)}
				</Section>
			))}
		</div>
	);
}
