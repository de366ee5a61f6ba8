/** The version of the référentiel an assessment follows: what a newer one would change, the move, and its undoing. */
import { json, type MetaFunction, redirect } from "@remix-run/node";
import { useActionData, useLoaderData, useSearchParams } from "@remix-run/react";
import { guarded } from "~/auth/guarded.server";
import { assessmentCrumbs } from "~/components/assessment/assessment-crumbs";
import { ReturnNotice } from "~/components/assessment/return-notice";
import { UpgradeForm } from "~/components/assessment/upgrade-form";
import { UndoneMoves, UpgradeMove } from "~/components/assessment/upgrade-move";
import { UpgradePreview } from "~/components/assessment/upgrade-preview";
import { Notice } from "~/components/layout/notice";
import { PageHeader } from "~/components/layout/page-header";
import { formatDate } from "~/components/text/format";
import { frenchTypography } from "~/components/text/french";
import { applyUpgradeRefusals, undoUpgradeRefusals } from "~/messages.upgrade.fr";
import { paths } from "~/paths";
import { applyUpgrade } from "~/services/assessment/apply-upgrade.server";
import { getVersionPage } from "~/services/assessment/get-version-page.server";
import { undoUpgrade } from "~/services/assessment/undo-upgrade.server";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
	{ title: `Version du référentiel · Auto-évaluation ${data?.header.year ?? ""} · Label CAE` },
];

export const loader = guarded("assessment.read", async ({ params, useCase }) =>
	json(await getVersionPage(useCase, params.assessmentId ?? "")),
);

export const action = guarded("assessment.upgrade", async ({ request, params, useCase }) => {
	const { assessmentId = "" } = params;
	const form = await request.formData();
	if (form.get("intent") === "undo") {
		const result = await undoUpgrade(useCase, assessmentId, String(form.get("upgradeId") ?? ""));
		if (result.ok) return redirect(paths.assessments.version(assessmentId, "annulation"));
		return json({ error: undoUpgradeRefusals[result.reason] }, { status: 422 });
	}
	const result = await applyUpgrade(useCase, assessmentId, {
		fingerprint: String(form.get("fingerprint") ?? ""),
		confirmed: form.get("confirmation") === "oui",
	});
	if (result.ok) return redirect(paths.assessments.version(assessmentId, "passage"));
	return json(
		{ error: applyUpgradeRefusals[result.reason] },
		{ status: result.reason === "CHANGED_MEANWHILE" ? 409 : 422 },
	);
});

export default function VersionPage() {
	const { header, version, publishedOn, mayUpgrade, proposedIn, preview, moves } = useLoaderData<typeof loader>();
	const refusal = useActionData<typeof action>();
	const [query] = useSearchParams();
	const standing = moves.filter(({ undoneAt }) => undoneAt === null);
	const done = refusal ? null : query.get("fait");
	return (
		<div className="page">
			<PageHeader
				breadcrumb={assessmentCrumbs(header)}
				title={preview ? `Passer à la version ${preview.to.version} du référentiel` : "Version du référentiel"}
				lead={frenchTypography(
					`Cette auto-évaluation suit la version ${version}, du ${formatDate(publishedOn)}. ${
						preview
							? `La version ${preview.to.version} a été publiée le ${formatDate(preview.to.publishedOn)} : rien ne change tant que vous ne le décidez pas.`
							: header.status === "draft"
								? "C’est la dernière version publiée."
								: "Déjà envoyée, elle la garde."
					}`,
				)}
			/>
			<ReturnNotice header={header} />
			{refusal && "error" in refusal && <Notice kind="error">{frenchTypography(refusal.error)}</Notice>}
			{done === "passage" && standing[0]?.stands && (
				<Notice kind="success">
					{frenchTypography(`C’est fait : l’auto-évaluation suit la version ${version}. Voici ce qui reste à faire.`)}
				</Notice>
			)}
			{done === "annulation" && (
				<Notice kind="success">
					{frenchTypography(
						`Passage annulé : l’auto-évaluation suit de nouveau la version ${version}, avec vos réponses d’avant.`,
					)}
				</Notice>
			)}
			{standing.map((move) => (
				<UpgradeMove key={move.id} assessmentId={header.id} move={move} proposedIn={proposedIn} mayUndo={mayUpgrade} />
			))}
			<UndoneMoves moves={moves.filter(({ undoneAt }) => undoneAt !== null)} />
			{preview && (
				<>
					<UpgradePreview preview={preview} />
					<UpgradeForm preview={preview} mayUpgrade={mayUpgrade} />
				</>
			)}
		</div>
	);
}
