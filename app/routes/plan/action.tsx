/** One action: where it stands, what one may change of it, and its end. */
import { json, type MetaFunction, redirect } from "@remix-run/node";
import { useActionData, useLoaderData, useSearchParams } from "@remix-run/react";
import { guarded } from "~/auth/guarded.server";
import { DefinitionList } from "~/components/display/definition-list";
import { DomainMark } from "~/components/display/domain-mark";
import { Button } from "~/components/form/button";
import { Link } from "~/components/layout/link";
import { Notice } from "~/components/layout/notice";
import { PageHeader } from "~/components/layout/page-header";
import { Section } from "~/components/layout/section";
import { CloseAction, EditAction } from "~/components/plan/action-forms";
import { ActionBadge } from "~/components/plan/due-badge";
import { GONE } from "~/components/plan/plan-lines";
import { formatDate } from "~/components/text/format";
import { frenchTypography } from "~/components/text/french";
import { actionRefusals } from "~/messages.plan.refusals.fr";
import { paths } from "~/paths";
import { closeAction, editAction } from "~/services/plan/change-action.server";
import { getAction } from "~/services/plan/get-action.server";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
	{ title: `Action ${data?.action.criterionId ?? ""} · Label CAE` },
];

export const loader = guarded("plan.read", async ({ params, useCase }) =>
	json(await getAction(useCase, params.cooperativeId ?? "", params.actionId ?? "")),
);

export const action = guarded("plan.act", async ({ request, params, useCase }) => {
	const { cooperativeId = "", actionId = "" } = params;
	const form = await request.formData();
	const text = (name: string) => String(form.get(name) ?? "");
	const version = text("version");
	const edits = form.get("intent") === "edit";
	const typed = { ownerId: text("ownerId"), dueOn: text("dueOn"), todo: text("todo"), reason: text("reason") };
	const result = edits
		? await editAction(useCase, cooperativeId, actionId, {
				...{ ownerId: typed.ownerId, dueOn: typed.dueOn, todo: typed.todo, version },
			})
		: await closeAction(useCase, cooperativeId, actionId, { state: text("state"), reason: typed.reason, version });
	if (result.ok) return redirect(paths.cooperatives.action(cooperativeId, actionId, "oui"));
	const status = result.reason === "CHANGED_MEANWHILE" ? 409 : 422;
	return json({ error: actionRefusals[result.reason], typed, edits }, { status });
});

export default function ActionPage() {
	const { cooperative, action: one, standing, latest, heirs, asked, people, mayAct } = useLoaderData<typeof loader>();
	const refusal = useActionData<typeof action>();
	const refused = refusal && "error" in refusal ? refusal : null;
	const [query] = useSearchParams();
	const open = one.state === "open";
	const [criterion] = heirs;
	return (
		<div className="page">
			<PageHeader
				breadcrumb={[
					{ label: cooperative.name, href: paths.cooperatives.one(cooperative.id) },
					{ label: `Plan ${latest.year}`, href: paths.assessments.plan(latest.id) },
				]}
				above={
					<>
						<DomainMark code={one.domain} />
						<ActionBadge standing={standing} />
					</>
				}
				title={frenchTypography(`${one.criterionId} · ${one.title}`)}
				lead={frenchTypography(
					`Passer ${one.fromLevel === null ? "" : `du niveau ${one.fromLevel} `}au niveau ${one.toLevel}${asked ? ` : « ${asked} »` : ""}`,
				)}
			/>
			{query.has("fait") && !refused && <Notice kind="success">C’est enregistré.</Notice>}
			{refused && <Notice kind="error">{frenchTypography(refused.error)}</Notice>}
			{standing === "reached" && (
				<Notice kind="info" live={false}>
					{frenchTypography("Le niveau déclaré atteint le but : si c’est bien fait, quelqu’un peut clore l’action.")}
				</Notice>
			)}
			<DefinitionList
				items={[
					{ term: "Qui", value: one.owner ?? GONE },
					{ term: "Pour le", value: formatDate(one.dueOn) },
					{ term: "À faire", value: one.todo === "" ? "Rien de précisé" : frenchTypography(one.todo) },
					...(one.closedAt ? [{ term: "Close le", value: formatDate(one.closedAt) }] : []),
					...(one.reason ? [{ term: "Abandonnée parce que", value: frenchTypography(one.reason) }] : []),
				]}
			/>
			<p>
				{criterion === undefined ? (
					frenchTypography(
						`Ce critère n’est plus dans le référentiel de ${latest.year}. L’action se lit et se clôt ici.`,
					)
				) : (
					<Link
						href={paths.assessments.domain(latest.id, one.domain, criterion)}
					>{`Ouvrir ${criterion} sur sa fiche`}</Link>
				)}
			</p>
			{mayAct && open && (
				<>
					<EditAction key={one.version} action={one} people={people} typed={refused?.edits ? refused.typed : null} />
					<CloseAction version={one.version} typed={refused && !refused.edits ? refused.typed : null} />
				</>
			)}
			{mayAct && !open && (
				<Section title="Rouvrir" ruled lead="L’action revient au plan et dans les tâches de qui la porte.">
					<form method="post">
						<input type="hidden" name="version" value={one.version} />
						<input type="hidden" name="state" value="open" />
						<Button name="intent" value="close">
							Rouvrir l’action
						</Button>
					</form>
				</Section>
			)}
		</div>
	);
}
