/** The report of an audit: findings by kind, written by the team, answered by the cooperative, then final. */
import { json, type MetaFunction, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { guarded } from "~/auth/guarded.server";
import { auditCrumbs } from "~/components/audit/audit-header";
import { AuditStatusBadge } from "~/components/audit/audit-status-badge";
import { AnswerReply, EditFinding, type TypedFinding } from "~/components/audit/finding-forms";
import { FindingLine } from "~/components/audit/finding-line";
import { ReportDownloads } from "~/components/audit/report-downloads";
import { ReportNext } from "~/components/audit/report-next";
import { ReportStage } from "~/components/audit/report-stage";
import { ReportSummary } from "~/components/audit/report-summary";
import { LevelMarkShape } from "~/components/display/level-mark";
import { StandardVersion } from "~/components/display/standard-version";
import { Notice } from "~/components/layout/notice";
import { PageHeader } from "~/components/layout/page-header";
import { Section } from "~/components/layout/section";
import { formatCount } from "~/components/text/format";
import { frenchTypography } from "~/components/text/french";
import { isOpenVisit } from "~/domain/audit/audit-life";
import { findingHeadings, reportRefusals } from "~/messages.report.fr";
import { paths } from "~/paths";
import { answerReply } from "~/services/audit/answer-reply.server";
import { editFinding } from "~/services/audit/edit-finding.server";
import { getReport } from "~/services/audit/get-report.server";
import { sendProvisionalReport } from "~/services/audit/send-provisional-report.server";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
	{ title: `Rapport d’audit · ${data?.header.cooperative.name ?? ""} · Label CAE` },
];

export const loader = guarded("audit.findings", async ({ params, useCase }) =>
	json(await getReport(useCase, params.auditId ?? "")),
);

export const action = guarded(["audit.writeFindings", "audit.report"], async ({ request, params, useCase }) => {
	const { auditId = "" } = params;
	const form = await request.formData();
	const text = (name: string) => String(form.get(name) ?? "");
	const intent = text("intent");
	const criterionId = text("criterionId");
	const typed = { criterionId, kind: text("kind"), text: text("text"), reason: text("reason"), choice: text("choice") };
	const answer = { verdict: intent === "changed" ? "changed" : "kept", answer: text("answer") };
	const result =
		intent === "send"
			? await sendProvisionalReport(useCase, auditId, { confirmed: text("confirmation") === "oui" })
			: intent === "edit"
				? await editFinding(useCase, auditId, {
						...{ criterionId, kind: typed.kind, text: typed.text, reason: typed.reason, edits: text("edits") },
					})
				: await answerReply(useCase, auditId, {
						...{ criterionId, ...answer },
						...(answer.verdict === "changed" ? { choice: typed.choice, kind: typed.kind } : {}),
					});
	if (result.ok) return redirect(paths.audits.report(auditId, criterionId || undefined));
	const error = frenchTypography(reportRefusals[result.reason]);
	const status = result.reason === "CHANGED_MEANWHILE" ? 409 : 422;
	return json({ refused: { ...typed, ...answer, error } satisfies TypedFinding }, { status });
});

export default function Report() {
	const report = useLoaderData<typeof loader>();
	const outcome = useActionData<typeof action>();
	const refused = outcome && "refused" in outcome ? outcome.refused : null;
	const { header, groups, may } = report;
	const typedFor = (criterionId: string) => (refused?.criterionId === criterionId ? refused : null);
	const final = report.finalAt !== null;
	const open = isOpenVisit(header.status);
	return (
		<div className="page">
			<LevelMarkShape />
			<PageHeader
				breadcrumb={auditCrumbs(header)}
				above={
					<>
						<AuditStatusBadge status={header.status} />
						<StandardVersion versions={[header.standard]} />
					</>
				}
				title={final ? "Rapport définitif" : open ? "Rapport à venir" : "Rapport provisoire"}
				lead={frenchTypography(`${header.cooperative.name}, auto-évaluation ${header.year}.`)}
			/>
			{refused && <Notice kind="error">{refused.error}</Notice>}
			<ReportStage audit={{ ...report, status: header.status }} />
			{open && (
				<Notice kind="info" live={false} title="La visite n’est pas terminée">
					Ces constats viennent des niveaux relevés jusqu’ici : ils changent encore. Le rapport provisoire s’écrit quand
					la visite est terminée.
				</Notice>
			)}
			<ReportDownloads report={report} />
			<ReportSummary report={report} />
			{groups
				.filter(({ kind, findings }) => kind !== "conformity" && findings.length > 0)
				.map(({ kind, findings }) => (
					<Section key={kind} title={findingHeadings[kind]} ruled lead={formatCount(findings.length, "constat")}>
						<ul className="findings">
							{findings.map((finding) => (
								<FindingLine key={finding.criterionId} auditId={header.id} finding={finding}>
									{may.write && (
										<EditFinding key={finding.edits} finding={finding} typed={typedFor(finding.criterionId)} />
									)}
									{may.answer && finding.reply?.text && !finding.reply.verdict && (
										<AnswerReply finding={finding} typed={typedFor(finding.criterionId)} />
									)}
								</FindingLine>
							))}
						</ul>
					</Section>
				))}
			<Section title={findingHeadings.conformity} ruled>
				<details
					open={groups.some(({ kind, findings }) => kind === "conformity" && findings.some(({ reply }) => reply?.text))}
				>
					<summary>
						{formatCount(groups.find(({ kind }) => kind === "conformity")?.findings.length ?? 0, "critère")}
					</summary>
					<ul className="findings">
						{groups
							.find(({ kind }) => kind === "conformity")
							?.findings.map((finding) => (
								<FindingLine key={finding.criterionId} auditId={header.id} finding={finding}>
									{may.write && (
										<EditFinding key={finding.edits} finding={finding} typed={typedFor(finding.criterionId)} />
									)}
									{may.answer && finding.reply?.text && !finding.reply.verdict && (
										<AnswerReply finding={finding} typed={typedFor(finding.criterionId)} />
									)}
								</FindingLine>
							))}
					</ul>
				</details>
			</Section>
			<ReportNext report={report} />
		</div>
	);
}
