/** Sends the plan of a visit to its cooperative, frozen, and the evidence asked for since: it acknowledges what it read. */
import { and, eq, inArray } from "drizzle-orm";
import type { Transaction } from "~/db/client.server";
import { auditPlanSendings, evidenceDemands } from "~/db/schema/preparation.server";
import { atomically } from "~/db/transaction.server";
import { checkPlan, isChanged, type SendRefusal, type SentPlan } from "~/domain/audit/audit-plan";
import { checkDemand } from "~/domain/audit/evidence-demand";
import { announceSample } from "~/domain/audit/sampling";
import { dayInParis } from "~/domain/calendar-day";
import { accept, type Result, refuse } from "~/domain/result";
import { recordWrite } from "../journal/record-write.server";
import { rowVersion } from "../row-version";
import type { UseCase } from "../use-case.server";
import type { AuditRow } from "./load-audit.server";
import { ensurePlan, findLastSending, frameOf, holdPrepared, loadLines, loadPrepared } from "./preparation-rows.server";
import { tellManagers } from "./tell-audit-people.server";

export type SendPlanRefusal =
	| "INVALID"
	| "AUDIT_ENDED"
	| "CHANGED_MEANWHILE"
	| "NOTHING_TO_SEND"
	| "DEMAND_DAY_PAST"
	| SendRefusal;
export type SendPlanResult = Result<{ readonly demands: number }, SendPlanRefusal>;

/** @param version of the plan that the person read before sending it */
export async function sendPlan(useCase: UseCase, auditId: string, version: unknown): Promise<SendPlanResult> {
	const { db, actor, now } = useCase;
	const { published } = await loadPrepared(useCase, auditId);
	const { standard } = published;
	const read = rowVersion.safeParse(version);
	if (!read.success) return refuse("INVALID");
	return atomically(db, async (tx): Promise<SendPlanResult> => {
		const audit = await holdPrepared(tx, auditId);
		if (!audit) return refuse("AUDIT_ENDED");
		const plan = await ensurePlan(tx, audit, useCase);
		if (plan.version !== read.data) return refuse("CHANGED_MEANWHILE");
		const { startsOn, endsOn, cooperativeId } = audit;
		const sample = announceSample(await loadLines(tx, auditId), standard.criteria);
		const content: SentPlan = { startsOn, endsOn, agenda: plan.agenda, sample };
		const ready = checkPlan(plan.agenda, sample.criteria, frameOf(audit, standard));
		if (!ready.ok) return ready;
		const last = await findLastSending(tx, auditId);
		if (!isChanged(content, last?.content ?? null)) return refuse("NOTHING_TO_SEND");
		const demands = await askDrafts(tx, audit, useCase);
		if (demands === null) return refuse("DEMAND_DAY_PAST");
		const number = (last?.number ?? 0) + 1;
		await tx
			.insert(auditPlanSendings)
			.values({ cooperativeId, auditId, number, content, sentAt: now, sentBy: actor.userId });
		await recordWrite(tx, {
			at: now,
			actorId: actor.userId,
			action: "audit.planSent",
			subject: ["audit", `${auditId}/plan`],
			cooperativeId,
			after: { number, startsOn, endsOn, slots: plan.agenda.length, sample, demands },
		});
		await tellManagers(tx, audit, { kind: "auditPlan", step: "sent" }, now);
		return accept({ demands });
	});
}

/** The evidence asked for alone: the plan that was acknowledged stays so. */
export async function sendDemands(useCase: UseCase, auditId: string): Promise<SendPlanResult> {
	const { db, actor, now } = useCase;
	await loadPrepared(useCase, auditId);
	return atomically(db, async (tx): Promise<SendPlanResult> => {
		const audit = await holdPrepared(tx, auditId);
		if (!audit) return refuse("AUDIT_ENDED");
		const demands = await askDrafts(tx, audit, useCase);
		if (demands === null) return refuse("DEMAND_DAY_PAST");
		if (demands === 0) return refuse("NOTHING_TO_SEND");
		await recordWrite(tx, {
			at: now,
			actorId: actor.userId,
			action: "audit.evidenceSent",
			subject: ["audit", `${auditId}/pieces`],
			cooperativeId: audit.cooperativeId,
			after: { demands },
		});
		await tellManagers(tx, audit, { kind: "auditPlan", step: "evidenceAsked" }, now);
		return accept({ demands });
	});
}

/** Null when the day of one of them is past, or no longer before the visit: nothing leaves. */
async function askDrafts(tx: Transaction, audit: AuditRow, { now }: UseCase): Promise<number | null> {
	const drafts = await tx
		.select()
		.from(evidenceDemands)
		.where(and(eq(evidenceDemands.auditId, audit.id), eq(evidenceDemands.state, "draft")));
	const when = { today: dayInParis(now), startsOn: audit.startsOn };
	if (drafts.some((draft) => !checkDemand(draft, when).ok)) return null;
	if (drafts.length === 0) return 0;
	const ids = drafts.map(({ id }) => id);
	await tx.update(evidenceDemands).set({ state: "asked", askedAt: now }).where(inArray(evidenceDemands.id, ids));
	return ids.length;
}
