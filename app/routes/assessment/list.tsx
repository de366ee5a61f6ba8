/** The assessments: a cooperative's own, year by year, or those of a year for the national team. */

import { json, type MetaFunction, redirect } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import type { ReactNode } from "react";
import { guarded } from "~/auth/guarded.server";
import { OpenAssessmentForm } from "~/components/assessment/open-assessment-form";
import { Badge } from "~/components/display/badge";
import { DataTable } from "~/components/display/data-table";
import { Button } from "~/components/form/button";
import { EmptyState } from "~/components/layout/empty-state";
import { Link } from "~/components/layout/link";
import { Notice } from "~/components/layout/notice";
import { PageHeader } from "~/components/layout/page-header";
import { Section } from "~/components/layout/section";
import { formatDate } from "~/components/text/format";
import { holds } from "~/domain/access/roles";
import type { AssessmentStatus } from "~/domain/assessment/status";
import { yearInParis } from "~/domain/calendar-day";
import { assessmentStatusLabels, openRefusals } from "~/messages.fr";
import { paths } from "~/paths";
import { listOwnOpenings, listYearAssessments } from "~/services/assessment/list-assessments.server";
import { openAssessment } from "~/services/assessment/open-assessment.server";

export const meta: MetaFunction = () => [{ title: "Auto-évaluations · Label CAE" }];

export const loader = guarded("self", async ({ url, useCase }) => {
	const asked = Number(url.searchParams.get("annee"));
	const year = Number.isInteger(asked) && asked > 2000 && asked < 2100 ? asked : yearInParis(useCase.now);
	return json({
		own: await listOwnOpenings(useCase),
		year,
		network: holds(useCase.actor, "network") ? await listYearAssessments(useCase, year) : null,
	});
});

export const action = guarded("assessment.open", async ({ request, useCase }) => {
	const form = await request.formData();
	const start = form.get("start") === "empty" ? "empty" : "proposals";
	const result = await openAssessment(useCase, String(form.get("cooperativeId") ?? ""), start);
	if (result.ok) return redirect(paths.assessments.one(result.value.assessmentId));
	return json({ error: openRefusals[result.reason] }, { status: 422 });
});

export default function Assessments() {
	const { own, network, year } = useLoaderData<typeof loader>();
	const refusal = useActionData<typeof action>();
	return (
		<div className="page">
			<PageHeader title="Auto-évaluations" lead="Une par année et par CAE. Une fois envoyée, elle ne change plus." />
			{refusal && "error" in refusal && <Notice kind="error">{refusal.error}</Notice>}
			{own.cooperatives.map((cooperative) => (
				<Section key={cooperative.id} title={cooperative.name} ruled>
					{own.campaign && cooperative.opens && (
						<OpenAssessmentForm
							cooperativeId={cooperative.id}
							year={own.campaign.year}
							previewed={cooperative.previewed}
						/>
					)}
					<AssessmentTable
						caption={`Auto-évaluations de ${cooperative.name}`}
						rows={cooperative.assessments}
						first="year"
						empty={
							<EmptyState title="Pas encore d’auto-évaluation.">
								<p>La première campagne ouverte apparaîtra ici.</p>
							</EmptyState>
						}
					/>
				</Section>
			))}
			{network && (
				<Section
					title={`Réseau, campagne ${year}`}
					ruled
					lead="Le contenu d’un brouillon reste à la CAE : seul l’avancement est visible ici."
				>
					<Form method="get" className="row">
						<label>
							Année{" "}
							<input
								className="input input-short"
								type="number"
								name="annee"
								defaultValue={year}
								min={2015}
								max={2099}
							/>
						</label>
						<Button>Afficher</Button>
					</Form>
					<AssessmentTable
						caption={`Auto-évaluations ${year} du réseau`}
						rows={network}
						first="cooperative"
						empty={<EmptyState title={`Aucune auto-évaluation ${year}.`} />}
					/>
				</Section>
			)}
			{own.cooperatives.length === 0 && !network && (
				<EmptyState title="Aucune CAE ne vous est rattachée.">
					<p>Demandez à la personne responsable de votre CAE de vous inviter.</p>
				</EmptyState>
			)}
		</div>
	);
}

interface Row {
	readonly id: string;
	readonly cooperativeName: string;
	readonly region: string | null;
	readonly year: number;
	readonly status: AssessmentStatus;
	readonly submittedAt: string | null;
	readonly answered: number;
}

function AssessmentTable({
	caption,
	rows,
	first,
	empty,
}: {
	caption: string;
	rows: readonly Row[];
	first: "year" | "cooperative";
	empty: ReactNode;
}) {
	const readable = (row: Row) => first === "year" || row.status === "submitted";
	const name = (row: Row) => (first === "year" ? String(row.year) : row.cooperativeName);
	return (
		<DataTable
			caption={caption}
			captionHidden
			stacked
			rows={rows}
			rowKey={(row) => row.id}
			empty={empty}
			columns={[
				{
					key: "name",
					header: first === "year" ? "Année" : "CAE",
					rowHeader: true,
					cell: (row) => {
						if (readable(row)) return <Link href={paths.assessments.one(row.id)}>{name(row)}</Link>;
						// Given back: its answers are its cooperative's again, what was sent stays read.
						if (row.status === "returned") return <Link href={paths.assessments.sendings(row.id)}>{name(row)}</Link>;
						return name(row);
					},
				},
				{
					key: "status",
					header: "État",
					cell: (row) => (
						<Badge kind={row.status === "submitted" ? "good" : "info"}>{assessmentStatusLabels[row.status]}</Badge>
					),
				},
				{ key: "answered", header: "Réponses", numeric: true, cell: (row) => row.answered },
				{
					key: "submitted",
					header: "Envoyée le",
					cell: (row) => (row.submittedAt ? formatDate(row.submittedAt) : "—"),
				},
			]}
		/>
	);
}
