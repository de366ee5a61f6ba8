/** The page of one cooperative: who it is, what it declared of itself, its campaigns, its audits, its label. */
import { json, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { guarded } from "~/auth/guarded.server";
import { HeadcountTable } from "~/components/cooperative/headcount-table";
import { Badge } from "~/components/display/badge";
import { DataTable } from "~/components/display/data-table";
import { DefinitionList } from "~/components/display/definition-list";
import { ButtonLink } from "~/components/form/button";
import { Link } from "~/components/layout/link";
import { PageHeader } from "~/components/layout/page-header";
import { Section } from "~/components/layout/section";
import { LabelBadge } from "~/components/network/label-badge";
import { formatDate } from "~/components/text/format";
import {
	assessmentStatusLabels,
	auditKindLabels,
	auditModeLabels,
	auditStatusLabels,
	legalFormLabel,
	NOT_KNOWN,
} from "~/messages.fr";
import { paths } from "~/paths";
import { getCooperative } from "~/services/cooperative/get-cooperative.server";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
	{ title: `${data?.cooperative.name ?? "Coopérative"} · Label CAE` },
];

export const loader = guarded("cooperative.read", async ({ params, useCase }) =>
	json(await getCooperative(useCase, params.cooperativeId ?? "")),
);

export default function Identity() {
	const { cooperative, profile, label, campaigns, audits, headcounts, inDirectory, may } =
		useLoaderData<typeof loader>();
	const given = (value: string | null) => value ?? <span className="soft">{NOT_KNOWN}</span>;
	return (
		<div className="page">
			<PageHeader
				breadcrumb={inDirectory ? [{ label: "Coopératives", href: paths.cooperatives.list() }] : []}
				above={
					<>
						{label.known && <LabelBadge state={label.state} known />}
						{cooperative.fictional && <Badge>Données fictives</Badge>}
					</>
				}
				title={cooperative.name}
				lead={labelSentence(label)}
				actions={
					(campaigns.length > 0 || may.edit || may.readTeam) && (
						<>
							{campaigns.length > 0 && (
								<ButtonLink kind="primary" href={paths.cooperatives.progress(cooperative.id)}>
									Voir les progrès
								</ButtonLink>
							)}
							{may.readTeam && <ButtonLink href={paths.cooperatives.team(cooperative.id)}>Voir l’équipe</ButtonLink>}
							{may.readEvidence && <ButtonLink href={paths.evidence.list(cooperative.id)}>Voir les pièces</ButtonLink>}
							{may.edit && <ButtonLink href={paths.cooperatives.edit(cooperative.id)}>Modifier</ButtonLink>}
						</>
					)
				}
			/>
			<Section title="Identité" ruled>
				<DefinitionList
					items={[
						{ term: "Forme", value: given(legalFormLabel(cooperative.legalForm)) },
						{ term: "SIREN", value: given(cooperative.siren) },
						{ term: "Région", value: given(cooperative.region) },
						{ term: "Département", value: given(cooperative.department) },
						{ term: "Association régionale", value: given(cooperative.regionalAssociation) },
						...(cooperative.groupName ? [{ term: "Groupe de CAE", value: cooperative.groupName }] : []),
						{ term: "Filière", value: given(cooperative.mainSector) },
						{
							term: "Membre du réseau depuis",
							value: given(cooperative.memberSince && formatDate(cooperative.memberSince)),
						},
						...(cooperative.memberUntil
							? [{ term: "Membre du réseau jusqu’au", value: formatDate(cooperative.memberUntil) }]
							: []),
						{
							term: "Engagée dans le label depuis",
							value: given(cooperative.enrolledOn && formatDate(cooperative.enrolledOn)),
						},
					]}
				/>
			</Section>
			{profile && (
				<Section title="Profil" lead="Ce qui décide des critères applicables, tel que déclaré en dernier." ruled>
					<DefinitionList
						items={[
							{ term: "Effectif", value: `${profile.headcount} personnes` },
							{ term: "Filières hébergées", value: given(profile.sectors.join(", ") || null) },
							{ term: "Activités", value: profile.activities.join(", ") || "Aucune de celles du référentiel" },
							{ term: "Situations", value: profile.conditions.join(" ; ") || "Aucune de celles du référentiel" },
						]}
					/>
				</Section>
			)}
			{headcounts.length > 0 && (
				<Section title="Effectif par année" ruled>
					<HeadcountTable rows={headcounts} />
				</Section>
			)}
			<Section title="Campagnes" ruled>
				{campaigns.length === 0 ? (
					<p className="soft">Aucune auto-évaluation sur la plateforme.</p>
				) : (
					<DataTable
						caption="Auto-évaluations par campagne"
						captionHidden
						columns={[
							{
								key: "year",
								header: "Campagne",
								rowHeader: true,
								cell: (row) =>
									row.readable ? <Link href={paths.assessments.one(row.assessmentId)}>{row.year}</Link> : row.year,
							},
							{
								key: "status",
								header: "État",
								cell: (row) => (
									<Badge kind={row.status === "submitted" ? "good" : "info"}>
										{assessmentStatusLabels[row.status]}
									</Badge>
								),
							},
							{
								key: "submitted",
								header: "Envoyée le",
								cell: (row) => (row.submittedAt ? formatDate(row.submittedAt) : "–"),
							},
						]}
						rows={campaigns}
						rowKey={(row) => row.assessmentId}
					/>
				)}
			</Section>
			<Section title="Audits" ruled>
				{audits.length === 0 ? (
					<p className="soft">Aucun audit sur la plateforme.</p>
				) : (
					<DataTable
						caption="Audits de la coopérative"
						captionHidden
						stacked
						columns={[
							{
								key: "dates",
								header: "Dates",
								rowHeader: true,
								cell: (row) => <Link href={paths.audits.one(row.id)}>{dates(row.startsOn, row.endsOn)}</Link>,
							},
							{ key: "kind", header: "Audit", cell: (row) => auditKindLabels[row.kind] },
							{ key: "mode", header: "Mode", cell: (row) => auditModeLabels[row.mode] },
							{ key: "status", header: "État", cell: (row) => auditStatusLabels[row.status] },
						]}
						rows={audits}
						rowKey={(row) => row.id}
					/>
				)}
			</Section>
			{may.readHistory && (
				<p className="actions">
					<ButtonLink kind="quiet" href={paths.journal.ofCooperative(cooperative.id)}>
						Historique de la coopérative
					</ButtonLink>
				</p>
			)}
		</div>
	);
}

interface Standing {
	readonly known: boolean;
	readonly state: string;
	readonly decidedOn: string | null;
	readonly validUntil: string | null;
}

function labelSentence({ known, state, decidedOn, validUntil }: Standing): string {
	if (!known) return `Statut du label : ${NOT_KNOWN}.`;
	if (state === "none" || !decidedOn) return "Statut du label : pas encore de décision.";
	const decided = `Décision du ${formatDate(decidedOn)}`;
	if (!validUntil) return `${decided}.`;
	return state === "expired"
		? `${decided} ; label échu le ${formatDate(validUntil)}.`
		: `${decided}, label valable jusqu’au ${formatDate(validUntil)}.`;
}

function dates(startsOn: string, endsOn: string): string {
	return startsOn === endsOn ? formatDate(startsOn) : `Du ${formatDate(startsOn)} au ${formatDate(endsOn)}`;
}
