/** The history of a cooperative: its identity, its people, its campaigns and its audits. */
import { json, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { guarded } from "~/auth/guarded.server";
import { JournalList } from "~/components/journal/journal-list";
import { journalLine } from "~/components/journal/journal-words";
import { PageHeader } from "~/components/layout/page-header";
import { paths } from "~/paths";
import { getCooperativeHistory } from "~/services/journal/get-history.server";
import { pageAsked } from "./page-asked";

export const meta: MetaFunction = () => [{ title: "Historique de la coopérative · Label CAE" }];

export const loader = guarded("cooperative.history", async ({ params, url, useCase }) => {
	const { cooperative, history, ...names } = await getCooperativeHistory(
		useCase,
		params.cooperativeId ?? "",
		pageAsked(url),
	);
	const { rows, people, cooperatives, ...place } = history;
	const lines = rows.map((row) => journalLine(row, { people, cooperatives, ...names }));
	return json({ cooperative, lines, place });
});

export default function CooperativeHistory() {
	const { cooperative, lines, place } = useLoaderData<typeof loader>();
	return (
		<div className="page">
			<PageHeader
				breadcrumb={[{ label: cooperative.name, href: paths.cooperatives.one(cooperative.id) }]}
				title="Historique de la coopérative"
				lead="Identité, personnes, campagnes et audits. Les réponses et les niveaux ont leur historique, dans l’auto-évaluation et dans l’audit."
			/>
			<JournalList
				about={cooperative.id}
				lines={lines}
				{...place}
				pageHref={(page) => paths.journal.ofCooperative(cooperative.id, page)}
			/>
		</div>
	);
}
