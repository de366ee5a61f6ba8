/** The history of a person's account: its roles, its factors, its sessions. */
import { json, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { guarded } from "~/auth/guarded.server";
import { ButtonLink } from "~/components/form/button";
import { JournalList } from "~/components/journal/journal-list";
import { journalLine } from "~/components/journal/journal-words";
import { PageHeader } from "~/components/layout/page-header";
import { paths } from "~/paths";
import { getPersonHistory } from "~/services/journal/get-history.server";
import { pageAsked } from "./page-asked";

export const meta: MetaFunction = () => [{ title: "Historique d’un compte · Label CAE" }];

export const loader = guarded("person.history", async ({ params, url, useCase }) => {
	const { person, history } = await getPersonHistory(useCase, params.userId ?? "", pageAsked(url));
	const { rows, people, cooperatives, ...place } = history;
	const lines = rows.map((row) => journalLine(row, { people, cooperatives }));
	return json({ person, lines, place });
});

export default function PersonHistory() {
	const { person, lines, place } = useLoaderData<typeof loader>();
	return (
		<div className="page">
			<PageHeader
				breadcrumb={[
					{ label: "Personnes", href: paths.persons.list() },
					{ label: person.name ?? "Personne supprimée", href: paths.persons.one(person.id) },
				]}
				title="Historique du compte"
				lead="Ce qui a été fait sur ce compte, du plus récent au plus ancien."
				actions={
					<ButtonLink href={paths.journal.list({ personne: person.id })}>
						Voir aussi ce que cette personne a fait
					</ButtonLink>
				}
			/>
			<JournalList
				about={person.id}
				lines={lines}
				{...place}
				pageHref={(page) => paths.journal.ofPerson(person.id, page)}
			/>
		</div>
	);
}
