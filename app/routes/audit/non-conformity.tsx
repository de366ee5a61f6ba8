/** One non-conformity: what was found, until when, each plan and what became of it, and the next act of whoever reads. */
import { json, type MetaFunction, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { guarded } from "~/auth/guarded.server";
import { CorrectivePlan } from "~/components/audit/corrective-plan";
import { CheckEffect, DeclareDone, JudgePlan, ProposePlan, type TypedFollow } from "~/components/audit/follow-forms";
import { Badge } from "~/components/display/badge";
import { DefinitionList } from "~/components/display/definition-list";
import { DomainMark } from "~/components/display/domain-mark";
import { Link } from "~/components/layout/link";
import { Notice } from "~/components/layout/notice";
import { PageHeader } from "~/components/layout/page-header";
import { Section } from "~/components/layout/section";
import { formatDate } from "~/components/text/format";
import { frenchTypography } from "~/components/text/french";
import { followLabels, followRefusals, gradeLabels } from "~/messages.followed.fr";
import { paths } from "~/paths";
import { checkEffect } from "~/services/audit/check-effect.server";
import { declareDone } from "~/services/audit/declare-done.server";
import { getNonConformity } from "~/services/audit/get-non-conformity.server";
import { judgePlan } from "~/services/audit/judge-plan.server";
import { proposePlan } from "~/services/audit/propose-plan.server";
import type { UseCase } from "~/services/use-case.server";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
	{ title: `Écart ${data?.criterionId ?? data?.domain ?? ""} · Label CAE` },
];

export const loader = guarded("nonConformity.read", async ({ params, useCase }) =>
	json(await getNonConformity(useCase, params.nonConformityId ?? "")),
);

export const action = guarded(
	["nonConformity.plan", "nonConformity.judge", "nonConformity.check"],
	async ({ request, params, useCase }) => {
		const { nonConformityId = "" } = params;
		const form = await request.formData();
		const text = (name: string) => String(form.get(name) ?? "");
		const typed = {
			cause: text("cause"),
			correction: text("correction"),
			action: text("action"),
			ownerId: text("ownerId"),
			dueOn: text("dueOn"),
			reason: text("reason"),
			note: text("note"),
			evidence: form.getAll("evidence").map(String),
		};
		const result = await act(useCase, nonConformityId, text("intent"), typed, text("version"));
		if (result.ok) return redirect(paths.nonConformities.one(nonConformityId));
		const status = result.reason === "CHANGED_MEANWHILE" ? 409 : 422;
		return json({ typed, error: frenchTypography(followRefusals[result.reason]) }, { status });
	},
);

function act(
	useCase: UseCase,
	id: string,
	intent: string,
	{ cause, correction, action: asked, ownerId, dueOn, reason, note, evidence }: TypedFollow,
	version: string,
) {
	switch (intent) {
		case "accept":
		case "sendBack":
			return judgePlan(useCase, id, { accepted: intent === "accept", reason, version });
		case "done":
			return declareDone(useCase, id, { note, evidence, version });
		case "lift":
		case "reopen":
			return checkEffect(useCase, id, { effective: intent === "lift", reason, version });
		default:
			return proposePlan(useCase, id, { cause, correction, action: asked, ownerId, dueOn, version });
	}
}

export default function NonConformity() {
	const one = useLoaderData<typeof loader>();
	const outcome = useActionData<typeof action>();
	const refused = outcome && "error" in outcome ? outcome : null;
	const { may, version, plans } = one;
	const shared = { version, typed: refused?.typed ?? null };
	const [last, ...earlier] = plans;
	return (
		<div className="page">
			<PageHeader
				breadcrumb={[
					{ label: "Écarts", href: paths.nonConformities.list() },
					{ label: one.cooperative.name, href: paths.audits.one(one.auditId) },
				]}
				above={
					<>
						<DomainMark code={one.domain} />
						<Badge kind={one.grade === "major" ? "danger" : "warning"}>{gradeLabels[one.grade]}</Badge>
						<Badge kind={one.status === "closed" ? "good" : "info"}>{followLabels[one.status]}</Badge>
						{one.late && <Badge kind="danger">En retard</Badge>}
					</>
				}
				title={frenchTypography(
					one.criterionId ? `${one.criterionId} · ${one.title}` : `${one.minors.length} mineures en ${one.title}`,
				)}
				lead={frenchTypography(
					one.status === "closed" ? "Cet écart est levé." : `À lever au plus tard le ${formatDate(one.dueOn)}.`,
				)}
			/>
			{refused && <Notice kind="error">{refused.error}</Notice>}
			{one.escalatedOn && (
				<Notice kind="warning" live={false} title="Mineur à l’origine">
					{frenchTypography(
						`Il n’a pas été levé dans son délai : il est majeur depuis le ${formatDate(one.escalatedOn)}, avec un nouveau délai.`,
					)}
				</Notice>
			)}
			<DefinitionList
				items={[
					{ term: "CAE", value: one.cooperative.name },
					{ term: "Référentiel", value: `version ${one.standard.split("/").at(-1)}` },
					{ term: "Ouvert le", value: formatDate(one.openedOn) },
					...(one.text
						? [{ term: "Constat", value: <span className="pre-line">{frenchTypography(one.text)}</span> }]
						: []),
				]}
			/>
			{one.origin === "minors" && (
				<p>
					{frenchTypography(
						`Dans un même domaine, ${one.minorsMakingMajor} mineures font une majeure : ${one.minors.join(", ")}. Elle n’a pas de plan à elle : elle tombe quand il reste moins de ${one.minorsMakingMajor} de ces écarts.`,
					)}
				</p>
			)}
			{may.readPlans && (
				<p>
					<Link href={paths.audits.report(one.auditId, one.criterionId ?? undefined)}>Lire le rapport d’audit</Link>
				</p>
			)}
			{last && (
				<Section title="Plan d’action" ruled>
					<CorrectivePlan plan={last} cooperativeId={one.cooperative.id} />
				</Section>
			)}
			{may.propose && <ProposePlan {...shared} people={one.people} dueOn={one.dueOn} today={one.today} />}
			{may.judge && <JudgePlan {...shared} />}
			{may.declareDone && <DeclareDone {...shared} library={one.library} />}
			{may.check && <CheckEffect {...shared} />}
			{earlier.map((plan) => (
				<Section key={plan.number} title={`Plan d’action ${plan.number}, remplacé`} ruled>
					<CorrectivePlan plan={plan} cooperativeId={one.cooperative.id} />
				</Section>
			))}
		</div>
	);
}
