/** The proposed answers of a domain whose question did not change: confirmed together, and taken back as easily. */
import { json, type MetaFunction, redirect } from "@remix-run/node";
import { useActionData, useLoaderData, useSearchParams } from "@remix-run/react";
import { guarded } from "~/auth/guarded.server";
import { assessmentCrumbs } from "~/components/assessment/assessment-crumbs";
import { ReturnNotice } from "~/components/assessment/return-notice";
import { ConfirmedNotice, UnchangedForm } from "~/components/assessment/unchanged-form";
import { DomainMark } from "~/components/display/domain-mark";
import { ButtonLink } from "~/components/form/button";
import { EmptyState } from "~/components/layout/empty-state";
import { Link } from "~/components/layout/link";
import { Notice } from "~/components/layout/notice";
import { PageHeader } from "~/components/layout/page-header";
import { Section } from "~/components/layout/section";
import { frenchTypography } from "~/components/text/french";
import { readSeen, writeSeen } from "~/domain/assessment/seen-answer";
import { paths } from "~/paths";
import { confirmUnchanged, getUnchanged } from "~/services/assessment/confirm-unchanged.server";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
	{ title: `Réponses inchangées · ${data?.domain.title ?? ""} · Label CAE` },
];

export const loader = guarded("assessment.answer", async ({ params, useCase }) =>
	json(await getUnchanged(useCase, params.assessmentId ?? "", params.domain ?? "")),
);

export const action = guarded("assessment.answer", async ({ request, params, useCase }) => {
	const { assessmentId = "", domain = "" } = params;
	const form = await request.formData();
	const undo = form.get("intent") === "undo";
	const seen = readSeen(form.getAll("seen").map(String));
	const result = await confirmUnchanged(useCase, assessmentId, domain, seen, undo ? "undo" : "confirm");
	if (!result.ok) return json({ refused: true }, { status: 423 });
	const done = result.value.written.map(writeSeen).join(",");
	return redirect(paths.assessments.unchanged(assessmentId, domain, undo ? undefined : done || "0"));
});

export default function UnchangedPage() {
	const { header, domain, year, scale, unchanged, oneByOne } = useLoaderData<typeof loader>();
	const refusal = useActionData<typeof action>();
	const [query] = useSearchParams();
	const told = query.get("confirmees");
	const done = readSeen((told ?? "").split(","));
	return (
		<div className="page">
			<PageHeader
				breadcrumb={[
					...assessmentCrumbs(header),
					{ label: domain.title, href: paths.assessments.domain(header.id, domain.code) },
				]}
				above={<DomainMark code={domain.code} />}
				title="Réponses inchangées"
				lead={frenchTypography(
					year === null
						? "Les réponses d’une année passée que l’on vous propose."
						: `Vos réponses de ${year} à des questions qui n’ont pas changé. Confirmées, elles comptent dès maintenant, en votre nom.`,
				)}
			/>
			<ReturnNotice header={header} />
			{refusal && (
				<Notice kind="error">
					{frenchTypography(
						"Rien n’a été confirmé : l’auto-évaluation a été envoyée, ou a changé de version du référentiel, entre-temps.",
					)}
				</Notice>
			)}
			{told !== null && !refusal && <ConfirmedNotice done={done} />}
			{unchanged.length > 0 ? (
				<UnchangedForm rows={unchanged} scale={scale} />
			) : (
				told === null && (
					<EmptyState
						title="Aucune réponse à confirmer ensemble dans ce domaine."
						action={
							<ButtonLink
								href={paths.assessments.domain(header.id, domain.code)}
							>{`Ouvrir ${domain.title}`}</ButtonLink>
						}
					/>
				)
			)}
			{oneByOne.length > 0 && (
				<Section title="À relire une par une" ruled lead="La question a changé : relisez-la avant de confirmer.">
					<ul>
						{oneByOne.map(({ id, title, note }) => (
							<li key={id}>
								<Link href={paths.assessments.domain(header.id, domain.code, id)}>{`${id} · ${title}`}</Link>
								{note && ` : ${frenchTypography(note)}`}
							</li>
						))}
					</ul>
				</Section>
			)}
			<p className="actions">
				<ButtonLink kind="quiet" href={paths.assessments.domain(header.id, domain.code)}>
					Revenir au domaine
				</ButtonLink>
			</p>
		</div>
	);
}
