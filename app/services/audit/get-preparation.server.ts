/**
 * What the preparation page of a visit shows. The team and the national team: the plan being written, the sample, every demand.
 * The cooperative: the plan as it was sent, the nature of the sample and never the criteria, the evidence it is asked for.
 */
import { and, asc, eq, inArray, isNull, or } from "drizzle-orm";
import { evidencePieces } from "~/db/schema/evidence.server";
import { can } from "~/domain/access/can";
import { checkPlan, isChanged, isOutOfVisit } from "~/domain/audit/audit-plan";
import { isDemandLate, proposedDueDay } from "~/domain/audit/evidence-demand";
import { isExamined, type RecordedFinding } from "~/domain/audit/finding";
import { announceSample, mayTakeOut } from "~/domain/audit/sampling";
import { dayInParis } from "~/domain/calendar-day";
import { applicableCriteria } from "~/domain/standard/applicability";
import type { Criterion } from "~/domain/standard/standard";
import { authorise, type UseCase } from "../use-case.server";
import { auditHeader } from "./get-audit.server";
import { loadAudit, loadFindings } from "./load-audit.server";
import { type EvidenceDemand, type LoadedAuditPlan, loadAuditPlan } from "./load-audit-plan.server";
import { frameOf } from "./preparation-rows.server";

const LIBRARY_AT_MOST = 200;

/** Four queries. */
export async function getPreparation({ db, actor, now }: UseCase, auditId: string) {
	const loaded = await loadAudit(db, auditId);
	const { audit, resource, published, profile } = loaded;
	authorise(actor, "audit.readPlan", resource);
	const { standard } = published;
	const today = dayInParis(now);
	const may = {
		prepare: can(actor, "audit.prepare", resource),
		answer: can(actor, "audit.answerPlan", resource),
		readSample: can(actor, "audit.findings", resource),
	};
	/** The plan being written is not the cooperative's to read. */
	const writes = can(actor, "audit.prepare", { ...resource, status: "inProgress" });
	const plan = await loadAuditPlan(db, auditId);
	const frame = frameOf(audit, standard);
	const [last = null] = plan.sendings;
	const agenda = writes ? plan.agenda : (last?.content.agenda ?? []);
	const applicable = applicableCriteria(standard, profile);
	const sample = may.readSample
		? sampleLines(plan, applicable, await loadFindings(db, auditId)).map((line) => ({
				...line,
				removable: may.prepare && mayTakeOut(audit.kind, line),
			}))
		: null;
	const announced = announceSample(plan.sample, standard.criteria);
	const gate = checkPlan(plan.agenda, announced.criteria, frame);
	const demands = plan.demands.filter(({ state }) => writes || state !== "withdrawn");
	const titles = new Map(standard.criteria.map(({ id, title, domain }) => [id, { title, domain }]));
	const concealed =
		can(actor, "evidence.conceal", resource) || can(actor, "audit.record", { ...resource, status: "inProgress" });
	const pieces = await piecesOf(db, audit.cooperativeId, demands, { whole: may.answer, concealed });
	return {
		header: auditHeader(loaded),
		assessmentId: audit.assessmentId,
		today,
		domains: standard.domains.map(({ code, title }) => ({ code, title })),
		days: frame.days,
		hasSecond: frame.hasSecond,
		version: plan.version,
		agenda: agenda.map((slot) => ({ ...slot, outOfVisit: writes && isOutOfVisit(slot, frame) })),
		sending: last && {
			number: last.number,
			startsOn: last.content.startsOn,
			endsOn: last.content.endsOn,
			sample: last.content.sample,
			sentAt: last.sentAt,
			answer: last.answer,
			answerText: last.answerText,
			answeredAt: last.answeredAt,
			answeredByName: last.answeredByName,
		},
		/** Whether the cooperative has not read the plan as it is now. */
		toSend:
			may.prepare &&
			isChanged(
				{ startsOn: audit.startsOn, endsOn: audit.endsOn, agenda: plan.agenda, sample: announced },
				last?.content ?? null,
			),
		/** What keeps it from leaving; null: nothing. */
		notReady: gate.ok ? null : gate.reason,
		sample,
		addable: may.prepare
			? applicable
					.filter(({ id }) => !plan.sample.some(({ criterionId, takenOut }) => criterionId === id && !takenOut))
					.map(({ id, title }) => ({ id, title }))
			: [],
		criteria: may.prepare ? applicable.map(({ id, title }) => ({ id, title })) : [],
		dueOn: proposedDueDay(audit.startsOn, today),
		demands: demands.map((demand) => ({
			...demand,
			title: titles.get(demand.criterionId)?.title ?? "",
			domain: titles.get(demand.criterionId)?.domain ?? "",
			late: isDemandLate(demand, today),
			evidence: demand.evidence.map((id) => ({ id, title: pieces.get(id) ?? null })),
		})),
		drafts: demands.filter(({ state }) => state === "draft").length,
		library: may.answer ? [...pieces].map(([id, title]) => ({ id, title })) : [],
		may: { ...may, write: writes },
	};
}

/** In the order of the référentiel. */
function sampleLines(
	{ sample }: LoadedAuditPlan,
	applicable: readonly Criterion[],
	findings: ReadonlyMap<string, RecordedFinding>,
) {
	const held = new Map(sample.map((line) => [line.criterionId, line]));
	return applicable.flatMap(({ id, domain, title }) => {
		const line = held.get(id);
		return line ? [{ ...line, domain, title, examined: isExamined(findings.get(id)) }] : [];
	});
}

/** Titles of the pieces shown; the whole library for whoever answers from it. A confidential one is for its readers only. */
async function piecesOf(
	db: UseCase["db"],
	cooperativeId: string,
	demands: readonly EvidenceDemand[],
	{ whole, concealed }: { readonly whole: boolean; readonly concealed: boolean },
): Promise<ReadonlyMap<string, string>> {
	const named = demands.flatMap(({ evidence }) => evidence);
	if (!whole && named.length === 0) return new Map();
	const rows = await db
		.select({ id: evidencePieces.id, title: evidencePieces.title })
		.from(evidencePieces)
		.where(
			and(
				eq(evidencePieces.cooperativeId, cooperativeId),
				concealed ? undefined : eq(evidencePieces.confidential, false),
				or(
					whole ? isNull(evidencePieces.removedAt) : undefined,
					named.length > 0 ? inArray(evidencePieces.id, named) : undefined,
				),
			),
		)
		.orderBy(asc(evidencePieces.title))
		.limit(LIBRARY_AT_MOST);
	return new Map(rows.map(({ id, title }) => [id, title]));
}
