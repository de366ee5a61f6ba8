/** One cooperative's progress, for itself and for those who follow the network. */
import { json, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { guarded } from "~/auth/guarded.server";
import { FigureSource } from "~/components/chart/figure-source";
import { Badge } from "~/components/display/badge";
import { StandardVersion, versionsText } from "~/components/display/standard-version";
import { ButtonLink } from "~/components/form/button";
import { EmptyState } from "~/components/layout/empty-state";
import { Link } from "~/components/layout/link";
import { PageHeader } from "~/components/layout/page-header";
import { Section } from "~/components/layout/section";
import { AuditedProgress } from "~/components/network/audited-progress";
import { CooperativeRadar } from "~/components/network/cooperative-radar";
import { CooperativeTrend } from "~/components/network/cooperative-trend";
import { DomainFiguresTable } from "~/components/network/domain-figures-table";
import { DraftFigures } from "~/components/network/draft-figures";
import { StageFigures } from "~/components/network/stage-figures";
import { paths } from "~/paths";
import { getCooperativeProgress } from "~/services/network/get-cooperative-progress.server";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
	{ title: `Progrès · ${data?.cooperative.name ?? ""} · Label CAE` },
];

export const loader = guarded("progress.read", async ({ params, url, useCase }) => {
	const asked = url.searchParams.get("annee");
	const year = asked && /^\d{4}$/.test(asked) ? Number(asked) : undefined;
	return json(await getCooperativeProgress(useCase, params.cooperativeId ?? "", year));
});

export default function CooperativeProgress() {
	const { cooperative, own, years, year, version, domains, figures, network, trends, radar, draft } =
		useLoaderData<typeof loader>();
	const shared = { voice: own ? ("own" as const) : ("other" as const), domains, figures, network };
	return (
		<FigureSource.Provider value={version ? versionsText([version]) : ""}>
			<div className="page page-wide network-page">
				<PageHeader
					breadcrumb={[{ label: cooperative.name, href: paths.cooperatives.one(cooperative.id) }]}
					above={
						<>
							{cooperative.fictional && <Badge>Données fictives</Badge>}
							{year !== null && version && <StandardVersion versions={[version]} />}
						</>
					}
					title={own ? "Vos progrès" : `Progrès de ${cooperative.name}`}
					lead={
						own
							? "Vos résultats d’une campagne à l’autre. La comparaison avec le réseau est anonyme."
							: "Résultats des auto-évaluations envoyées et des audits clos. Un brouillon n’apparaît jamais ici."
					}
				/>
				{years.length > 1 && (
					<nav className="tabs" aria-label="Année">
						<ul>
							{years.map((one) => (
								<li key={one}>
									<Link
										href={paths.cooperatives.progress(cooperative.id, one)}
										aria-current={one === year ? "page" : undefined}
									>
										{one}
									</Link>
								</li>
							))}
						</ul>
					</nav>
				)}
				{draft && (
					<Section
						title={`Votre brouillon ${draft.year}`}
						lead={
							<>
								Chiffres indicatifs, calculés sur vos réponses du moment. Votre CAE est seule à les voir.{" "}
								<StandardVersion versions={[draft.version]} />
							</>
						}
						ruled
					>
						<DraftFigures draft={draft} />
					</Section>
				)}
				{year === null ? (
					<NothingSent own={own} drafting={draft !== null} cooperativeId={cooperative.id} />
				) : (
					<>
						<Section title={`Ce que ${own ? "vous avez" : "la CAE a"} déclaré en ${year}`} ruled>
							<div className="stack-wide">
								<div className="figures-beside">
									<CooperativeRadar {...shared} year={year} stage="declared" basis={radar} />
									<StageFigures {...shared} year={year} stage="declared" />
								</div>
								<DomainFiguresTable
									{...shared}
									caption={`Conformité et maturité déclarées, ${year}`}
									captionNote="Conformité : obligations remplies, pondérées ; elle décide du label. « Réseau » : médiane de la même année, dès 5 CAE."
									year={year}
									stage="declared"
								/>
							</div>
						</Section>
						<Section title={`Ce que l’audit a retenu en ${year}`} ruled>
							<AuditedProgress {...shared} year={year} basis={trends.audited} />
						</Section>
						<Section
							title="D’une campagne à l’autre"
							lead={years.length === 1 ? "Première campagne : la suivante montrera le chemin parcouru." : undefined}
							ruled
						>
							<div className="figures-beside">
								<CooperativeTrend {...shared} stage="declared" measure="conformity" basis={trends.declared} />
								<CooperativeTrend {...shared} stage="declared" measure="maturity" basis={trends.declared} />
							</div>
						</Section>
					</>
				)}
			</div>
		</FigureSource.Provider>
	);
}

function NothingSent({ own, drafting, cooperativeId }: { own: boolean; drafting: boolean; cooperativeId: string }) {
	if (!own) {
		return (
			<EmptyState title="Aucune auto-évaluation envoyée">
				<p>Les progrès de cette CAE se liront ici après l’envoi de sa première auto-évaluation.</p>
			</EmptyState>
		);
	}
	return (
		<EmptyState
			title="Votre premier point de repère"
			action={
				!drafting && <ButtonLink href={paths.cooperatives.one(cooperativeId)}>Voir la fiche de votre CAE</ButtonLink>
			}
		>
			<p>
				Dès l’envoi de votre première auto-évaluation, cette page montrera vos cinq domaines, vos points solides et la
				médiane du réseau. Les années suivantes s’y ajouteront.
			</p>
		</EmptyState>
	);
}
