/** Before sending: what is missing with a link to each, what sending does, then the sending itself. */
import { json, type MetaFunction, redirect } from "@remix-run/node";
import { Form, useActionData, useLoaderData, useNavigation } from "@remix-run/react";
import { guarded } from "~/auth/guarded.server";
import { assessmentCrumbs } from "~/components/assessment/assessment-crumbs";
import { XRaySection } from "~/components/assessment/x-ray-section";
import { StandardVersion } from "~/components/display/standard-version";
import { Button } from "~/components/form/button";
import { Link } from "~/components/layout/link";
import { Notice } from "~/components/layout/notice";
import { PageHeader } from "~/components/layout/page-header";
import { Section } from "~/components/layout/section";
import { formatCount, formatDate } from "~/components/text/format";
import { frenchTypography } from "~/components/text/french";
import { submitRefusals } from "~/messages.fr";
import { paths } from "~/paths";
import { getSubmissionGate } from "~/services/assessment/get-submission-gate.server";
import { submitAssessment } from "~/services/assessment/submit-assessment.server";

export const meta: MetaFunction = () => [{ title: "Envoi de l’auto-évaluation · Label CAE" }];

export const loader = guarded("assessment.read", async ({ params, useCase }) =>
	json(await getSubmissionGate(useCase, params.assessmentId ?? "")),
);

export const action = guarded("assessment.submit", async ({ request, params, useCase }) => {
	const { assessmentId = "" } = params;
	const form = await request.formData();
	const result = await submitAssessment(useCase, assessmentId, { confirmed: form.get("confirmation") === "oui" });
	if (result.ok || result.reason === "ALREADY_SUBMITTED") return redirect(paths.assessments.one(assessmentId));
	return json({ error: submitRefusals[result.reason] }, { status: 422 });
});

export default function Submission() {
	const { header, maySubmit, closed, missing, missingCount, blockingNotMet, xRay } = useLoaderData<typeof loader>();
	const refusal = useActionData<typeof action>();
	const busy = useNavigation().state !== "idle";
	return (
		<div className="page">
			<PageHeader
				breadcrumb={assessmentCrumbs(header)}
				above={<StandardVersion versions={[header.standard]} />}
				title="Envoyer l’auto-évaluation"
				lead={
					missingCount === 0
						? "Tout est rempli. Relisez, puis envoyez à l’équipe nationale."
						: `Il reste ${formatCount(missingCount, "réponse")} à donner avant de pouvoir envoyer.`
				}
			/>
			{refusal && "error" in refusal && <Notice kind="error">{refusal.error}</Notice>}
			{missingCount > 0 && (
				<Section title="Ce qui manque" ruled>
					{missing.map(
						({ code, title, criteria }) =>
							criteria.length > 0 && (
								<div key={code} className="missing-domain">
									<h3>
										{title} <small>{formatCount(criteria.length, "critère")}</small>
									</h3>
									<ul>
										{criteria.map((criterion) => (
											<li key={criterion.id}>
												<Link href={paths.assessments.domain(header.id, code, criterion.id)}>{criterion.id}</Link>{" "}
												{frenchTypography(criterion.title)}
												{criterion.reason === "REASON_MISSING" && " : le motif de la non-applicabilité manque"}
												{criterion.reason === "TO_CONFIRM" && " : le niveau proposé est à confirmer"}
											</li>
										))}
									</ul>
								</div>
							),
					)}
				</Section>
			)}
			{blockingNotMet.length > 0 && (
				<Section title="À savoir avant d’envoyer" ruled>
					<p>
						{formatCount(blockingNotMet.length, "critère bloquant n’atteint", "critères bloquants n’atteignent")} pas le
						niveau 2 selon vous. Vous pouvez envoyer, mais l’audit y verrait une non-conformité majeure, et le label ne
						pourrait pas être accordé.
					</p>
					<ul>
						{blockingNotMet.map((criterion) => (
							<li key={criterion.id}>
								<Link href={paths.assessments.domain(header.id, criterion.domain, criterion.id)}>{criterion.id}</Link>{" "}
								{frenchTypography(criterion.title)}
							</li>
						))}
					</ul>
				</Section>
			)}
			{header.status === "draft" && <XRaySection assessmentId={header.id} {...xRay} />}
			{header.status === "submitted" ? (
				<Notice kind="success" live={false}>
					Cette auto-évaluation est déjà envoyée. <Link href={paths.assessments.one(header.id)}>La relire</Link>
				</Notice>
			) : closed ? (
				<Notice kind="warning" live={false}>
					La campagne {header.year} s’est terminée le {formatDate(header.closesOn)}. Vos réponses sont conservées :
					écrivez à l’équipe nationale.
				</Notice>
			) : maySubmit ? (
				missingCount === 0 && (
					<Section title="Envoyer" ruled>
						<p>
							Après l’envoi, vos réponses ne changent plus : elles sont figées avec leur date et une empreinte, et
							l’équipe nationale les lit pour programmer l’audit.
						</p>
						<Form method="post" className="stack">
							<label className="choice">
								<input type="checkbox" name="confirmation" value="oui" required /> J’ai relu : ces réponses engagent la
								CAE
							</label>
							<p>
								<Button kind="primary">{busy ? "Envoi…" : "Envoyer à l’équipe nationale"}</Button>
							</p>
						</Form>
					</Section>
				)
			) : (
				<Notice kind="info" live={false}>
					Seule la personne responsable de la CAE peut envoyer l’auto-évaluation.
				</Notice>
			)}
		</div>
	);
}
