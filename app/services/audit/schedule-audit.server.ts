/** Schedules the audit of a submitted assessment: one open audit at most, a team without any conflict of interest. */
import { and, eq, isNull, max } from "drizzle-orm";
import { z } from "zod";
import type { Database, Transaction } from "~/db/client.server";
import { assessmentSnapshots, assessments } from "~/db/schema/assessment.server";
import { audits } from "~/db/schema/audit.server";
import { cooperatives } from "~/db/schema/cooperative.server";
import { auditRequests } from "~/db/schema/visit-dates.server";
import { atomically } from "~/db/transaction.server";
import { AUDIT_KINDS } from "~/domain/audit/audit";
import { countsAudited } from "~/domain/audit/audit-life";
import { accept, type Result, refuse } from "~/domain/result";
import { recordWrite } from "../journal/record-write.server";
import { authorise, NotFoundError, type UseCase } from "../use-case.server";
import { isUuid } from "../uuid";
import { checkVisitPlan, type PlanResult, planFields } from "./check-visit-plan.server";
import { cooperativeFacts } from "./cooperative-facts.server";
import { tellVisit } from "./tell-visit.server";
import { writeDerogations } from "./write-derogations.server";

const form = z.strictObject({ assessmentId: z.string().max(36), kind: z.enum(AUDIT_KINDS), ...planFields });

type PlanRefused = Extract<PlanResult, { ok: false }>;

export type ScheduleRefusal =
	| PlanRefused
	| Extract<
			Result<never, "INVALID" | "ASSESSMENT_NOT_SUBMITTED" | "ALREADY_SCHEDULED" | "ALREADY_AUDITED">,
			{ ok: false }
	  >;
export type ScheduleResult = { readonly ok: true; readonly value: { readonly auditId: string } } | ScheduleRefusal;

export async function scheduleAudit({ db, actor, now }: UseCase, input: unknown): Promise<ScheduleResult> {
	authorise(actor, "audit.schedule", null);
	const parsed = form.safeParse(input);
	if (!parsed.success) return refuse("INVALID");
	const { assessmentId, kind, ...planned } = parsed.data;
	if (!isUuid(assessmentId)) throw new NotFoundError(assessmentId);
	return atomically(db, async (tx) => {
		// Held until the end: two people scheduling the same assessment come one after the other.
		const [assessment] = await tx.select().from(assessments).where(eq(assessments.id, assessmentId)).for("update");
		if (!assessment) throw new NotFoundError(assessmentId);
		const free = await checkFree(tx, assessment);
		if (!free.ok) return free;
		const [cooperative] = await tx
			.select(cooperativeFacts)
			.from(cooperatives)
			.where(eq(cooperatives.id, assessment.cooperativeId));
		if (!cooperative) throw new NotFoundError(assessment.cooperativeId);
		const checked = await checkVisitPlan(tx, planned, { kind, cooperative, now });
		if (!checked.ok) return checked;
		const { plan, derogations } = checked.value;
		const sending = await currentSending(tx, assessmentId);
		const [audit] = await tx
			.insert(audits)
			.values({ ...plan, cooperativeId: cooperative.id, assessmentId, sending, kind, createdAt: now })
			.returning({ id: audits.id });
		if (!audit) throw new Error("no audit written");
		await recordWrite(tx, {
			at: now,
			actorId: actor.userId,
			action: "audit.scheduled",
			subject: ["audit", audit.id],
			cooperativeId: cooperative.id,
			after: { assessmentId, sending, kind, ...plan },
		});
		await writeDerogations(
			tx,
			{ auditId: audit.id, cooperativeId: cooperative.id, by: actor.userId, now },
			derogations,
		);
		await answerRequest(tx, assessmentId, audit.id);
		await tellVisit(tx, { ...plan, id: audit.id, cooperativeId: cooperative.id }, "visitPlanned", now);
		return accept({ auditId: audit.id });
	});
}

/** What its cooperative asked for waits no longer. */
async function answerRequest(tx: Transaction, assessmentId: string, auditId: string): Promise<void> {
	await tx
		.update(auditRequests)
		.set({ auditId })
		.where(and(eq(auditRequests.assessmentId, assessmentId), isNull(auditRequests.auditId)));
}

/** What the visit will read: what is sent again later is another sending. */
async function currentSending(tx: Transaction, assessmentId: string): Promise<number> {
	const [last] = await tx
		.select({ number: max(assessmentSnapshots.number) })
		.from(assessmentSnapshots)
		.where(eq(assessmentSnapshots.assessmentId, assessmentId));
	return last?.number ?? 1;
}

/** submitted, without an open audit, and not audited yet: an assessment has one audited record. */
export async function checkFree(
	tx: Database | Transaction,
	assessment: typeof assessments.$inferSelect,
): Promise<Result<null, "ASSESSMENT_NOT_SUBMITTED" | "ALREADY_SCHEDULED" | "ALREADY_AUDITED">> {
	if (assessment.status !== "submitted") return refuse("ASSESSMENT_NOT_SUBMITTED");
	const earlier = await tx.select({ status: audits.status }).from(audits).where(eq(audits.assessmentId, assessment.id));
	if (earlier.some(({ status }) => countsAudited(status))) return refuse("ALREADY_AUDITED");
	if (earlier.some(({ status }) => status !== "cancelled")) return refuse("ALREADY_SCHEDULED");
	return accept(null);
}
