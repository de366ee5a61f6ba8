/** The days of a visit: the national team proposes or postpones, the cooperative agrees or says why not. */
import { json, type MetaFunction, redirect } from "@remix-run/node";
import { useActionData, useLoaderData, useNavigation, useSearchParams } from "@remix-run/react";
import { guarded } from "~/auth/guarded.server";
import { auditCrumbs } from "~/components/audit/audit-header";
import { AuditStatusBadge } from "~/components/audit/audit-status-badge";
import { type RefusedPlan, refusalText } from "~/components/audit/plan-refusal";
import { ChooseSlot, DeclineSlots, PostponeVisit, ProposeSlots } from "~/components/audit/slot-forms";
import { formatVisitDates } from "~/components/audit/visit-dates";
import { ButtonLink } from "~/components/form/button";
import { Notice } from "~/components/layout/notice";
import { PageHeader } from "~/components/layout/page-header";
import { Section } from "~/components/layout/section";
import { formatDate, formatMonth } from "~/components/text/format";
import { frenchTypography } from "~/components/text/french";
import { wordFor } from "~/components/text/word-for";
import type { AuditStatus } from "~/domain/audit/audit-life";
import { datesRefusals } from "~/messages.calendar.fr";
import { auditKindLabels } from "~/messages.fr";
import { type DatesDone, paths } from "~/paths";
import { chooseSlot, declineSlots } from "~/services/audit/answer-slots.server";
import { getVisitDates } from "~/services/audit/get-visit-dates.server";
import { postponeAudit } from "~/services/audit/postpone-audit.server";
import { proposeSlots } from "~/services/audit/propose-slots.server";
import { refusedPlan } from "../audit/plan-input";

export const meta: MetaFunction = () => [{ title: "Les jours de la visite · Label CAE" }];

export const loader = guarded("audit.read", async ({ params, useCase }) =>
	json(await getVisitDates(useCase, params.auditId ?? "")),
);

const INTENTS = ["propose", "choose", "decline", "postpone"] as const;

export const action = guarded(
	["audit.proposeSlots", "audit.answerSlots", "audit.postpone"],
	async ({ request, params, useCase }) => {
		const { auditId = "" } = params;
		const form = await request.formData();
		const field = (name: string) => String(form.get(name) ?? "");
		const intent = INTENTS.find((word) => word === form.get("intent")) ?? "choose";
		const sequence = form.get("sequence");
		const values = {
			slots: [1, 2, 3].map((number) => ({ startsOn: field(`startsOn-${number}`), endsOn: field(`endsOn-${number}`) })),
			opensAt: field("opensAt"),
			closesAt: field("closesAt"),
			reason: field("reason"),
		};
		const { slots, opensAt, closesAt, reason } = values;
		const filled = slots.filter(({ startsOn, endsOn }) => startsOn !== "" || endsOn !== "");
		const done = (word: DatesDone) => redirect(paths.audits.dates(auditId, word));
		switch (intent) {
			case "propose": {
				const result = await proposeSlots(useCase, auditId, { slots: filled, opensAt, closesAt, sequence });
				if (result.ok) return done("propositions");
				const slot = "slot" in result ? result.slot : null;
				return json({ intent, refused: { ...refusedPlan<string>(result), slot }, values }, { status: 422 });
			}
			case "choose": {
				const result = await chooseSlot(useCase, auditId, { slotId: field("slotId"), sequence });
				if (result.ok) return done("accord");
				return json({ intent, refused: { ...refusedPlan<string>(result), slot: null }, values }, { status: 422 });
			}
			default: {
				const decline = intent === "decline";
				const result = await (decline ? declineSlots : postponeAudit)(useCase, auditId, { reason, sequence });
				if (result.ok) return done(decline ? "refus" : "report");
				return json({ intent, refused: { ...refusedPlan<string>(result), slot: null }, values }, { status: 422 });
			}
		}
	},
);

const DONE: { readonly [D in DatesDone]: string } = {
	propositions: "Créneaux proposés : la CAE est prévenue par e-mail.",
	accord: "Visite confirmée : chacun reçoit l’invitation par e-mail.",
	refus: "L’équipe nationale est prévenue : elle proposera d’autres jours.",
	report: "Visite reportée : chacun est prévenu par e-mail.",
};

export default function VisitDates() {
	const visit = useLoaderData<typeof loader>();
	const outcome = useActionData<typeof action>();
	const refusal = outcome && "refused" in outcome ? outcome : null;
	const [query] = useSearchParams();
	const busy = useNavigation().state === "submitting";
	const { may, waiting, declined, sequence, wish } = visit;
	const done = wordFor(DONE, query.get("fait"));
	const reasonOf = (intent: string) =>
		refusal?.intent === intent ? { reason: refusal.values.reason, reasonError: words(refusal.refused.reason) } : {};
	return (
		<div className="page">
			<PageHeader
				breadcrumb={auditCrumbs(visit)}
				above={<AuditStatusBadge status={visit.status} late={false} />}
				title="Les jours de la visite"
				lead={frenchTypography(`${auditKindLabels[visit.kind]} : ${visit.cooperative.name}. ${daysNow(visit)}`)}
			/>
			{done && !refusal && <Notice kind="success">{frenchTypography(done)}</Notice>}
			{refusal && <Refusal refused={refusal.refused} />}
			{visit.status === "postponed" && (
				<Notice kind="warning" live={false} title="Cette visite est reportée">
					{frenchTypography(`Motif : ${visit.statusReason}`)}
				</Notice>
			)}
			{declined && (
				<Notice kind="warning" live={false} title="Aucun des jours proposés ne convient à la CAE">
					<p className="pre-line">{frenchTypography(declined.reason)}</p>
				</Notice>
			)}
			{wish && (
				<p>
					Mois souhaités par la CAE&nbsp;: {wish.months.map((month) => formatMonth(`${month}-01`)).join(", ")}.
					{wish.constraints !== "" && <span className="pre-line"> {frenchTypography(wish.constraints)}</span>}
				</p>
			)}
			{may.answer && !declined && (
				<Section title="Votre réponse" ruled>
					<div className="stack">
						<ChooseSlot {...{ sequence, busy }} slots={waiting} days={visit} />
						<DeclineSlots {...{ sequence, busy }} {...reasonOf("decline")} />
					</div>
				</Section>
			)}
			{!may.answer && waiting.length > 0 && (
				<Section title="Créneaux proposés" ruled lead="La CAE n’a pas encore répondu.">
					<ul>
						{waiting.map((slot) => (
							<li key={slot.id}>{formatVisitDates(slot)}</li>
						))}
					</ul>
				</Section>
			)}
			{may.propose && (
				<Section
					title={waiting.length > 0 ? "Proposer d’autres créneaux" : "Proposer des créneaux"}
					ruled
					lead="Deux ou trois, pour l’équipe telle qu’elle est : chacun est vérifié (disponibilité, habilitation, conflits d’intérêts)."
				>
					<ProposeSlots
						{...{ sequence, busy }}
						values={
							refusal?.intent === "propose"
								? refusal.values
								: { slots: [], opensAt: visit.opensAt ?? "", closesAt: visit.closesAt ?? "" }
						}
					/>
				</Section>
			)}
			{may.postpone && (
				<Section title="Reporter" ruled>
					<PostponeVisit {...{ sequence, busy }} {...reasonOf("postpone")} />
				</Section>
			)}
			{!may.answer && !may.propose && !may.postpone && waiting.length === 0 && (
				<p className="soft">{frenchTypography(settled(visit))}</p>
			)}
			<p>
				<ButtonLink kind="quiet" href={paths.audits.one(visit.id)}>
					Revenir à l’audit
				</ButtonLink>
			</p>
		</div>
	);
}

function daysNow(visit: ReturnType<typeof useLoaderData<typeof loader>>): string {
	if (visit.status === "cancelled") return "Cet audit est annulé.";
	if (visit.status === "postponed") return "Les jours prévus sont retirés.";
	const hours = visit.opensAt ? ` (${visit.opensAt.replace(":", " h ")} à ${visit.closesAt?.replace(":", " h ")})` : "";
	const agreed = visit.status === "planned" ? ", en attente de l’accord de la CAE" : "";
	return `Visite ${formatVisitDates(visit)}${hours}${agreed}.`;
}

/** To whoever changes nothing here: why, and what was agreed. */
function settled({
	status,
	chosen,
}: {
	status: AuditStatus;
	chosen: { readonly of: number; readonly at: string | null } | null;
}): string {
	if (status === "cancelled") return "Aucun jour n’est plus à convenir.";
	if (status === "planned") return "L’équipe nationale propose des jours, la CAE donne son accord.";
	if (status === "postponed") return "L’équipe nationale proposera d’autres jours à la CAE.";
	const agreed =
		chosen?.at == null
			? ""
			: `La CAE a donné son accord le ${formatDate(chosen.at)}${chosen.of > 1 ? `, parmi ${chosen.of} créneaux` : ""}. `;
	if (status === "confirmed") return `${agreed}L’équipe nationale peut encore reporter la visite, avec un motif.`;
	return `${agreed}La visite a commencé : ses jours ne changent plus.`;
}

function words(reason: string): string {
	return wordFor(datesRefusals, reason) ?? refusalText(reason as RefusedPlan["reason"]) ?? datesRefusals.INVALID;
}

function Refusal({
	refused: { reason, auditors, slot },
}: {
	refused: { reason: string; auditors: readonly { name: string }[]; slot: number | null };
}) {
	const names = auditors.map(({ name }) => name).join(", ");
	return (
		<Notice kind="error" title="Rien n’a été enregistré">
			<p>
				{slot !== null && `Créneau ${slot} : `}
				{frenchTypography(`${words(reason)}${names === "" ? "" : ` ${names}`}`)}
			</p>
			<p>Ce que vous avez saisi est toujours là.</p>
		</Notice>
	);
}
