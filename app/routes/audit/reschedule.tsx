/** Moves an audit: new days, place or team, with the reason that everyone concerned reads. */
import { json, type MetaFunction, redirect } from "@remix-run/node";
import { Form, useActionData, useLoaderData, useNavigation } from "@remix-run/react";
import { guarded } from "~/auth/guarded.server";
import { auditCrumbs } from "~/components/audit/audit-header";
import { PlanRefusal, refusalText } from "~/components/audit/plan-refusal";
import { RefusedAuditors, TeamFields } from "~/components/audit/team-fields";
import { formatVisitDates } from "~/components/audit/visit-dates";
import { Button, ButtonLink } from "~/components/form/button";
import { TextField } from "~/components/form/text-field";
import { TextareaField } from "~/components/form/textarea-field";
import { Notice } from "~/components/layout/notice";
import { PageHeader } from "~/components/layout/page-header";
import { Section } from "~/components/layout/section";
import { auditRefusals } from "~/messages.audit.fr";
import { auditKindLabels } from "~/messages.fr";
import { paths } from "~/paths";
import { getRescheduleForm } from "~/services/audit/get-schedule-form.server";
import { REASON_LIMIT, rescheduleAudit } from "~/services/audit/reschedule-audit.server";
import { planInput, refusedPlan } from "./plan-input";

export const meta: MetaFunction = () => [{ title: "Modifier un audit · Label CAE" }];

export const loader = guarded("audit.reschedule", async ({ params, url, useCase }) => {
	const form = await getRescheduleForm(useCase, params.auditId ?? "", {
		startsOn: url.searchParams.get("debut") ?? "",
		endsOn: url.searchParams.get("fin") ?? "",
	});
	return json({ ...form, reasonLimit: REASON_LIMIT });
});

export const action = guarded("audit.reschedule", async ({ request, params, useCase }) => {
	const { auditId = "" } = params;
	const form = await request.formData();
	const values = { ...planInput(form), reason: String(form.get("reason") ?? "") };
	const result = await rescheduleAudit(useCase, auditId, { ...values, sequence: form.get("sequence") });
	if (result.ok) return redirect(paths.audits.one(auditId));
	return json({ refused: refusedPlan(result), values }, { status: 422 });
});

export default function Reschedule() {
	const form = useLoaderData<typeof loader>();
	const outcome = useActionData<typeof action>();
	const refusal = outcome && "refused" in outcome ? outcome : null;
	const busy = useNavigation().state === "submitting";
	const { header, team } = form;
	const key = `${form.startsOn} ${form.endsOn}`;
	return (
		<div className="page">
			<PageHeader
				breadcrumb={auditCrumbs(header)}
				title="Modifier cet audit"
				lead={`${auditKindLabels[header.kind]}, prévu ${formatVisitDates(header)}.`}
			/>
			{refusal && <PlanRefusal refused={refusal.refused} />}
			{form.ended ? (
				<Notice kind="info" live={false}>
					{auditRefusals.AUDIT_ENDED} <a href={paths.audits.one(header.id)}>Revenir à l’audit</a>
				</Notice>
			) : (
				<Section title="1. Les dates" ruled>
					<Form method="get" className="form" key={`dates ${key}`}>
						<div className="field-pair">
							<TextField
								id="startsOn"
								name="debut"
								type="date"
								label="Premier jour"
								required
								defaultValue={form.startsOn}
								error={form.dates ? refusalText(form.dates) : undefined}
							/>
							<TextField id="endsOn" name="fin" type="date" label="Dernier jour" required defaultValue={form.endsOn} />
						</div>
						<p>
							<Button>Voir qui peut venir à ces dates</Button>
						</p>
					</Form>
				</Section>
			)}
			{team && (
				<>
					<Section title="2. Le lieu, l’équipe et le motif" ruled lead={`Visite ${formatVisitDates(form)}.`}>
						<Form method="post" className="form" key={`plan ${key}`}>
							<input type="hidden" name="sequence" value={header.sequence} />
							<input type="hidden" name="startsOn" value={form.startsOn} />
							<input type="hidden" name="endsOn" value={form.endsOn} />
							<TeamFields
								team={team}
								values={refusal?.values ?? { ...header, secondAuditorId: header.secondAuditorId ?? "" }}
							/>
							<TextareaField
								id="reason"
								name="reason"
								label="Motif du changement"
								hint="La CAE et l’équipe d’audit le liront dans l’historique."
								rows={2}
								maxLength={form.reasonLimit}
								required
								defaultValue={refusal?.values.reason}
							/>
							<p className="actions">
								<Button kind="primary">{busy ? "Enregistrement…" : "Enregistrer le changement"}</Button>
								<ButtonLink kind="quiet" href={paths.audits.one(header.id)}>
									Laisser l’audit comme il est
								</ButtonLink>
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
