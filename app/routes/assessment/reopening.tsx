/** The manager of a cooperative asks the national team to reopen what was sent. */
import { json, type MetaFunction, redirect } from "@remix-run/node";
import { Form, useActionData, useLoaderData, useNavigation, useSearchParams } from "@remix-run/react";
import { guarded } from "~/auth/guarded.server";
import { assessmentCrumbs } from "~/components/assessment/assessment-crumbs";
import { ReturnNotice } from "~/components/assessment/return-notice";
import { signatureWords } from "~/components/assessment/signature-words";
import { Button, ButtonLink } from "~/components/form/button";
import { TextareaField } from "~/components/form/textarea-field";
import { Notice } from "~/components/layout/notice";
import { PageHeader } from "~/components/layout/page-header";
import { Section } from "~/components/layout/section";
import { formatDateTime } from "~/components/text/format";
import { frenchTypography } from "~/components/text/french";
import { RETURN_REASON_LIMIT } from "~/domain/assessment/status";
import { askRefusals, barrierWords } from "~/messages.sending.fr";
import { paths } from "~/paths";
import { askReopening } from "~/services/assessment/ask-reopening.server";
import { getReopeningForm } from "~/services/assessment/get-return-form.server";

export const meta: MetaFunction = () => [{ title: "Demander la réouverture · Label CAE" }];

export const loader = guarded("assessment.askReopening", async ({ params, useCase }) =>
	json(await getReopeningForm(useCase, params.assessmentId ?? "")),
);

export const action = guarded("assessment.askReopening", async ({ request, params, useCase }) => {
	const { assessmentId = "" } = params;
	const reason = String((await request.formData()).get("reason") ?? "");
	const result = await askReopening(useCase, assessmentId, { reason });
	if (result.ok) return redirect(paths.assessments.reopening(assessmentId, "demande"));
	return json({ refused: result.reason, reason }, { status: 422 });
});

export default function Reopening() {
	const { header, sent, submission, barrier, request, declined } = useLoaderData<typeof loader>();
	const outcome = useActionData<typeof action>();
	const refused = outcome && "refused" in outcome ? outcome : null;
	const [query] = useSearchParams();
	const busy = useNavigation().state === "submitting";
	const locked = barrier !== null && barrier !== "VISIT_PLANNED";
	return (
		<div className="page">
			<PageHeader
				breadcrumb={assessmentCrumbs(header)}
				title="Demander la réouverture"
				lead={submission && sent ? `Signée ${signatureWords(submission)}.` : undefined}
			/>
			<ReturnNotice header={header} />
			{refused && <Notice kind="error">{frenchTypography(askRefusals[refused.refused])}</Notice>}
			{query.get("fait") === "demande" && !refused && request && (
				<Notice kind="success">Demande envoyée : l’équipe nationale est prévenue par e-mail.</Notice>
			)}
			{sent && declined && (
				<Notice kind="info" live={false} title={`Demande refusée le ${formatDateTime(declined.at)}`}>
					<p className="pre-line">{frenchTypography(declined.reason)}</p>
				</Notice>
			)}
			{sent && request && (
				<Notice kind="info" live={false} title={`Réouverture demandée le ${formatDateTime(request.at)}`}>
					<p className="pre-line">{frenchTypography(request.reason)}</p>
					<p>L’équipe nationale va répondre. Jusque-là, ce que vous avez envoyé ne change pas.</p>
				</Notice>
			)}
			{sent && locked && (
				<Notice kind="warning" live={false} title="La réouverture n’est plus possible">
					<p>{frenchTypography(barrierWords[barrier])}</p>
				</Notice>
			)}
			{sent && !request && !locked && (
				<Section title="Votre demande" ruled>
					<p>
						Si l’équipe nationale accepte, vos réponses changent de nouveau, et il faudra les signer et les envoyer
						encore une fois. Ce que vous avez signé reste lisible tel quel.
					</p>
					{barrier === "VISIT_PLANNED" && (
						<p>Une visite est prévue : l’équipe nationale devra d’abord l’annuler, puis la programmer de nouveau.</p>
					)}
					<Form method="post" className="form">
						<TextareaField
							id="reason"
							name="reason"
							label="Pourquoi rouvrir ?"
							hint="Ce que vous voulez corriger, et dans quels critères. N’y nommez personne."
							rows={4}
							maxLength={RETURN_REASON_LIMIT}
							required
							defaultValue={refused?.reason}
							error={refused?.refused === "REASON_REQUIRED" ? askRefusals.REASON_REQUIRED : undefined}
						/>
						<p className="actions">
							<Button kind="primary">{busy ? "Envoi…" : "Demander la réouverture"}</Button>
							<ButtonLink kind="quiet" href={paths.assessments.one(header.id)}>
								Ne rien demander
							</ButtonLink>
						</p>
					</Form>
				</Section>
			)}
		</div>
	);
}
