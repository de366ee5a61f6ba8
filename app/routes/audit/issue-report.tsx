/** Issues the final report of an audit: what follows from it, then the act, with a fresh proof of identity. */
import { json, type MetaFunction, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { guarded } from "~/auth/guarded.server";
import { auditCrumbs } from "~/components/audit/audit-header";
import { ReportSummary } from "~/components/audit/report-summary";
import { Button, ButtonLink } from "~/components/form/button";
import { Notice } from "~/components/layout/notice";
import { PageHeader } from "~/components/layout/page-header";
import { Section } from "~/components/layout/section";
import { frenchTypography } from "~/components/text/french";
import { reportRefusals } from "~/messages.report.fr";
import { paths } from "~/paths";
import { getReport } from "~/services/audit/get-report.server";
import { issueFinalReport } from "~/services/audit/issue-final-report.server";
import { authorise } from "~/services/use-case.server";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
	{ title: `Rapport définitif · ${data?.header.cooperative.name ?? ""} · Label CAE` },
];

export const loader = guarded(
	"audit.report",
	async ({ params, useCase }) => {
		const report = await getReport(useCase, params.auditId ?? "");
		const { cooperative, status, leadAuditorId, secondAuditorId } = report.header;
		const resource = { cooperativeId: cooperative.id, leadAuditorId, secondAuditorId };
		const due = { ...resource, status: "rightOfReply" } as const;
		authorise(useCase.actor, "audit.report", due, ["audit.read", due]);
		return status === "rightOfReply" ? json(report) : redirect(paths.audits.report(report.header.id));
	},
	{ freshProof: true },
);

export const action = guarded(
	"audit.report",
	async ({ request, params, useCase }) => {
		const { auditId = "" } = params;
		const form = await request.formData();
		const result = await issueFinalReport(useCase, auditId, { confirmed: form.get("confirmation") === "oui" });
		if (result.ok) return redirect(paths.audits.report(auditId));
		return json({ error: frenchTypography(reportRefusals[result.reason]) }, { status: 422 });
	},
	{ freshProof: true },
);

export default function IssueReport() {
	const report = useLoaderData<typeof loader>();
	const outcome = useActionData<typeof action>();
	const { header, waits } = report;
	return (
		<div className="page">
			<PageHeader
				breadcrumb={[...auditCrumbs(header), { label: "Rapport provisoire", href: paths.audits.report(header.id) }]}
				title="Émettre le rapport définitif"
				lead={frenchTypography(`${header.cooperative.name}, auto-évaluation ${header.year}.`)}
			/>
			{outcome && "error" in outcome && <Notice kind="error">{outcome.error}</Notice>}
			<ReportSummary report={report} />
			<Section title="Ce qui suit" ruled>
				<form method="post" className="stack">
					<p>
						Le rapport définitif ne change plus : il est gardé avec son empreinte. Les niveaux retenus entrent dans les
						chiffres du réseau, les délais des écarts commencent aujourd’hui, et la CAE est prévenue. Sans aucun écart,
						l’audit est clos aussitôt.
					</p>
					{waits ? (
						<Notice kind="warning" live={false}>
							{frenchTypography(reportRefusals[waits])}
						</Notice>
					) : (
						<>
							<label className="choice">
								<input type="checkbox" name="confirmation" value="oui" required /> L’équipe a relu ce rapport et
								l’approuve
							</label>
							<p className="actions">
								<Button kind="primary">Émettre le rapport définitif</Button>
								<ButtonLink kind="quiet" href={paths.audits.report(header.id)}>
									Revenir au rapport
								</ButtonLink>
							</p>
						</>
					)}
				</form>
			</Section>
		</div>
	);
}
