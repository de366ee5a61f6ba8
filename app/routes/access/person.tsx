/** One person of the network: who they are, what they hold and held, their accreditation, their account. */
import { json, type MetaFunction } from "@remix-run/node";
import { useLoaderData, useSearchParams } from "@remix-run/react";
import { guarded } from "~/auth/guarded.server";
import { domainWords } from "~/components/access/domain-codes";
import { mandateStateLabels, personDone } from "~/components/access/people-words";
import { roleDates } from "~/components/access/role-dates";
import { formatVisitDates } from "~/components/audit/visit-dates";
import { Badge, type BadgeKind } from "~/components/display/badge";
import { DataTable } from "~/components/display/data-table";
import { DefinitionList } from "~/components/display/definition-list";
import { ButtonLink } from "~/components/form/button";
import { EmptyState } from "~/components/layout/empty-state";
import { Link } from "~/components/layout/link";
import { Notice } from "~/components/layout/notice";
import { PageHeader } from "~/components/layout/page-header";
import { Section } from "~/components/layout/section";
import { formatCount, formatDate } from "~/components/text/format";
import { frenchTypography } from "~/components/text/french";
import type { MandateState } from "~/domain/access/mandate";
import { auditKindLabels, NOT_KNOWN, roleLabels } from "~/messages.fr";
import { paths } from "~/paths";
import { getPerson } from "~/services/access/get-person.server";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
	{ title: `${data?.name ?? "Personne"} · Personnes · Label CAE` },
];

export const loader = guarded("person.read", async ({ params, useCase }) =>
	json(await getPerson(useCase, params.userId ?? "")),
);

type Person = ReturnType<typeof useLoaderData<typeof loader>>;

const STATE_KINDS: Readonly<Record<MandateState, BadgeKind>> = { current: "good", upcoming: "info", ended: "neutral" };

export default function PersonPage() {
	const person = useLoaderData<typeof loader>();
	const done = personDone(useSearchParams()[0].get("fait"));
	const current = person.roles.filter(({ state }) => state === "current");
	return (
		<div className="page">
			<PageHeader
				breadcrumb={[{ label: "Personnes", href: paths.persons.list() }]}
				above={
					person.closedAt ? (
						<Badge kind="warning">{person.erasedAt ? "Personne effacée" : "Compte fermé"}</Badge>
					) : undefined
				}
				title={person.name}
				lead={current.length > 0 ? current.map(({ role }) => roleLabels[role]).join(", ") : "Aucun rôle aujourd’hui."}
				actions={person.may.grant && <ButtonLink href={paths.persons.grant(person.id)}>Confier un rôle</ButtonLink>}
			/>
			{done && <Notice kind="success">{done}</Notice>}
			<Roles person={person} />
			<Accreditation person={person} />
			<Section title="Compte" ruled>
				<div className="stack">
					<DefinitionList
						items={[
							{ term: "Adresse e-mail", value: person.erasedAt ? "effacée" : person.email },
							{ term: "Compte créé le", value: formatDate(person.createdAt) },
							{
								term: "Dernière utilisation",
								value: person.lastUsedOn ? formatDate(person.lastUsedOn) : "jamais",
							},
							{ term: "Second facteur", value: person.hasSecondFactor ? "En place" : "Aucun" },
							{
								term: "État",
								value: person.closedAt ? `Fermé depuis le ${formatDate(person.closedAt)}` : "Ouvert",
							},
						]}
					/>
					{(person.may.rename || person.may.close) && (
						<p>
							<ButtonLink href={paths.persons.account(person.id)}>
								Corriger le nom, fermer ou rouvrir le compte
							</ButtonLink>
						</p>
					)}
					<p>
						<Link href={paths.journal.ofPerson(person.id)}>Historique du compte</Link>
					</p>
					{person.may.erase && (
						<p>
							<Link href={paths.persons.erase(person.id)}>Effacer cette personne</Link>
						</p>
					)}
				</div>
			</Section>
		</div>
	);
}

function Roles({ person }: { person: Person }) {
	return (
		<Section title="Rôles" ruled lead="Un rôle vaut du premier au dernier jour, tous deux comptés.">
			<DataTable
				caption="Rôles tenus, à venir et passés"
				captionHidden
				stacked
				empty={
					<EmptyState title="Cette personne n’a jamais eu de rôle.">
						<p>Sans rôle, un compte n’ouvre que ses propres réglages.</p>
					</EmptyState>
				}
				columns={[
					{
						key: "role",
						header: "Rôle",
						rowHeader: true,
						cell: (row) => (
							<div>
								{roleLabels[row.role]}
								{row.cooperativeName && <div className="small soft">{row.cooperativeName}</div>}
								{row.role === "contributor" && (
									<div className="small soft">{frenchTypography(`Répond à : ${domainWords(row.domains)}`)}</div>
								)}
							</div>
						),
					},
					{ key: "dates", header: "Dates", cell: (row) => roleDates(row) },
					{
						key: "state",
						header: "État",
						cell: (row) => <Badge kind={STATE_KINDS[row.state]}>{mandateStateLabels[row.state]}</Badge>,
					},
					{
						key: "do",
						header: "Faire",
						cell: (row) =>
							row.mayEnd && row.state !== "ended" ? (
								<Link
									href={paths.persons.role(person.id, row.grantId)}
									aria-label={`Modifier ou retirer le rôle : ${roleLabels[row.role]}`}
								>
									Modifier ou retirer
								</Link>
							) : (
								"–"
							),
					},
				]}
				rows={person.roles}
				rowKey={(row) => row.grantId}
			/>
		</Section>
	);
}

function Accreditation({ person }: { person: Person }) {
	const { accreditation, openAudits, may } = person;
	const isAuditor = person.roles.some(({ role, state }) => role === "auditor" && state !== "ended");
	if (!accreditation && !isAuditor) return null;
	return (
		<Section title="Habilitation d’auditeur" ruled>
			<div className="stack">
				{accreditation ? (
					<DefinitionList
						items={[
							{
								term: "Habilitation",
								value: (
									<span className="row">
										{roleDates({ startsOn: accreditation.accreditedFrom, endsOn: accreditation.accreditedUntil })}
										<Badge kind={STATE_KINDS[accreditation.state]}>{mandateStateLabels[accreditation.state]}</Badge>
									</span>
								),
							},
							{ term: "CAE d’origine", value: accreditation.homeName ?? "Tiers indépendant" },
							...(accreditation.formerName
								? [
										{
											term: "CAE quittée",
											value: `${accreditation.formerName}, ${accreditation.leftOn ? `le ${formatDate(accreditation.leftOn)}` : `jour ${NOT_KNOWN}`}`,
										},
									]
								: []),
							{ term: "Audits ouverts", value: formatCount(openAudits.count, "audit") },
						]}
					/>
				) : (
					<Notice kind="warning" live={false}>
						Sans habilitation, cette personne ne peut être placée sur aucune visite.
					</Notice>
				)}
				{openAudits.list.length > 0 && (
					<ul>
						{openAudits.list.map((audit) => (
							<li key={audit.id}>
								<Link href={paths.audits.one(audit.id)}>
									{frenchTypography(`${auditKindLabels[audit.kind]} : ${audit.cooperativeName}`)}
								</Link>
								, visite {formatVisitDates(audit)}
							</li>
						))}
					</ul>
				)}
				{may.accredit && (
					<p>
						<ButtonLink href={paths.persons.accreditation(person.id)}>
							{accreditation ? "Modifier l’habilitation" : "Habiliter cette personne"}
						</ButtonLink>
					</p>
				)}
			</div>
		</Section>
	);
}
