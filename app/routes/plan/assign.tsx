/** Gives a domain or a criterion to somebody with a due date, to another, or to nobody. */
import { json, type MetaFunction, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { guarded } from "~/auth/guarded.server";
import { assessmentCrumbs } from "~/components/assessment/assessment-crumbs";
import { ReturnNotice } from "~/components/assessment/return-notice";
import { Button } from "~/components/form/button";
import { Notice } from "~/components/layout/notice";
import { PageHeader } from "~/components/layout/page-header";
import { Section } from "~/components/layout/section";
import { AssignmentForm } from "~/components/plan/assignment-form";
import { GONE } from "~/components/plan/plan-lines";
import { formatDate } from "~/components/text/format";
import { frenchTypography } from "~/components/text/french";
import { assignmentRefusals } from "~/messages.plan.refusals.fr";
import { paths } from "~/paths";
import { getAssignmentForm } from "~/services/plan/get-assignment-form.server";
import { removeAssignment } from "~/services/plan/remove-assignment.server";
import { setAssignment } from "~/services/plan/set-assignment.server";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
	{ title: `Confier ${data?.title ?? "un domaine ou un critère"} · Label CAE` },
];

export const loader = guarded("plan.assign", async ({ params, url, useCase }) =>
	json(await getAssignmentForm(useCase, params.assessmentId ?? "", url.searchParams.get("cible"))),
);

export const action = guarded("plan.assign", async ({ request, params, useCase }) => {
	const { assessmentId = "" } = params;
	const form = await request.formData();
	const text = (name: string) => String(form.get(name) ?? "");
	if (form.get("intent") === "remove") {
		const removed = await removeAssignment(useCase, assessmentId, { id: text("id"), version: text("version") });
		if (removed.ok) return redirect(paths.assessments.plan(assessmentId, { fait: "reprise" }));
		return json({ error: assignmentRefusals[removed.reason], typed: null }, { status: 409 });
	}
	const typed = {
		target: text("target"),
		assigneeId: text("assigneeId"),
		dueOn: text("dueOn"),
		note: text("note"),
	};
	const result = await setAssignment(useCase, assessmentId, { ...typed, version: text("version") });
	if (result.ok) return redirect(paths.assessments.plan(assessmentId, { fait: "attribution" }));
	const status = result.reason === "CHANGED_MEANWHILE" ? 409 : result.reason === "ASSESSMENT_LOCKED" ? 423 : 422;
	return json({ error: assignmentRefusals[result.reason], typed }, { status });
});

export default function Assign() {
	const { header, target, title, domains, people, standing } = useLoaderData<typeof loader>();
	const refusal = useActionData<typeof action>();
	const refused = refusal && "error" in refusal ? refusal : null;
	return (
		<div className="page">
			<PageHeader
				breadcrumb={[
					...assessmentCrumbs(header).slice(1),
					{ label: "Plan de l’année", href: paths.assessments.plan(header.id) },
				]}
				title={title ? frenchTypography(`Confier ${title}`) : "Confier un domaine ou un critère"}
				lead={
					standing
						? frenchTypography(
								`Confié aujourd’hui à ${standing.assignee ?? GONE.toLowerCase()}, pour le ${formatDate(standing.dueOn)}.`,
							)
						: "La personne le trouve dans « Mes tâches », avec son échéance."
				}
			/>
			<ReturnNotice header={header} />
			{refused && <Notice kind="error">{frenchTypography(refused.error)}</Notice>}
			{standing && !standing.mayChange ? (
				<Notice kind="info" live={false}>
					Quelqu’un d’autre s’en charge : seule la gérance peut le confier à une autre personne.
				</Notice>
			) : (
				<AssignmentForm
					// A form of its own for what is in place now, so that what was typed is not written over it unseen.
					key={`${target}/${standing?.version ?? 0}`}
					assessmentId={header.id}
					closesOn={header.closesOn}
					target={target}
					domains={domains}
					people={people}
					standing={standing}
					typed={refused?.typed ?? null}
				/>
			)}
			{standing?.mayChange && (
				<Section
					title="Ne plus le confier à personne"
					ruled
					lead="Les réponses déjà données restent. Le critère ou le domaine revient à ceux qui y répondent dans l’équipe."
				>
					<form method="post">
						<input type="hidden" name="id" value={standing.id} />
						<input type="hidden" name="version" value={standing.version} />
						<Button kind="danger" name="intent" value="remove">
							Retirer l’attribution
						</Button>
					</form>
				</Section>
			)}
		</div>
	);
}
