/** One audit: plan, team, progress, what is left before closing, history. Cancelling and closing happen here. */
import { json, type LinksFunction, type MetaFunction, redirect } from "@remix-run/node";
import { Form, useActionData, useLoaderData, useNavigation } from "@remix-run/react";
import { guarded } from "~/auth/guarded.server";
import { AuditHistory } from "~/components/audit/audit-history";
import { AuditStatusBadge } from "~/components/audit/audit-status-badge";
import { ChallengeState } from "~/components/audit/challenge-state";
import { ClosingGate } from "~/components/audit/close-visit";
import { DerogationList } from "~/components/audit/derogation-list";
import { OfflineCopy } from "~/components/audit/offline-copy";
import { PreparationLink } from "~/components/audit/preparation-link";
import { ReportStage } from "~/components/audit/report-stage";
import { SignedDeclarations } from "~/components/audit/signed-declarations";
import { formatVisitDates } from "~/components/audit/visit-dates";
import { examinedText, VisitProgress } from "~/components/audit/visit-progress";
import { VISIT_MANIFEST } from "~/components/audit/visit-worker";
import { Badge } from "~/components/display/badge";
import { DefinitionList } from "~/components/display/definition-list";
import { StandardVersion } from "~/components/display/standard-version";
import { Button, ButtonLink } from "~/components/form/button";
import { TextareaField } from "~/components/form/textarea-field";
import { Link } from "~/components/layout/link";
import { MarginColumn } from "~/components/layout/margin-column";
import { Notice } from "~/components/layout/notice";
import { PageHeader } from "~/components/layout/page-header";
import { Section } from "~/components/layout/section";
import { frenchTypography } from "~/components/text/french";
import { isOpenVisit } from "~/domain/audit/audit-life";
import { auditRefusals } from "~/messages.audit.fr";
import { auditKindLabels, auditModeLabels } from "~/messages.fr";
import { paths } from "~/paths";
import { useRootData } from "~/routes/access/use-person";
import { cancelAudit } from "~/services/audit/cancel-audit.server";
import { endVisit } from "~/services/audit/end-visit.server";
import { getAudit } from "~/services/audit/get-audit.server";
import type { UseCase } from "~/services/use-case.server";

/** A visit may be kept on the home screen of a tablet. */
export const links: LinksFunction = () => [{ rel: "manifest", href: VISIT_MANIFEST }];

export const meta: MetaFunction<typeof loader> = ({ data }) => [
	{ title: `${data ? `${auditKindLabels[data.kind]} · ${data.cooperative.name}` : "Audit"} · Label CAE` },
];

export const loader = guarded("audit.read", async ({ params, useCase }) =>
	json(await getAudit(useCase, params.auditId ?? "")),
);

export const action = guarded(["audit.endVisit", "audit.cancel"], async ({ request, params, useCase }) => {
	const { auditId = "" } = params;
	const form = await request.formData();
	const intent = INTENTS.find((word) => word === form.get("intent")) ?? "cancel";
	const reason = String(form.get("reason") ?? "");
	const result = await act(useCase, auditId, intent, { reason, confirmed: form.get("confirmation") === "oui" });
	if (result.ok) return redirect(paths.audits.one(auditId));
	return json({ intent, error: auditRefusals[result.reason], reason }, { status: 422 });
});

const INTENTS = ["end", "cancel"] as const;

function act(
	useCase: UseCase,
	auditId: string,
	intent: (typeof INTENTS)[number],
	{ reason, confirmed }: { readonly reason: string; readonly confirmed: boolean },
) {
	if (intent === "end") return endVisit(useCase, auditId, { confirmed });
	return cancelAudit(useCase, auditId, { reason });
}

export default function Audit() {
	const audit = useLoaderData<typeof loader>();
	const outcome = useActionData<typeof action>();
	const root = useRootData();
	const refusal = outcome && "error" in outcome ? outcome : null;
	const busy = useNavigation().state === "submitting";
	const { cooperative, closing, may } = audit;
	const open = isOpenVisit(audit.status);
	const applicable = audit.progress.reduce((sum, domain) => sum + domain.applicable, 0);
	return (
		<div>
			<PageHeader
				breadcrumb={[{ label: "Audits", href: paths.audits.list() }]}
				above={
					<>
						<AuditStatusBadge status={audit.status} late={open && audit.endsOn < audit.today} />
						{cooperative.fictional && <Badge>Données fictives</Badge>}
						<span className="soft">Auto-évaluation {audit.year}</span>
						<StandardVersion versions={[audit.standard]} />
					</>
				}
				title={frenchTypography(`${auditKindLabels[audit.kind]} : ${cooperative.name}`)}
				lead={frenchTypography(
					`Visite ${formatVisitDates(audit)}, ${auditModeLabels[audit.mode].toLowerCase()}${audit.mode === "onSite" ? ` : ${audit.place}` : ""}.`,
				)}
				actions={
					<>
						<ButtonLink href={paths.audits.dates(audit.id)}>Les jours de la visite</ButtonLink>
						{audit.may.meetings && <ButtonLink href={paths.audits.meetings(audit.id)}>Réunions</ButtonLink>}
						<ButtonLink href={paths.audits.invitation(audit.id)} download>
							Ajouter à mon agenda
						</ButtonLink>
						{audit.may.readPlan && <PreparationLink auditId={audit.id} prepares={audit.may.prepare} />}
						{audit.may.readFindings && (
							<ButtonLink href={paths.assessments.archive(audit.assessmentId)} download>
								Télécharger les pièces (ZIP)
							</ButtonLink>
						)}
					</>
				}
			/>
			<MarginColumn label="Lieu et équipe" margin={<Plan audit={audit} />}>
				{refusal && <Notice kind="error">{refusal.error}</Notice>}
				{audit.status === "cancelled" && (
					<Notice kind="warning" live={false} title="Cet audit est annulé">
						{frenchTypography(`Motif : ${audit.statusReason}`)}
					</Notice>
				)}
				{audit.toReplace.length > 0 && !["closed", "cancelled"].includes(audit.status) && (
					<Notice kind="warning" live={false} title="Équipe à changer">
						{frenchTypography(
							`${audit.toReplace.join(", ")} : un lien avec cette CAE est apparu depuis. Le dossier lui est fermé ; confiez l’audit à quelqu’un d’autre.`,
						)}
					</Notice>
				)}
				<ReportStage audit={audit} />
				<SignedDeclarations auditId={audit.id} mission={audit.mission} maySign={may.sign} />
				<ChallengeState
					auditId={audit.id}
					challenge={audit.mission.challenge}
					until={audit.mission.challengeUntil}
					may={may}
				/>
				{audit.visitEndedAt && may.readFindings && (
					<p>
						<ButtonLink kind="primary" href={paths.audits.report(audit.id)}>
							Ouvrir le rapport d’audit
						</ButtonLink>
					</p>
				)}
				{may.readFindings ? (
					<Section title={examinedText(closing.examined, applicable)} ruled>
						<VisitProgress auditId={audit.id} domains={audit.progress} action={may.record ? "record" : "read"} />
					</Section>
				) : (
					<Section title="Constats" ruled>
						<p className="soft">{frenchTypography(notYet(audit))}</p>
					</Section>
				)}
				<OfflineCopy header={audit} domains={audit.progress} personId={root?.person?.id ?? ""} writable={may.record} />
				{audit.derogations.length > 0 && (
					<Section
						title="Dérogations"
						ruled
						lead="Ces liens auraient écarté une personne de l’équipe : l’équipe nationale les a acceptés par écrit. Le rapport les montre."
					>
						<DerogationList derogations={audit.derogations} />
					</Section>
				)}
				{may.endVisit && (
					<Section title="Terminer la visite" ruled>
						<div className="stack">
							<ClosingGate auditId={audit.id} kind={audit.kind} closing={closing} />
							{closing.ready ? (
								<Form method="post" className="stack">
									<input type="hidden" name="intent" value="end" />
									<label className="choice">
										<input type="checkbox" name="confirmation" value="oui" required /> L’équipe a terminé : ces constats
										sont ceux de l’audit
									</label>
									<p>
										<Button kind="primary">{busy ? "Clôture…" : "Terminer la visite"}</Button>
									</p>
								</Form>
							) : (
								<p>
									<Button kind="primary" disabledReason="Il reste des critères à examiner.">
										Terminer la visite
									</Button>
								</p>
							)}
						</div>
					</Section>
				)}
				{(may.reschedule || may.cancel) && (
					<Section title="Modifier ou annuler" ruled>
						<div className="stack">
							<p>
								<ButtonLink href={paths.audits.edit(audit.id)}>Changer les dates, le lieu ou l’équipe</ButtonLink>
							</p>
							<details open={refusal?.intent === "cancel"}>
								<summary>Annuler cet audit</summary>
								<Form method="post" className="form cancel-audit">
									<p>
										L’annulation est définitive : la CAE et l’équipe la verront avec son motif, et l’équipe n’aura plus
										accès au dossier. L’auto-évaluation pourra être auditée plus tard.
									</p>
									<TextareaField
										name="reason"
										label="Motif de l’annulation"
										rows={2}
										required
										defaultValue={refusal?.intent === "cancel" ? refusal.reason : ""}
									/>
									<p>
										<Button kind="danger" name="intent" value="cancel">
											Annuler définitivement cet audit
										</Button>
									</p>
								</Form>
							</details>
						</div>
					</Section>
				)}
				<Section title="Historique" ruled>
					<div className="stack">
						<AuditHistory lines={audit.history} />
						{may.readHistory && (
							<p>
								<ButtonLink kind="quiet" href={paths.journal.ofAudit(audit.id)}>
									Voir aussi chaque niveau relevé
								</ButtonLink>
							</p>
						)}
					</div>
				</Section>
			</MarginColumn>
		</div>
	);
}

function Plan({ audit }: { audit: ReturnType<typeof useLoaderData<typeof loader>> }) {
	return (
		<DefinitionList
			narrow
			items={[
				{ term: "Dates", value: formatVisitDates(audit) },
				{ term: auditModeLabels[audit.mode], value: <span className="pre-line">{audit.place}</span> },
				{ term: "Responsable de l’audit", value: audit.leadName },
				...(audit.secondName ? [{ term: "Deuxième personne", value: audit.secondName }] : []),
				{
					term: "CAE",
					value: audit.may.readCooperative ? (
						<Link href={paths.cooperatives.one(audit.cooperative.id)}>{audit.cooperative.name}</Link>
					) : (
						audit.cooperative.name
					),
				},
			]}
		/>
	);
}

/** To whoever does not read the levels, or not yet. */
function notYet({ status, provisionalSentAt }: { status: string; provisionalSentAt: string | null }): string {
	if (status === "cancelled") return "Aucun niveau n’a été retenu par cet audit.";
	return provisionalSentAt
		? "La CAE, l’équipe d’audit et l’équipe nationale lisent seules les niveaux retenus et les notes."
		: "La CAE lira les niveaux retenus et les notes à l’envoi du rapport provisoire.";
}
