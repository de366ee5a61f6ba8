/** Schedules an audit in two steps, with or without JavaScript: which file and which days, then where and with whom. */
import { json, type MetaFunction, redirect } from "@remix-run/node";
import { Form, useActionData, useLoaderData, useNavigation } from "@remix-run/react";
import { guarded } from "~/auth/guarded.server";
import { PlanRefusal, refusalText } from "~/components/audit/plan-refusal";
import { RefusedAuditors, TeamFields } from "~/components/audit/team-fields";
import { formatVisitDates } from "~/components/audit/visit-dates";
import { Button } from "~/components/form/button";
import { CheckboxGroup } from "~/components/form/checkbox-group";
import { SelectField } from "~/components/form/select-field";
import { TextField } from "~/components/form/text-field";
import { EmptyState } from "~/components/layout/empty-state";
import { Notice } from "~/components/layout/notice";
import { PageHeader } from "~/components/layout/page-header";
import { Section } from "~/components/layout/section";
import { formatDate } from "~/components/text/format";
import { AUDIT_KINDS } from "~/domain/audit/audit";
import { teamSize } from "~/domain/audit/visit-plan";
import { auditKindLabels } from "~/messages.fr";
import { paths } from "~/paths";
import { getScheduleForm } from "~/services/audit/get-schedule-form.server";
import { scheduleAudit } from "~/services/audit/schedule-audit.server";
import { planInput, refusedPlan } from "./plan-input";

export const meta: MetaFunction = () => [{ title: "Planifier un audit · Label CAE" }];

export const loader = guarded("audit.schedule", async ({ url, useCase }) => {
	const asked = (name: string) => url.searchParams.get(name);
	return json(
		await getScheduleForm(useCase, {
			assessmentId: asked("evaluation"),
			kind: asked("nature"),
			startsOn: asked("debut"),
			endsOn: asked("fin"),
		}),
	);
});

export const action = guarded("audit.schedule", async ({ request, useCase }) => {
	const form = await request.formData();
	const values = planInput(form);
	const result = await scheduleAudit(useCase, {
		assessmentId: String(form.get("assessmentId") ?? ""),
		kind: form.get("kind"),
		...values,
	});
	if (result.ok) return redirect(paths.audits.one(result.value.auditId));
	return json({ refused: refusedPlan(result), values }, { status: 422 });
});

export default function Schedule() {
	const form = useLoaderData<typeof loader>();
	const outcome = useActionData<typeof action>();
	const refusal = outcome && "refused" in outcome ? outcome : null;
	const busy = useNavigation().state === "submitting";
	const { chosen, kind, team } = form;
	return (
		<div className="page">
			<PageHeader
				breadcrumb={[{ label: "Audits", href: paths.audits.list() }]}
				title="Planifier un audit"
				lead="Le dossier et les dates d’abord : la liste des personnes qui peuvent faire la visite en dépend."
			/>
			{refusal && <PlanRefusal refused={refusal.refused} />}
			{form.notWaiting && (
				<Notice kind="warning" live={false}>
					Cette auto-évaluation n’attend pas d’audit : elle n’est pas envoyée, ou un audit est déjà planifié ou clos.
				</Notice>
			)}
			{form.assessments.length === 0 ? (
				<EmptyState title="Aucun dossier n’attend d’audit.">
					<p>Un audit se planifie dès qu’une CAE a envoyé son auto-évaluation.</p>
				</EmptyState>
			) : (
				<Section title="1. Le dossier et les dates" ruled>
					<Form method="get" className="form" key={`${chosen?.id} ${kind} ${form.startsOn} ${form.endsOn}`}>
						<SelectField
							name="evaluation"
							label="Auto-évaluation envoyée"
							required
							placeholder="Choisir une CAE"
							options={form.assessments.map(({ id, cooperativeName, year, submittedAt }) => ({
								value: id,
								label: `${cooperativeName}, ${year}${submittedAt ? `, envoyée le ${formatDate(submittedAt)}` : ""}`,
							}))}
							defaultValue={chosen?.id ?? ""}
						/>
						<CheckboxGroup
							type="radio"
							name="nature"
							label="Nature de l’audit"
							options={AUDIT_KINDS.map((code) => ({
								value: code,
								label: auditKindLabels[code],
								hint:
									teamSize(code) === 2
										? "Deux personnes, tous les critères"
										: "Une personne suffit, dix critères au moins",
							}))}
							defaultValues={[kind ?? "initial"]}
						/>
						<div className="field-pair">
							<TextField
								id="startsOn"
								name="debut"
								type="date"
								label="Premier jour"
								required
								min={form.today}
								defaultValue={form.startsOn}
								error={form.dates ? refusalText(form.dates) : undefined}
							/>
							<TextField
								id="endsOn"
								name="fin"
								type="date"
								label="Dernier jour"
								required
								min={form.today}
								defaultValue={form.endsOn}
							/>
						</div>
						<p>
							<Button kind={team ? "secondary" : "primary"}>Voir qui peut faire la visite</Button>
						</p>
					</Form>
				</Section>
			)}
			{chosen && kind && team && (
				<>
					<Section
						title="2. Le lieu et l’équipe"
						ruled
						lead={`${auditKindLabels[kind]}, ${chosen.cooperative.name}, ${formatVisitDates(form)}.`}
					>
						<Form method="post" className="form" key={`${chosen.id} ${kind} ${form.startsOn} ${form.endsOn}`}>
							<input type="hidden" name="assessmentId" value={chosen.id} />
							<input type="hidden" name="kind" value={kind} />
							<input type="hidden" name="startsOn" value={form.startsOn} />
							<input type="hidden" name="endsOn" value={form.endsOn} />
							<TeamFields
								team={team}
								values={refusal?.values ?? { mode: "onSite", place: "", leadAuditorId: "", secondAuditorId: "" }}
							/>
							<p className="soft">
								La CAE et l’équipe verront aussitôt la visite dans leur calendrier ; l’équipe pourra lire les réponses
								de la CAE.
							</p>
							<p>
								<Button kind="primary">{busy ? "Enregistrement…" : "Planifier cet audit"}</Button>
							</p>
						</Form>
					</Section>
					<Section title="Qui ne peut pas faire cette visite, et pourquoi" ruled>
						<RefusedAuditors auditors={team.auditors} />
					</Section>
				</>
			)}
		</div>
	);
}
