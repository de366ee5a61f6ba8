/** « Signaler un critère ambigu »: a signed-in person says what is unclear, and reads what was answered. */
import { randomUUID } from "node:crypto";
import { json, type MetaFunction, redirect } from "@remix-run/node";
import { Form, useActionData, useLoaderData, useNavigation, useSearchParams } from "@remix-run/react";
import { guarded } from "~/auth/guarded.server";
import { Button, ButtonLink } from "~/components/form/button";
import { ErrorSummary } from "~/components/form/error-summary";
import { TextareaField } from "~/components/form/textarea-field";
import { Notice } from "~/components/layout/notice";
import { PageHeader } from "~/components/layout/page-header";
import { Section } from "~/components/layout/section";
import { OwnReports } from "~/components/standard/own-reports";
import { frenchTypography } from "~/components/text/french";
import { REPORT_LIMIT } from "~/domain/standard/criterion-report";
import { reportRefusals } from "~/messages.standard.fr";
import { paths } from "~/paths";
import { getReportForm } from "~/services/standard/get-report-form.server";
import { reportCriterion } from "~/services/standard/report-criterion.server";

export const meta: MetaFunction = ({ params }) => [
	{ title: `Signaler ${params.criterionId} · Référentiel ${params.version}` },
];

export const loader = guarded("report.create", async ({ params, useCase }) => {
	const page = await getReportForm(useCase, params.version ?? "", params.criterionId ?? "");
	return json({ ...page, reportId: randomUUID(), limit: REPORT_LIMIT });
});

export const action = guarded("report.create", async ({ request, params, useCase }) => {
	const { version = "", criterionId = "" } = params;
	const form = await request.formData();
	const text = String(form.get("texte") ?? "");
	const id = String(form.get("id") ?? "");
	const result = await reportCriterion(useCase, version, criterionId, { id, text });
	if (result.ok) return redirect(paths.standard.report(version, criterionId, "oui"));
	return json({ error: reportRefusals[result.reason], text, id }, { status: 422 });
});

export default function ReportCriterion() {
	const { version, criterion, own, reportId, limit } = useLoaderData<typeof loader>();
	const answered = useActionData<typeof action>();
	const refused = answered && "error" in answered ? answered : null;
	// The same form until it is accepted: what is typed while the page is read again stays.
	const id = refused?.id || reportId;
	const busy = useNavigation().state === "submitting";
	const [query] = useSearchParams();
	const back = paths.standard.criterion(version, criterion.id);
	return (
		<div className="page">
			<PageHeader
				breadcrumb={[
					{ label: `Référentiel ${version}`, href: paths.standard.version(version) },
					{ label: criterion.id, href: back },
				]}
				title="Signaler un critère ambigu"
				lead={frenchTypography(`${criterion.id} · ${criterion.title}`)}
			/>
			{query.has("fait") && !refused && (
				<Notice kind="success">
					Merci, votre signalement est enregistré. L’équipe nationale le lira pour la version suivante, et sa réponse
					apparaîtra ici.
				</Notice>
			)}
			{refused && (
				<ErrorSummary
					title="Votre signalement n’est pas parti"
					errors={[{ fieldId: "texte", message: refused.error }]}
					answer={answered}
				/>
			)}
			<blockquote>{frenchTypography(criterion.statement)}</blockquote>
			<Form method="post" className="form" key={id}>
				<input type="hidden" name="id" value={id} />
				<TextareaField
					id="texte"
					name="texte"
					label={"Qu’est-ce qui n’est pas clair\u202f?"}
					hint={`Deux lectures possibles, un mot flou, un cas qui n’entre nulle part. ${limit} caractères au plus. N’écrivez pas de nom de personne ni de client.`}
					rows={6}
					maxLength={limit}
					required
					defaultValue={refused?.text}
					error={refused?.error}
				/>
				<p className="soft small">
					L’équipe nationale lira votre texte et votre nom. Un critère signalé continue de compter, car une version
					publiée ne change pas.
				</p>
				<p className="actions">
					<Button kind="primary">{busy ? "Envoi…" : "Envoyer le signalement"}</Button>
					<ButtonLink kind="quiet" href={back}>
						Revenir au critère
					</ButtonLink>
				</p>
			</Form>
			{own.length > 0 && (
				<Section title="Ce que vous avez déjà signalé sur ce critère" ruled>
					<OwnReports reports={own} />
				</Section>
			)}
		</div>
	);
}
