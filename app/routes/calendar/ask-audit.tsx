/** The manager of a cooperative asks for the audit of what was sent, with the months wished for. */
import { json, type MetaFunction, redirect } from "@remix-run/node";
import { Form, useActionData, useLoaderData, useNavigation, useSearchParams } from "@remix-run/react";
import { guarded } from "~/auth/guarded.server";
import { Button, ButtonLink } from "~/components/form/button";
import { CheckboxGroup } from "~/components/form/checkbox-group";
import { TextareaField } from "~/components/form/textarea-field";
import { Notice } from "~/components/layout/notice";
import { PageHeader } from "~/components/layout/page-header";
import { formatDateTime, formatMonth } from "~/components/text/format";
import { frenchTypography } from "~/components/text/french";
import { CONSTRAINTS_LIMIT } from "~/domain/audit/visit-dates";
import { requestBarriers, wishRefusals } from "~/messages.calendar.fr";
import { paths } from "~/paths";
import { askAudit, getAuditRequest } from "~/services/audit/ask-audit.server";

export const meta: MetaFunction = () => [{ title: "Demander l’audit · Label CAE" }];

export const loader = guarded("audit.request", async ({ params, useCase }) =>
	json(await getAuditRequest(useCase, params.assessmentId ?? "")),
);

export const action = guarded("audit.request", async ({ request, params, useCase }) => {
	const { assessmentId = "" } = params;
	const form = await request.formData();
	const values = { months: form.getAll("mois").map(String), constraints: String(form.get("constraints") ?? "") };
	const result = await askAudit(useCase, assessmentId, values);
	if (result.ok) return redirect(paths.assessments.audit(assessmentId, "demande"));
	return json({ refused: result.reason, values }, { status: 422 });
});

export default function AskAudit() {
	const { assessmentId, year, cooperativeName, months, barrier, asked } = useLoaderData<typeof loader>();
	const outcome = useActionData<typeof action>();
	const refusal = outcome && "refused" in outcome ? outcome : null;
	const [query] = useSearchParams();
	const busy = useNavigation().state === "submitting";
	const error =
		refusal && refusal.refused in wishRefusals ? wishRefusals[refusal.refused as keyof typeof wishRefusals] : null;
	return (
		<div className="page">
			<PageHeader
				breadcrumb={[
					{
						label: frenchTypography(`${cooperativeName}, auto-évaluation ${year}`),
						href: paths.assessments.one(assessmentId),
					},
				]}
				title="Demander l’audit"
				lead="L’équipe nationale compose l’équipe d’audit, puis vous propose deux ou trois créneaux au choix."
			/>
			{query.get("fait") === "demande" && !refusal && asked && (
				<Notice kind="success">Demande envoyée : l’équipe nationale est prévenue par e-mail.</Notice>
			)}
			{barrier && (
				<Notice kind="info" live={false}>
					{frenchTypography(requestBarriers[barrier])} <a href={paths.audits.list()}>Voir les audits</a>
				</Notice>
			)}
			{!barrier && (
				<>
					{asked && (
						<Notice kind="info" live={false} title={`Demande en attente depuis le ${formatDateTime(asked.askedAt)}`}>
							<p>Vous pouvez encore la changer : la nouvelle remplace l’ancienne.</p>
						</Notice>
					)}
					{refusal && <Notice kind="error">{frenchTypography(error ?? wishRefusals.INVALID)}</Notice>}
					<Form method="post" className="form" key={asked?.askedAt ?? "nouvelle"}>
						<CheckboxGroup
							id="mois"
							name="mois"
							label="Mois qui vous conviendraient"
							hint="Plus vous en cochez, plus il est facile de trouver une équipe."
							options={months.map((month) => ({ value: month, label: formatMonth(`${month}-01`) }))}
							defaultValues={refusal?.values.months ?? asked?.months ?? []}
							error={refusal?.refused === "MONTH_REQUIRED" ? wishRefusals.MONTH_REQUIRED : undefined}
						/>
						<TextareaField
							id="constraints"
							name="constraints"
							label="Ce qu’il faut savoir pour choisir les jours"
							hint="Fermetures, assemblée générale, jours où les personnes utiles sont là. N’y nommez personne."
							optional="facultatif"
							rows={4}
							maxLength={CONSTRAINTS_LIMIT}
							defaultValue={refusal?.values.constraints ?? asked?.constraints}
						/>
						<p className="actions">
							<Button kind="primary">{busy ? "Envoi…" : asked ? "Changer la demande" : "Demander l’audit"}</Button>
							<ButtonLink kind="quiet" href={paths.assessments.one(assessmentId)}>
								{asked ? "Garder la demande" : "Ne rien demander"}
							</ButtonLink>
						</p>
					</Form>
				</>
			)}
		</div>
	);
}
