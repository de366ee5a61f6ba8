/** Last year's assignments, proposed on the days of this year: confirmed together, taken back as easily. */
import { json, type MetaFunction, redirect } from "@remix-run/node";
import { useActionData, useLoaderData, useSearchParams } from "@remix-run/react";
import { guarded } from "~/auth/guarded.server";
import { assessmentCrumbs } from "~/components/assessment/assessment-crumbs";
import { ButtonLink } from "~/components/form/button";
import { EmptyState } from "~/components/layout/empty-state";
import { Link } from "~/components/layout/link";
import { Notice } from "~/components/layout/notice";
import { PageHeader } from "~/components/layout/page-header";
import { Section } from "~/components/layout/section";
import { CarriedForm, TakenNotice } from "~/components/plan/carried-form";
import { formatDate } from "~/components/text/format";
import { frenchTypography } from "~/components/text/french";
import { assignmentRefusals } from "~/messages.plan.refusals.fr";
import { paths } from "~/paths";
import { confirmCarriedPlan, getCarriedPlan, undoCarriedPlan } from "~/services/plan/carry-plan.server";

export const meta: MetaFunction = () => [{ title: "Reprendre le plan d’une année passée · Label CAE" }];

export const loader = guarded("plan.assign", async ({ params, useCase }) =>
	json(await getCarriedPlan(useCase, params.assessmentId ?? "")),
);

export const action = guarded("plan.assign", async ({ request, params, useCase }) => {
	const { assessmentId = "" } = params;
	const form = await request.formData();
	const seen = form.getAll("seen").map(String);
	const undo = form.get("intent") === "undo";
	const result = undo
		? await undoCarriedPlan(useCase, assessmentId, seen)
		: await confirmCarriedPlan(useCase, assessmentId, seen);
	if (!result.ok) return json({ error: assignmentRefusals[result.reason] }, { status: 423 });
	const taken = undo ? undefined : result.value.targets.join(",") || "0";
	return redirect(paths.assessments.carriedPlan(assessmentId, taken));
});

export default function CarriedPlan() {
	const { header, year, rows } = useLoaderData<typeof loader>();
	const refusal = useActionData<typeof action>();
	const [query] = useSearchParams();
	const told = query.get("confirmees");
	const ready = rows.filter(({ orphan }) => !orphan);
	const orphans = rows.filter(({ orphan }) => orphan);
	return (
		<div className="page">
			<PageHeader
				breadcrumb={[
					...assessmentCrumbs(header).slice(1),
					{ label: "Plan de l’année", href: paths.assessments.plan(header.id) },
				]}
				title={year === null ? "Reprendre le plan d’une année passée" : `Reprendre le plan de ${year}`}
				lead={frenchTypography(
					"Les mêmes personnes, au même moment de la campagne. Rien n’est confié tant que vous ne l’avez pas confirmé.",
				)}
			/>
			{refusal && "error" in refusal && <Notice kind="error">{frenchTypography(refusal.error)}</Notice>}
			{told !== null && <TakenNotice targets={told === "0" ? [] : told.split(",")} />}
			{ready.length > 0 && <CarriedForm rows={ready} />}
			{orphans.length > 0 && (
				<Section
					title="À réattribuer"
					ruled
					lead="La personne n’est plus dans l’équipe, ou ne répond plus à ce domaine : choisissez quelqu’un d’autre."
				>
					<ul>
						{orphans.map(({ target, domain, title, name, dueOn }) => (
							<li key={target}>
								<Link href={paths.assessments.assign(header.id, target)}>
									{frenchTypography(target === domain ? title : `${target} · ${title}`)}
								</Link>
								{frenchTypography(`, ${name ? `confié à ${name}, ` : ""}pour le ${formatDate(dueOn)}`)}
							</li>
						))}
					</ul>
				</Section>
			)}
			{rows.length === 0 && told === null && (
				<EmptyState
					title={year === null ? "Aucune année passée n’a de plan." : "Tout est déjà repris, ou confié."}
					action={<ButtonLink href={paths.assessments.assign(header.id)}>Confier un domaine ou un critère</ButtonLink>}
				/>
			)}
			<p className="actions">
				<ButtonLink kind="quiet" href={paths.assessments.plan(header.id)}>
					Revenir au plan
				</ButtonLink>
			</p>
		</div>
	);
}
