/** Where the rail leads: straight to one's team, or to the choice among several. */
import { json, type MetaFunction, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { guarded } from "~/auth/guarded.server";
import { EmptyState } from "~/components/layout/empty-state";
import { Link } from "~/components/layout/link";
import { PageHeader } from "~/components/layout/page-header";
import { paths } from "~/paths";
import { listOwnTeams } from "~/services/access/list-own-teams.server";

export const meta: MetaFunction = () => [{ title: "Équipe · Label CAE" }];

export const loader = guarded("self", async ({ useCase }) => {
	const teams = await listOwnTeams(useCase);
	const [only, ...others] = teams;
	return only && others.length === 0 ? redirect(paths.cooperatives.team(only.id)) : json({ teams });
});

export default function OwnTeams() {
	const { teams } = useLoaderData<{ teams: readonly { id: string; name: string }[] }>();
	return (
		<div className="page">
			<PageHeader title="Équipe" lead={teams.length > 0 ? "Vous travaillez pour plusieurs CAE." : undefined} />
			{teams.length === 0 ? (
				<EmptyState title="Vous ne faites partie de l’équipe d’aucune CAE." />
			) : (
				<ul className="plain-list stack">
					{teams.map(({ id, name }) => (
						<li key={id}>
							<Link href={paths.cooperatives.team(id)}>{name}</Link>
						</li>
					))}
				</ul>
			)}
		</div>
	);
}
