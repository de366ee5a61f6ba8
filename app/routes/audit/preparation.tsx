/** The preparation of a visit: agenda, sample, evidence asked for, and where the plan stands between the team and the CAE. */
import { randomUUID } from "node:crypto";
import { json, type MetaFunction, redirect } from "@remix-run/node";
import { useActionData, useLoaderData, useNavigation, useSearchParams } from "@remix-run/react";
import { guarded } from "~/auth/guarded.server";
import { auditCrumbs } from "~/components/audit/audit-header";
import { AuditStatusBadge } from "~/components/audit/audit-status-badge";
import { PlanAgenda } from "~/components/audit/plan-agenda";
import { PlanDemands } from "~/components/audit/plan-demands";
import { AnnouncedSampleText, PlanSample } from "~/components/audit/plan-sample";
import { AnswerPlan, PlanStanding, SendPlan } from "~/components/audit/plan-sending";
import { refusalOf } from "~/components/audit/preparation-form";
import { formatVisitDates } from "~/components/audit/visit-dates";
import { ButtonLink } from "~/components/form/button";
import { Notice } from "~/components/layout/notice";
import { PageHeader } from "~/components/layout/page-header";
import { Section } from "~/components/layout/section";
import { formatCount } from "~/components/text/format";
import { frenchTypography } from "~/components/text/french";
import { wordFor } from "~/components/text/word-for";
import { isOpenVisit } from "~/domain/audit/audit-life";
import { auditKindLabels } from "~/messages.fr";
import { preparationDone } from "~/messages.preparation.fr";
import { paths } from "~/paths";
import { getPreparation } from "~/services/audit/get-preparation.server";
import { actOn, readPreparation, refusedPreparation } from "./preparation-input";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
	{ title: `Plan d’audit · ${data?.header.cooperative.name ?? ""} · Label CAE` },
];

export const loader = guarded("audit.readPlan", async ({ params, useCase }) =>
	json({ ...(await getPreparation(useCase, params.auditId ?? "")), formKey: randomUUID() }),
);

export const action = guarded(["audit.prepare", "audit.answerPlan"], async ({ request, params, platform, useCase }) => {
	const { auditId = "" } = params;
	const asked = readPreparation(await request.formData());
	const { result, done, about, place } = await actOn(useCase, auditId, asked, platform.root);
	if (result.ok) return redirect(paths.audits.preparation(auditId, done, place));
	const status = result.reason === "CHANGED_MEANWHILE" ? 409 : 422;
	return json({ refused: refusedPreparation(asked, about, result.reason) }, { status });
});

export default function Preparation() {
	const page = useLoaderData<typeof loader>();
	const outcome = useActionData<typeof action>();
	const refused = outcome && "refused" in outcome ? outcome.refused : null;
	const busy = useNavigation().state === "submitting";
	const [query] = useSearchParams();
	const done = refused ? undefined : wordFor(preparationDone, query.get("fait"));
	const { header, may, sending, sample, domains, agenda, demands } = page;
	const shared = { busy, refused };
	const waits = demands.filter(({ state }) => state === "asked").length;
	const lone = ["propose", "start", "remove", "putBack"].map((intent) => refusalOf(refused, intent, refused?.about));
	const standing = sample?.filter(({ takenOut }) => !takenOut) ?? [];
	return (
		<div className="page">
			<PageHeader
				breadcrumb={auditCrumbs(header)}
				above={<AuditStatusBadge status={header.status} late={false} />}
				title={may.prepare ? "Préparer le plan d’audit" : "Plan d’audit"}
				lead={frenchTypography(
					`${auditKindLabels[header.kind]} : ${header.cooperative.name}. Visite ${formatVisitDates(header)}.`,
				)}
				actions={
					may.write && may.readSample ? (
						<>
							<ButtonLink href={paths.assessments.archive(page.assessmentId)} download>
								Toutes les pièces (ZIP)
							</ButtonLink>
							{standing.length > 0 && (
								<ButtonLink href={paths.assessments.archive(page.assessmentId, header.id)} download>
									Pièces de l’échantillon (ZIP)
								</ButtonLink>
							)}
						</>
					) : undefined
				}
			/>
			{done && <Notice kind="success">{frenchTypography(done)}</Notice>}
			{refused && (
				<Notice kind="error" title="Rien n’a été enregistré">
					{lone.find((one) => one !== undefined)?.error ?? "Ce que vous avez saisi est toujours là, avec la raison."}
				</Notice>
			)}
			<PlanStanding sending={sending} toSend={page.toSend && sending !== null} awaitsReader={may.answer} />
			{!may.write && !sending && (
				<p>
					{isOpenVisit(header.status)
						? "L’équipe d’audit n’a pas encore envoyé son plan. Un e-mail vous préviendra."
						: "Aucun plan n’a été envoyé ici pour cette visite."}
				</p>
			)}
			{may.answer && sending && sending.answer === null && (
				<Section title="Votre réponse" ruled>
					<AnswerPlan number={sending.number} {...shared} />
				</Section>
			)}
			{(may.write || sending) && (
				<Section
					id="deroule"
					title="Déroulé de la visite"
					ruled
					lead={
						may.prepare
							? "Heures de Paris. Si les jours de la visite changent, le déroulé les suit."
							: agenda.length > 0
								? "Heures de Paris."
								: undefined
					}
				>
					{agenda.length === 0 && !may.prepare && <p>Aucun déroulé n’a été écrit ici.</p>}
					<PlanAgenda
						{...shared}
						startsOn={may.write ? header.startsOn : (sending?.startsOn ?? header.startsOn)}
						days={page.days}
						version={page.version}
						leadName={header.leadName}
						secondName={header.secondName}
						domains={domains}
						slots={agenda}
						editable={may.prepare}
					/>
				</Section>
			)}
			{sample && (may.write || sample.length > 0) ? (
				<Section
					id="echantillon"
					title={frenchTypography(
						standing.length === 0 ? "Échantillon" : `Échantillon : ${formatCount(standing.length, "critère")}`,
					)}
					ruled
					lead={
						header.kind === "followUp"
							? "Au suivi : les écarts ouverts, les bloquants à risque et un tirage de dix critères. Le reste s’examine si l’équipe le juge utile."
							: "Ce que l’équipe examine à fond sur place. Les autres critères s’examinent, ou se confirment d’après le dossier."
					}
				>
					<PlanSample {...shared} domains={domains} lines={sample} addable={page.addable} editable={may.prepare} />
				</Section>
			) : (
				sending && (
					<Section id="echantillon" title="Ce que l’équipe regardera" ruled>
						<AnnouncedSampleText sample={sending.sample} domains={domains} />
					</Section>
				)
			)}
			{(may.write || demands.length > 0) && (
				<Section
					id="pieces"
					title={frenchTypography(waits === 0 ? "Pièces demandées" : `Pièces demandées : ${waits} à fournir`)}
					ruled
					lead={
						may.prepare
							? "La CAE ne lit une demande qu’une fois envoyée. Elle répond avec des pièces de sa bibliothèque."
							: undefined
					}
				>
					<PlanDemands
						{...shared}
						demands={demands}
						drafts={page.drafts}
						cooperativeId={header.cooperative.id}
						criteria={page.criteria}
						library={page.library}
						dueOn={page.dueOn}
						formKey={page.formKey}
						asks={may.prepare}
						answers={may.answer}
					/>
				</Section>
			)}
			{may.prepare && (
				<Section id="envoi" title="Envoi à la CAE" ruled>
					<SendPlan
						{...shared}
						version={page.version}
						toSend={page.toSend}
						sentBefore={sending !== null}
						drafts={page.drafts}
						notReady={page.notReady}
					/>
				</Section>
			)}
			<p>
				<ButtonLink kind="quiet" href={paths.audits.one(header.id)}>
					Revenir à l’audit
				</ButtonLink>
			</p>
		</div>
	);
}
