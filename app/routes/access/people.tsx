/** The people of the network: search, filters, fifty per page, and the invitations to roles held for the whole network. */
import { json, type MetaFunction, redirect } from "@remix-run/node";
import { Form, useActionData, useLoaderData, useSearchParams } from "@remix-run/react";
import { guarded } from "~/auth/guarded.server";
import { PendingInvitations } from "~/components/access/pending-invitations";
import { mandateStateLabels, personDone, teamDone } from "~/components/access/people-words";
import { Badge } from "~/components/display/badge";
import { DataTable } from "~/components/display/data-table";
import { Pagination } from "~/components/display/pagination";
import { Button, ButtonLink } from "~/components/form/button";
import { SelectField } from "~/components/form/select-field";
import { TextField } from "~/components/form/text-field";
import { EmptyState } from "~/components/layout/empty-state";
import { Link } from "~/components/layout/link";
import { Notice } from "~/components/layout/notice";
import { PageHeader } from "~/components/layout/page-header";
import { Section } from "~/components/layout/section";
import { formatCount } from "~/components/text/format";
import { ROLES } from "~/domain/access/roles";
import { roleLabels } from "~/messages.fr";
import { paths } from "~/paths";
import { answerInvitation } from "~/routes/access/invitation-input";
import { pendingInvitations } from "~/services/access/get-team.server";
import { listPersons } from "~/services/access/list-persons.server";

export const meta: MetaFunction = () => [{ title: "Personnes · Label CAE" }];

export const loader = guarded("person.list", async ({ url, useCase }) => {
	const asked = (key: string) => url.searchParams.get(key) || undefined;
	const list = await listPersons(useCase, {
		search: asked("recherche"),
		role: asked("role"),
		cooperative: asked("cae"),
		page: asked("page"),
	});
	return json({ ...list, invitations: await pendingInvitations(useCase, null) });
});

/** Invitations under way, sent again or taken back. */
export const action = guarded("role.grant", async ({ request, useCase, platform }) => {
	const answered = await answerInvitation(useCase, platform.secrets, await request.formData());
	return "done" in answered ? redirect(paths.persons.list({ fait: answered.done })) : json(answered, { status: 422 });
});

export default function People() {
	const { query, rows, total, first, pages, withoutRole, invitations } = useLoaderData<typeof loader>();
	const outcome = useActionData<typeof action>();
	const code = useSearchParams()[0].get("fait");
	const done = personDone(code) ?? teamDone(code);
	const narrowed = query.search !== "" || query.role !== undefined || query.cooperative !== "";
	const pageHref = (page: number) =>
		paths.persons.list({ recherche: query.search, role: query.role, cae: query.cooperative, page });
	return (
		<div className="page page-wide">
			<PageHeader
				title="Personnes"
				lead={`${formatCount(total, "personne", "personnes")} ${narrowed ? "pour cette recherche" : "sur la plateforme"}.`}
				actions={
					<ButtonLink kind="primary" href={paths.persons.invite()}>
						Inviter une personne
					</ButtonLink>
				}
			/>
			{outcome && "error" in outcome && <Notice kind="error">{outcome.error}</Notice>}
			{done && !outcome && <Notice kind="success">{done}</Notice>}
			<Form method="get" action={paths.persons.list()} role="search" className="filters" key={JSON.stringify(query)}>
				<TextField label="Nom ou adresse" name="recherche" type="search" defaultValue={query.search} />
				<SelectField
					label="Rôle aujourd’hui"
					name="role"
					defaultValue={query.role ?? ""}
					placeholder="Tous"
					options={[
						...ROLES.map((role) => ({ value: role, label: roleLabels[role] })),
						{ value: withoutRole, label: "Aucun rôle" },
					]}
				/>
				<TextField label="CAE" name="cae" type="search" defaultValue={query.cooperative} />
				<div>
					<Button>Chercher</Button>
				</div>
			</Form>
			<div>
				<DataTable
					caption="Personnes de la plateforme"
					captionHidden
					stacked
					empty={
						<EmptyState
							title="Personne ne correspond"
							action={<ButtonLink href={paths.persons.list()}>Voir toutes les personnes</ButtonLink>}
						>
							<p>Vérifiez l’orthographe, ou retirez un filtre.</p>
						</EmptyState>
					}
					columns={[
						{
							key: "name",
							header: "Personne",
							rowHeader: true,
							cell: (row) => (
								<div>
									<Link href={paths.persons.one(row.id)}>{row.name}</Link>
									<div className="small soft">{row.email}</div>
								</div>
							),
						},
						{
							key: "roles",
							header: "Rôles",
							cell: (row) =>
								row.roles.length === 0 ? (
									<span className="soft">Aucun rôle</span>
								) : (
									<ul className="plain-list">
										{row.roles.map((one) => (
											<li key={`${one.role} ${one.cooperativeName} ${one.startsOn}`}>
												{roleLabels[one.role]}
												{one.cooperativeName && <span className="soft"> · {one.cooperativeName}</span>}
												{one.state === "upcoming" && <Badge kind="info">{mandateStateLabels.upcoming}</Badge>}
											</li>
										))}
									</ul>
								),
						},
						{
							key: "account",
							header: "Compte",
							cell: (row) => (row.closed ? <Badge kind="warning">Fermé</Badge> : "Ouvert"),
						},
					]}
					rows={rows}
					rowKey={(row) => row.id}
				/>
				{pages > 1 && (
					<Pagination
						status={`Personnes ${first} à ${first + rows.length - 1} sur ${total}`}
						previousHref={query.page > 1 ? pageHref(query.page - 1) : undefined}
						nextHref={query.page < pages ? pageHref(query.page + 1) : undefined}
					/>
				)}
			</div>
			{invitations.length > 0 && (
				<Section
					title="Invitations en cours"
					ruled
					lead="Aux rôles tenus pour tout le réseau. Celles d’une CAE sont sur la page de son équipe."
				>
					<PendingInvitations invitations={invitations} />
				</Section>
			)}
		</div>
	);
}
