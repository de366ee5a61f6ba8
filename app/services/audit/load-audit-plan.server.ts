/**
 * Loads how an audit was prepared: its agenda and the people met, its sample, what was sent to the cooperative and what it
 * answered, the evidence asked for. Checks no right: the caller may read the audit, and row-level security leaves out what this
 * person may not read. For the preparation page and for the report. One query.
 */
import { sql } from "drizzle-orm";
import type { Database, Transaction } from "~/db/client.server";
import type { AgendaSlot, PlanAnswer, SentPlan } from "~/domain/audit/audit-plan";
import type { DemandState } from "~/domain/audit/evidence-demand";
import type { SampleLine } from "~/domain/audit/sampling";

export interface EvidenceDemand {
	readonly id: string;
	readonly criterionId: string;
	readonly wording: string;
	readonly dueOn: string;
	readonly state: DemandState;
	readonly version: number;
	readonly askedAt: string | null;
	readonly againReason: string;
	/** Ids of pieces of the cooperative's library. */
	readonly evidence: readonly string[];
	readonly answerNote: string;
	readonly answeredAt: string | null;
	readonly settledAt: string | null;
}

export interface SentPlanRow {
	readonly number: number;
	readonly content: SentPlan;
	readonly sentAt: string;
	readonly answer: PlanAnswer | null;
	readonly answerText: string;
	readonly answeredAt: string | null;
	/** Null: not answered, or an account that this person does not know. */
	readonly answeredByName: string | null;
}

export interface LoadedAuditPlan {
	/** As the team writes it; the last one sent for whoever reads no other. */
	readonly agenda: readonly AgendaSlot[];
	/** Of the plan being written; 0 when there is none. */
	readonly version: number;
	/** Functions of the people met, as they were written, each once. */
	readonly peopleMet: readonly string[];
	/** Those taken out too; empty for whoever does not read the sample. In no order. */
	readonly sample: readonly SampleLine[];
	/** The last one first. */
	readonly sendings: readonly SentPlanRow[];
	/** The first due first. */
	readonly demands: readonly EvidenceDemand[];
}

interface Row {
	readonly plan: { readonly agenda: readonly AgendaSlot[]; readonly version: number } | null;
	readonly sample: readonly SampleLine[];
	readonly sendings: readonly SentPlanRow[];
	readonly demands: readonly EvidenceDemand[];
}

export async function loadAuditPlan(db: Database | Transaction, auditId: string): Promise<LoadedAuditPlan> {
	const [row] = await db
		.select({
			plan: sql<Row["plan"]>`(select json_build_object('agenda', p.agenda, 'version', p.version)
				from audit_plans p where p.audit_id = ${auditId})`,
			sample: sql<Row["sample"]>`(select coalesce(json_agg(json_build_object('criterionId', s.criterion_id,
				'reasons', s.reasons, 'note', s.note, 'takenOut', s.taken_out)), '[]')
				from audit_samples s where s.audit_id = ${auditId})`,
			sendings: sql<
				Row["sendings"]
			>`(select coalesce(json_agg(json_build_object('number', s.number, 'content', s.content,
				'sentAt', s.sent_at, 'answer', s.answer, 'answerText', s.answer_text, 'answeredAt', s.answered_at,
				'answeredByName', u.name) order by s.number desc), '[]')
				from audit_plan_sendings s left join users u on u.id = s.answered_by where s.audit_id = ${auditId})`,
			demands: sql<
				Row["demands"]
			>`(select coalesce(json_agg(json_build_object('id', d.id, 'criterionId', d.criterion_id,
				'wording', d.wording, 'dueOn', d.due_on, 'state', d.state, 'version', d.version, 'askedAt', d.asked_at,
				'againReason', d.again_reason, 'evidence', d.evidence, 'answerNote', d.answer_note,
				'answeredAt', d.answered_at, 'settledAt', d.settled_at) order by d.due_on, d.criterion_id, d.id), '[]')
				from evidence_demands d where d.audit_id = ${auditId})`,
		})
		.from(sql`(select 1) as one`);
	const { plan, sample, sendings, demands } = row ?? { plan: null, sample: [], sendings: [], demands: [] };
	const agenda = plan?.agenda ?? sendings[0]?.content.agenda ?? [];
	return {
		agenda,
		version: plan?.version ?? 0,
		peopleMet: [...new Set(agenda.map(({ met }) => met.trim()).filter((met) => met !== ""))],
		sample,
		sendings,
		demands,
	};
}
