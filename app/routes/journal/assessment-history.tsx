/** The history of an assessment: who answered what, when, and what was there before. */
import { json, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { guarded } from "~/auth/guarded.server";
import { assessmentCrumbs } from "~/components/assessment/assessment-crumbs";
import { JournalList } from "~/components/journal/journal-list";
import { journalLine } from "~/components/journal/journal-words";
import { PageHeader } from "~/components/layout/page-header";
import { paths } from "~/paths";
import { getAssessmentHistory } from "~/services/journal/get-history.server";
import { pageAsked } from "./page-asked";

export const meta: MetaFunction = () => [{ title: "Historique de l’auto-évaluation · Label CAE" }];

export const loader = guarded("assessment.history", async ({ params, url, useCase }) => {
	const { header, history, ...names } = await getAssessmentHistory(useCase, params.assessmentId ?? "", pageAsked(url));
	const { rows, people, cooperatives, ...place } = history;
	const lines = rows.map((row) => journalLine(row, { people, cooperatives, ...names }));
	return json({ header, lines, place });
});

export default function AssessmentHistory() {
	const { header, lines, place } = useLoaderData<typeof loader>();
	return (
		<div className="page">
			<PageHeader
				breadcrumb={assessmentCrumbs(header)}
				title="Historique"
				lead="Chaque enregistrement, du plus récent au plus ancien. Rien ne s’efface ni ne se modifie ici."
			/>
			<JournalList
				about={header.id}
				lines={lines}
				{...place}
				pageHref={(page) => paths.journal.ofAssessment(header.id, page)}
			/>
		</div>
	);
}
