/** The evidence of one criterion of an assessment: expected, attached, to be added. */
import { randomUUID } from "node:crypto";
import { json, type MetaFunction, redirect } from "@remix-run/node";
import { useActionData, useLoaderData, useSearchParams } from "@remix-run/react";
import { guarded } from "~/auth/guarded.server";
import { assessmentCrumbs } from "~/components/assessment/assessment-crumbs";
import { ReturnNotice } from "~/components/assessment/return-notice";
import { CriterionEvidence } from "~/components/evidence/criterion-evidence";
import { EarlierEvidence } from "~/components/evidence/earlier-evidence";
import { typedIn, type UploadOutcomeData } from "~/components/evidence/upload-outcome";
import { Notice } from "~/components/layout/notice";
import { PageHeader } from "~/components/layout/page-header";
import { frenchTypography } from "~/components/text/french";
import { evidenceRefusals } from "~/messages.evidence.fr";
import { paths } from "~/paths";
import { addToCriterion } from "~/services/evidence/add-to-criterion.server";
import { attachEvidence, detachEvidence } from "~/services/evidence/attach-evidence.server";
import { carryEvidence } from "~/services/evidence/carry-evidence.server";
import { getCriterionEvidence } from "~/services/evidence/get-criterion-evidence.server";

export const meta: MetaFunction = ({ params }) => [{ title: `Pièces de ${params.criterionId} · Label CAE` }];

export const loader = guarded("assessment.read", async ({ params, platform, useCase }) => {
	const page = await getCriterionEvidence(useCase, params.assessmentId ?? "", params.criterionId ?? "");
	return json({ ...page, limits: platform.evidence.limits, key: randomUUID() });
});

export const action = guarded(
	"assessment.answer",
	async ({ request, params, platform, received, useCase }) => {
		const { assessmentId = "", criterionId = "" } = params;
		const form = received?.fields ?? (await request.formData());
		const fields = Object.fromEntries(form);
		const nothing: UploadOutcomeData = { added: [], refused: [], typed: typedIn(fields) };
		const refused = (reason: keyof typeof evidenceRefusals, status = 422) =>
			json({ ...nothing, error: evidenceRefusals[reason] }, { status });
		const done = (what: "jointe" | "reprise" | "detachee") =>
			redirect(paths.assessments.evidence(assessmentId, criterionId, what));
		if (fields.intent === "detach") {
			const result = await detachEvidence(useCase, assessmentId, criterionId, fields.pieceId);
			return result.ok ? done("detachee") : refused(result.reason);
		}
		if (fields.intent === "carry") {
			const result = await carryEvidence(useCase, assessmentId, criterionId, form.getAll("earlier"));
			return result.ok ? done("reprise") : refused(result.reason);
		}
		if (fields.intent === "choose") {
			const chosen = { pieceIds: [fields.pieceId], expected: fields.expected };
			const result = await attachEvidence(useCase, assessmentId, criterionId, chosen);
			return result.ok ? done("jointe") : refused(result.reason);
		}
		const place = { assessmentId, criterionId };
		const added = await addToCriterion(useCase, platform.evidence, place, received, fields);
		if (!added.ok) return refused(added.reason, added.reason === received?.excess ? 413 : 422);
		const outcome: UploadOutcomeData = added.value;
		return outcome.refused.length > 0 ? json(outcome, { status: 422 }) : done("jointe");
	},
	{ receives: true },
);

export default function CriterionEvidencePage() {
	const { header, evidence, earlier, limits, key } = useLoaderData<typeof loader>();
	const outcome = useActionData<typeof action>();
	const [search] = useSearchParams();
	const { criterion } = evidence;
	return (
		<div className="page">
			<PageHeader
				breadcrumb={[
					...assessmentCrumbs(header),
					{ label: criterion.id, href: paths.assessments.domain(header.id, criterion.domain, criterion.id) },
				]}
				title={`Pièces de ${criterion.id}`}
				lead={frenchTypography(criterion.title)}
			/>
			<ReturnNotice header={header} />
			{search.has("fait") && !outcome && (
				<Notice kind="success">
					{search.get("fait") === "detachee"
						? "Pièce détachée de ce critère. Elle reste dans la bibliothèque."
						: search.get("fait") === "reprise"
							? "Pièces reprises : elles sont jointes à ce critère, et comptent dès maintenant."
							: "Pièce jointe à ce critère."}
				</Notice>
			)}
			{earlier && <EarlierEvidence evidence={evidence} earlier={earlier} />}
			<CriterionEvidence evidence={evidence} outcome={outcome} limits={limits} formKey={outcome?.typed?.key || key} />
		</div>
	);
}
