/** The team of a cooperative: who does what, and the invitations under way. */
import { json, type MetaFunction, redirect } from "@remix-run/node";
import { useActionData, useLoaderData, useSearchParams } from "@remix-run/react";
import { guarded } from "~/auth/guarded.server";
import { DomainCodes } from "~/components/access/domain-codes";
import { PendingInvitations } from "~/components/access/pending-invitations";
import { mandateStateLabels, teamDone } from "~/components/access/people-words";
import { Badge } from "~/components/display/badge";
import { DataTable } from "~/components/display/data-table";
import { ButtonLink } from "~/components/form/button";
import { EmptyState } from "~/components/layout/empty-state";
import { Link } from "~/components/layout/link";
import { Notice } from "~/components/layout/notice";
import { PageHeader } from "~/components/layout/page-header";
import { Section } from "~/components/layout/section";
import { formatCount, formatDate } from "~/components/text/format";
import { roleLabels } from "~/messages.fr";
import { paths } from "~/paths";
import { answerInvitation } from "~/routes/access/invitation-input";
import { getTeam } from "~/services/access/get-team.server";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
	{ title: `Équipe · ${data?.cooperative.name ?? "Coopérative"} · Label CAE` },
];

export const loader = guarded("team.read", async ({ params, useCase }) =>
	json(await getTeam(useCase, params.cooperativeId ?? "")),
);

/** Invitations under way, sent again or taken back. */
export const action = guarded("role.grant", async ({ request, params, useCase, platform }) => {
	const answered = await answerInvitation(useCase, platform.secrets, await request.formData());
	if ("done" in answered) return redirect(paths.cooperatives.team(params.cooperativeId ?? "", answered.done));
	return json(answered, { status: 422 });
});

export default function Team() {
	const { cooperative, members, manages, invitations } = useLoaderData<typeof loader>();
	const outcome = useActionData<typeof action>();
	const done = teamDone(useSearchParams()[0].get("fait"));
	return (
		<div className="page page-wide">
			<PageHeader
				breadcrumb={[{ label: cooperative.name, href: paths.cooperatives.one(cooperative.id) }]}
				title="Équipe"
				lead={`${formatCount(members.length, "personne travaille", "personnes travaillent")} à l’auto-évaluation de ${cooperative.name}.`}
				actions={
					manages && (
						<ButtonLink kind="primary" href={paths.cooperatives.invite(cooperative.id)}>
							Inviter une personne
						</ButtonLink>
					)
				}
			/>
			{outcome && "error" in outcome && <Notice kind="error">{outcome.error}</Notice>}
			{done && !outcome && <Notice kind="success">{done}</Notice>}
			<Section title="Qui fait quoi" ruled>
				<DataTable
					caption="Personnes de l’équipe"
					captionHidden
					stacked
					empty={
						<EmptyState title="Personne ne travaille encore pour cette CAE.">
							{manages && <p>Invitez d’abord une personne responsable : elle invitera le reste de l’équipe.</p>}
						</EmptyState>
					}
					columns={[
						{
							key: "name",
							header: "Personne",
							rowHeader: true,
							cell: (row) => (
								<div>
									{manages ? (
										<Link href={paths.cooperatives.member(cooperative.id, row.grantId)}>{row.name}</Link>
									) : (
										row.name
									)}
									{row.isSelf && <span className="soft"> (vous)</span>}
									{row.email && <div className="small soft">{row.email}</div>}
								</div>
							),
						},
						{
							key: "role",
							header: "Rôle",
							cell: (row) => (
								<span className="row">
									{roleLabels[row.role]}
									{row.state === "upcoming" && <Badge kind="info">{mandateStateLabels.upcoming}</Badge>}
									{row.closed && <Badge kind="warning">Compte fermé</Badge>}
								</span>
							),
						},
						{
							key: "domains",
							header: "Répond à",
							cell: (row) => <DomainCodes domains={row.role === "manager" ? null : row.domains} />,
						},
						{
							key: "since",
							header: "Depuis",
							cell: (row) => (
								<div>
									{formatDate(row.since)}
									{row.endsOn && <div className="small soft">jusqu’au {formatDate(row.endsOn)}</div>}
								</div>
							),
						},
						...(manages
							? [
									{
										key: "lastUsed",
										header: "Dernière utilisation",
										cell: (row: (typeof members)[number]) =>
											row.lastUsedOn ? formatDate(row.lastUsedOn) : <span className="soft">jamais</span>,
									},
								]
							: []),
					]}
					rows={members}
					rowKey={(row) => row.grantId}
				/>
			</Section>
			{manages && (
				<Section title="Invitations en cours" ruled>
					{invitations.length === 0 ? (
						<p className="soft">Aucune invitation n’attend de réponse.</p>
					) : (
						<PendingInvitations invitations={invitations} />
					)}
				</Section>
			)}
		</div>
	);
}
