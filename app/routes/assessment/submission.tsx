/** Before sending: what is missing with a link to each, what sending does, then the sending itself. */
import { json, type MetaFunction, redirect } from "@remix-run/node";
import { useActionData, useLoaderData, useNavigation } from "@remix-run/react";
import { guarded } from "~/auth/guarded.server";
import { assessmentCrumbs } from "~/components/assessment/assessment-crumbs";
import { ReturnNotice } from "~/components/assessment/return-notice";
import { SignatureForm } from "~/components/assessment/signature-form";
import { XRaySection } from "~/components/assessment/x-ray-section";
import { StandardVersion } from "~/components/display/standard-version";
import { Link } from "~/components/layout/link";
import { Notice } from "~/components/layout/notice";
import { PageHeader } from "~/components/layout/page-header";
import { Section } from "~/components/layout/section";
import { formatCount, formatDate } from "~/components/text/format";
import { frenchTypography } from "~/components/text/french";
import { isProofFresh, PROOF_MINUTES } from "~/domain/access/session-life";
import { readFunction } from "~/domain/assessment/signature";
import { submitRefusals } from "~/messages.sending.fr";
import { paths } from "~/paths";
import { getSubmissionGate } from "~/services/assessment/get-submission-gate.server";
import { submitAssessment } from "~/services/assessment/submit-assessment.server";

export const meta: MetaFunction = () => [{ title: "Envoi de l’auto-évaluation · Label CAE" }];

export const loader = guarded("assessment.read", async ({ params, url, useCase, platform }) =>
	json({
		...(await getSubmissionGate(useCase, params.assessmentId ?? "", platform.root)),
		typed: {
			signedAs: readFunction(url.searchParams.get("fonction")),
			confirmed: url.searchParams.get("relu") === "oui",
		},
		proofMinutes: PROOF_MINUTES,
	}),
);

/** Whoever has to prove again who they are comes back to what they had filled in, and sends it then. */
export const action = guarded("assessment.submit", async ({ request, params, session, useCase }) => {
	const { assessmentId = "" } = params;
	const form = await request.formData();
	const typed = { signedAs: readFunction(form.get("fonction")), confirmed: form.get("confirmation") === "oui" };
	const proven = isProofFresh(session.provenAt, useCase.now);
	const result = await submitAssessment(useCase, assessmentId, { ...typed, signedAs: typed.signedAs ?? "", proven });
	if (result.ok || result.reason === "ALREADY_SUBMITTED") return redirect(paths.assessments.one(assessmentId));
	if (result.reason === "NOT_PROVEN") {
		const kept = { fonction: typed.signedAs ?? undefined, relu: typed.confirmed ? ("oui" as const) : undefined };
		return redirect(paths.account.confirm(paths.assessments.submission(assessmentId, kept)));
	}
	return json({ reason: result.reason, error: submitRefusals[result.reason], typed }, { status: 422 });
});

export default function Submission() {
	const { header, signatory, closed, missing, missingCount, blockingNotMet, xRay, ...form } =
		useLoaderData<typeof loader>();
	const answered = useActionData<typeof action>();
	const refusal = answered && "error" in answered ? answered : null;
	const busy = useNavigation().state !== "idle";
	return (
		<div className="page">
			<PageHeader
				breadcrumb={assessmentCrumbs(header)}
				above={<StandardVersion versions={[header.standard]} />}
				title="Signer et envoyer l’auto-évaluation"
				lead={
					missingCount === 0
						? "Tout est rempli. Relisez, signez, puis envoyez à l’équipe nationale."
						: `Il reste ${formatCount(missingCount, "réponse")} à donner avant de pouvoir envoyer.`
				}
			/>
			<ReturnNotice header={header} />
			{refusal && <Notice kind="error">{refusal.error}</Notice>}
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
			{header.status !== "submitted" && <XRaySection assessmentId={header.id} {...xRay} />}
			{header.status === "submitted" ? (
				<Notice kind="success" live={false}>
					Cette auto-évaluation est déjà envoyée. <Link href={paths.assessments.one(header.id)}>La relire</Link>
				</Notice>
			) : closed ? (
				<Notice kind="warning" live={false}>
					La campagne {header.year} s’est terminée le {formatDate(header.closesOn)}. Vos réponses sont conservées :
					écrivez à l’équipe nationale.
				</Notice>
			) : signatory ? (
				missingCount === 0 && (
					<SignatureForm
						signatory={signatory}
						typed={refusal?.typed ?? form.typed}
						proofMinutes={form.proofMinutes}
						again={header.status === "returned"}
						noFunction={refusal?.reason === "NO_FUNCTION" ? submitRefusals.NO_FUNCTION : undefined}
						busy={busy}
					/>
				)
			) : (
				<Notice kind="info" live={false}>
					Seule la personne responsable de la CAE peut signer et envoyer l’auto-évaluation.
				</Notice>
			)}
		</div>
	);
}
