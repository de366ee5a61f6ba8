/** Turns tried levels, or the shortest path, into actions: one per criterion to raise. */
import { json, type MetaFunction, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { guarded } from "~/auth/guarded.server";
import { assessmentCrumbs } from "~/components/assessment/assessment-crumbs";
import { Button, ButtonLink } from "~/components/form/button";
import { EmptyState } from "~/components/layout/empty-state";
import { Notice } from "~/components/layout/notice";
import { PageHeader } from "~/components/layout/page-header";
import { NewActionFields } from "~/components/plan/new-action-fields";
import { frenchTypography } from "~/components/text/french";
import { readSimulation } from "~/domain/plan/simulation";
import { actionRefusals } from "~/messages.plan.refusals.fr";
import { paths } from "~/paths";
import { getNewActions } from "~/services/plan/get-new-actions.server";
import { planActions } from "~/services/plan/plan-actions.server";

export const meta: MetaFunction = () => [{ title: "Plan d’action · Label CAE" }];

export const loader = guarded("plan.act", async ({ params, url, useCase }) =>
	json(await getNewActions(useCase, params.assessmentId ?? "", readSimulation(url.searchParams))),
);

export const action = guarded("plan.act", async ({ request, params, useCase }) => {
	const { assessmentId = "" } = params;
	const form = await request.formData();
	const chosen = form.getAll("critere").map(String);
	const items = chosen.map((id) => ({
		criterionId: id,
		to: String(form.get(`niveau-${id}`) ?? ""),
		ownerId: String(form.get(`personne-${id}`) ?? ""),
		dueOn: String(form.get(`jour-${id}`) ?? ""),
		todo: String(form.get(`faire-${id}`) ?? ""),
	}));
	const result = await planActions(useCase, assessmentId, items);
	if (result.ok) return redirect(paths.assessments.plan(assessmentId, { fait: "actions" }));
	const typed = Object.fromEntries([
		...[...form].map(([name, value]) => [name, String(value)]),
		...chosen.map((id) => [`critere-${id}`, "oui"]),
	]) as Record<string, string>;
	return json({ error: actionRefusals[result.reason], typed }, { status: 422 });
});

export default function NewActions() {
	const { header, dueOn, rows, elsewhere } = useLoaderData<typeof loader>();
	const refusal = useActionData<typeof action>();
	const refused = refusal && "error" in refusal ? refusal : null;
	return (
		<div className="page">
			<PageHeader
				breadcrumb={[
					...assessmentCrumbs(header).slice(1),
					{ label: "Simulation", href: paths.assessments.simulation(header.id) },
				]}
				title="Plan d’action"
				lead={frenchTypography(
					"Une action par critère à relever. Elle reste à côté du critère, dans les tâches de qui la porte et au plan, d’une année à l’autre, jusqu’à ce que quelqu’un la close.",
				)}
			/>
			{refused && <Notice kind="error">{frenchTypography(refused.error)}</Notice>}
			{rows.length === 0 ? (
				<EmptyState
					title="Aucun critère à relever."
					action={<ButtonLink href={paths.assessments.simulation(header.id)}>Essayer des niveaux</ButtonLink>}
				/>
			) : (
				<form method="post" className="form">
					{rows.map((row) => (
						<NewActionFields key={row.id} row={row} dueOn={dueOn} typed={refused?.typed ?? null} />
					))}
					<p className="actions">
						<Button kind="primary">Planifier les actions cochées</Button>
						<ButtonLink kind="quiet" href={paths.assessments.simulation(header.id)}>
							Revenir à la simulation
						</ButtonLink>
					</p>
				</form>
			)}
			{elsewhere.length > 0 && (
				<p className="soft">
					{frenchTypography(
						`Dans des domaines auxquels vous ne répondez pas : ${elsewhere.join(", ")}. Demandez à la gérance de les planifier.`,
					)}
				</p>
			)}
		</div>
	);
}
