/** The home of a signed-in person: for each role, where things stand and what comes next. */
import { json, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { guarded } from "~/auth/guarded.server";
import { Badge } from "~/components/display/badge";
import { KeyFigure, KeyFigures } from "~/components/display/key-figure";
import { StandardVersion } from "~/components/display/standard-version";
import { ButtonLink } from "~/components/form/button";
import { CooperativeHome } from "~/components/home/cooperative-home";
import { EmptyState } from "~/components/layout/empty-state";
import { Link } from "~/components/layout/link";
import { PageHeader } from "~/components/layout/page-header";
import { Section } from "~/components/layout/section";
import { taskLine } from "~/components/plan/task-words";
import { formatCount, formatDate } from "~/components/text/format";
import { auditKindLabels, auditStatusLabels } from "~/messages.fr";
import { paths } from "~/paths";
import { getHome } from "~/services/access/get-home.server";

export const meta: MetaFunction = () => [{ title: "Accueil · Label CAE" }];

export const loader = guarded("self", async ({ useCase, platform }) => {
	const home = await getHome(useCase, platform.root);
	const own = home.own.map(({ tasks, ...cooperative }) => ({
		...cooperative,
		tasks: { total: tasks.total, first: tasks.first.map(taskLine) },
	}));
	return json({ ...home, own });
});

export default function Home() {
	const { name, own, visits, figures, waiting, changes, drafts, publishes } = useLoaderData<typeof loader>();
	return (
		<div className="page-wide">
			<PageHeader title={`Bonjour ${name}`} />
			{own.map((cooperative) => (
				<CooperativeHome key={cooperative.cooperative.id} {...cooperative} />
			))}
			{visits && (
				<Section title="Vos visites" ruled>
					{visits.length === 0 ? (
						<EmptyState title="Aucune visite à venir.">
							<p>L’équipe nationale vous écrira quand un audit vous sera confié.</p>
						</EmptyState>
					) : (
						<ol className="tasks plain-list">
							{visits.map((visit) => (
								<li key={visit.id}>
									<Link href={paths.audits.one(visit.id)}>
										{visit.cooperativeName}, {auditKindLabels[visit.kind].toLowerCase()}
									</Link>
									<span>
										{formatDate(visit.startsOn)} <Badge>{auditStatusLabels[visit.status]}</Badge>
									</span>
								</li>
							))}
						</ol>
					)}
				</Section>
			)}
			{waiting && (
				<Section
					title="Audits à programmer"
					ruled
					lead={formatCount(waiting.total, "auto-évaluation envoyée attend", "auto-évaluations envoyées attendent")}
				>
					<ol className="tasks plain-list">
						{waiting.first.map((assessment) => (
							<li key={assessment.id}>
								<Link href={paths.audits.create(assessment.id)}>{assessment.cooperativeName}</Link>
								<span>{assessment.submittedAt && `envoyée le ${formatDate(assessment.submittedAt)}`}</span>
							</li>
						))}
					</ol>
				</Section>
			)}
			{figures && (
				<Section
					title={`Le label en ${figures.year}`}
					lead={figures.standard && <StandardVersion versions={[figures.standard]} />}
					ruled
				>
					<KeyFigures>
						<KeyFigure value={figures.engaged} unit={`sur ${figures.cooperatives}`} sentence="CAE engagées" />
						<KeyFigure value={figures.new} sentence="nouvelles cette année" />
						<KeyFigure value={figures.labelled} sentence="labellisées" />
						<KeyFigure value={figures.audited} sentence="auditées cette année" />
					</KeyFigures>
					<p className="actions">
						<ButtonLink kind="primary" href={paths.network()}>
							Voir les progrès du réseau
						</ButtonLink>
						<ButtonLink href={paths.audits.list()}>Voir les audits</ButtonLink>
						{publishes && <ButtonLink href={paths.standard.versions()}>Versions du référentiel</ButtonLink>}
					</p>
				</Section>
			)}
			{changes && (
				<Section
					title={`Le référentiel ${changes.version}`}
					ruled
					lead={`Daté du ${formatDate(changes.publishedOn)}, il suit la version ${changes.previous}.`}
				>
					<p className="actions">
						<ButtonLink href={paths.standard.comparison(changes.version)}>Lire ce qui change</ButtonLink>
					</p>
				</Section>
			)}
			{drafts.map(({ version, previous, publishedOn }) => (
				<Section
					key={version}
					title={`Projet de référentiel ${version}`}
					ruled
					lead={`En attente de publication, pas en vigueur. Daté du ${formatDate(publishedOn)}, il suivrait la version ${previous}.`}
				>
					<p className="actions">
						<ButtonLink href={paths.standard.comparison(version)}>Lire ce qui changerait</ButtonLink>
					</p>
				</Section>
			))}
			{own.length === 0 && !visits && !figures && !waiting && (
				<EmptyState title="Aucun rôle ne vous est encore confié.">
					<p>Demandez à la personne responsable de votre CAE, ou à l’équipe nationale, de vous inviter.</p>
				</EmptyState>
			)}
		</div>
	);
}
