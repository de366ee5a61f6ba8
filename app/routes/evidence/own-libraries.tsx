/** Where the rail leads: straight to the pieces of one's cooperative, or to the choice among several. */
import { json, type MetaFunction, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { guarded } from "~/auth/guarded.server";
import { EmptyState } from "~/components/layout/empty-state";
import { Link } from "~/components/layout/link";
import { PageHeader } from "~/components/layout/page-header";
import { paths } from "~/paths";
import { listOwnTeams } from "~/services/access/list-own-teams.server";

export const meta: MetaFunction = () => [{ title: "Pièces · Label CAE" }];

export const loader = guarded("self", async ({ useCase }) => {
	const cooperatives = await listOwnTeams(useCase);
	const [only, ...others] = cooperatives;
	return only && others.length === 0 ? redirect(paths.evidence.list(only.id)) : json({ cooperatives });
});

export default function OwnLibraries() {
	const { cooperatives } = useLoaderData<{ cooperatives: readonly { id: string; name: string }[] }>();
	return (
		<div className="page">
			<PageHeader title="Pièces" lead={cooperatives.length > 0 ? "Vous travaillez pour plusieurs CAE." : undefined} />
			{cooperatives.length === 0 ? (
				<EmptyState title="Vous ne faites partie de l’équipe d’aucune CAE." />
			) : (
				<ul className="plain-list stack">
					{cooperatives.map(({ id, name }) => (
						<li key={id}>
							<Link href={paths.evidence.list(id)}>{name}</Link>
						</li>
					))}
				</ul>
			)}
		</div>
	);
}
