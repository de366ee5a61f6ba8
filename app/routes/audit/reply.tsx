/** The cooperative's right of reply: criterion by criterion, each remark kept as it is saved, all of them sent once. */
import { json, type MetaFunction, redirect } from "@remix-run/node";
import { Form, useActionData, useLoaderData, useSearchParams } from "@remix-run/react";
import { guarded } from "~/auth/guarded.server";
import { auditCrumbs } from "~/components/audit/audit-header";
import { FindingLine } from "~/components/audit/finding-line";
import { LevelMarkShape } from "~/components/display/level-mark";
import { Button } from "~/components/form/button";
import { SelectField } from "~/components/form/select-field";
import { TextareaField } from "~/components/form/textarea-field";
import { Notice } from "~/components/layout/notice";
import { PageHeader } from "~/components/layout/page-header";
import { Section } from "~/components/layout/section";
import { formatCount, formatDate, formatDateTime } from "~/components/text/format";
import { frenchTypography } from "~/components/text/french";
import { findingLabels, reportRefusals } from "~/messages.report.fr";
import { paths } from "~/paths";
import { getReport } from "~/services/audit/get-report.server";
import { saveReply, sendReplies } from "~/services/audit/save-reply.server";
import { authorise } from "~/services/use-case.server";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
	{ title: `Réponse au rapport · ${data?.header.cooperative.name ?? ""} · Label CAE` },
];

export const loader = guarded("audit.reply", async ({ params, useCase }) => {
	const report = await getReport(useCase, params.auditId ?? "");
	const { cooperative, leadAuditorId, secondAuditorId } = report.header;
	const resource = { cooperativeId: cooperative.id, leadAuditorId, secondAuditorId };
	const due = { ...resource, status: "rightOfReply" } as const;
	authorise(useCase.actor, "audit.reply", due, ["audit.read", due]);
	return json(report);
});

export const action = guarded("audit.reply", async ({ request, params, useCase }) => {
	const { auditId = "" } = params;
	const form = await request.formData();
	const text = (name: string) => String(form.get(name) ?? "");
	const criterionId = text("criterionId");
	const result =
		form.get("intent") === "send"
			? await sendReplies(useCase, auditId, { confirmed: text("confirmation") === "oui" })
			: await saveReply(useCase, auditId, { criterionId, text: text("text"), version: text("version") });
	if (result.ok) return redirect(paths.audits.reply(auditId, criterionId || undefined));
	const status = result.reason === "CHANGED_MEANWHILE" ? 409 : 422;
	return json({ criterionId, text: text("text"), error: frenchTypography(reportRefusals[result.reason]) }, { status });
});

export default function Reply() {
	const report = useLoaderData<typeof loader>();
	const outcome = useActionData<typeof action>();
	const refused = outcome && "error" in outcome ? outcome : null;
	const [query] = useSearchParams();
	const { header, groups, may, replyDueOn, repliesSentAt } = report;
	const all = groups.flatMap(({ findings }) => findings);
	const written = all.filter(({ reply }) => reply && reply.text !== "");
	const asked = query.get("critere");
	const shown = all.filter(
		({ kind, criterionId, reply }) =>
			kind === "major" || kind === "minor" || kind === "opportunity" || criterionId === asked || reply !== null,
	);
	const others = all.filter((finding) => !shown.includes(finding));
	return (
		<div className="page">
			<LevelMarkShape />
			<PageHeader
				breadcrumb={[...auditCrumbs(header), { label: "Rapport", href: paths.audits.report(header.id) }]}
				title="Répondre au rapport provisoire"
				lead={
					replyDueOn
						? frenchTypography(
								`Jusqu’au ${formatDate(replyDueOn)}. Chaque remarque est gardée dès que vous l’enregistrez.`,
							)
						: undefined
				}
			/>
			{refused && <Notice kind="error">{refused.error}</Notice>}
			{repliesSentAt && (
				<Notice kind="success" live={false} title="Votre réponse est envoyée">
					{frenchTypography(
						`Le ${formatDateTime(repliesSentAt)} : ${written.length === 0 ? "sans remarque" : formatCount(written.length, "remarque")}. L’équipe d’audit répond à chacune avant le rapport définitif.`,
					)}
				</Notice>
			)}
			{!may.reply && !repliesSentAt && (
				<Notice kind="info" live={false}>
					Le rapport n’attend plus de réponse. Ce que vous aviez enregistré est gardé, et l’équipe d’audit le lit.
				</Notice>
			)}
			<Section title="Les constats" ruled>
				<ul className="findings">
					{shown.map((finding) => (
						<FindingLine
							key={finding.criterionId}
							auditId={header.id}
							finding={may.reply ? { ...finding, reply: null } : finding}
						>
							<p className="soft">{findingLabels[finding.kind]}</p>
							{may.reply && (
								<Form method="post" className="form" preventScrollReset>
									<input type="hidden" name="criterionId" value={finding.criterionId} />
									<input type="hidden" name="version" value={finding.reply?.version ?? 0} />
									<TextareaField
										id={`reply-${finding.criterionId}`}
										name="text"
										label={`Votre remarque (${finding.criterionId})`}
										rows={3}
										hint={finding.reply ? `Enregistrée le ${formatDateTime(finding.reply.savedAt)}` : undefined}
										defaultValue={
											refused?.criterionId === finding.criterionId ? refused.text : (finding.reply?.text ?? "")
										}
										error={refused?.criterionId === finding.criterionId ? refused.error : undefined}
									/>
									<p>
										<Button name="intent" value="save">
											Enregistrer cette remarque
										</Button>
									</p>
								</Form>
							)}
						</FindingLine>
					))}
				</ul>
			</Section>
			{may.reply && others.length > 0 && (
				<form method="get" className="form">
					<SelectField
						name="critere"
						label="Répondre sur un autre critère"
						defaultValue=""
						placeholder="Choisir un critère"
						options={others.map(({ criterionId, title }) => ({ value: criterionId, label: `${criterionId} ${title}` }))}
					/>
					<p>
						<Button>Ajouter ce critère</Button>
					</p>
				</form>
			)}
			{may.reply && (
				<Section title="Envoyer votre réponse" ruled>
					<form method="post" className="stack">
						<p>
							{frenchTypography(
								`${written.length === 0 ? "Vous n’avez écrit aucune remarque : vous pouvez envoyer votre réponse ainsi." : `Vous envoyez ${formatCount(written.length, "remarque")}.`} Après l’envoi, vos remarques ne changent plus.`,
							)}
						</p>
						<label className="choice">
							<input type="checkbox" name="confirmation" value="oui" required />{" "}
							{written.length === 0 ? "Nous n’avons pas de remarque" : "Ces remarques sont celles de la CAE"}
						</label>
						<p>
							<Button kind="primary" name="intent" value="send">
								Envoyer notre réponse
							</Button>
						</p>
					</form>
				</Section>
			)}
		</div>
	);
}
