/** Owns the rows of an audit's plan and sample: held, made once with the seed of the draw, read as the rules read them. */
import { randomUUID } from "node:crypto";
import { desc, eq } from "drizzle-orm";
import type { Database, Transaction } from "~/db/client.server";
import { auditPlanSendings, auditPlans, auditSamples } from "~/db/schema/preparation.server";
import { isOpenVisit } from "~/domain/audit/audit-life";
import type { VisitFrame } from "~/domain/audit/audit-plan";
import type { SampleLine } from "~/domain/audit/sampling";
import { daysCounted } from "~/domain/calendar-day";
import { authorise, type UseCase } from "../use-case.server";
import { type AuditRow, type LoadedAudit, loadAudit, lockAudit } from "./load-audit.server";

export type PlanRow = typeof auditPlans.$inferSelect;

/** The audit, once the policy said that the person prepares it; whether its visit is still open is looked at under the lock. */
export async function loadPrepared({ db, actor }: UseCase, auditId: string): Promise<LoadedAudit> {
	const loaded = await loadAudit(db, auditId);
	const { resource } = loaded;
	authorise(actor, "audit.prepare", { ...resource, status: "inProgress" }, ["audit.readPlan", resource]);
	return loaded;
}

/** The audit's row, held: two people who prepare it write one after the other. Null: it is prepared no more. */
export async function holdPrepared(tx: Transaction, auditId: string): Promise<AuditRow | null> {
	const audit = await lockAudit(tx, auditId);
	return isOpenVisit(audit.status) ? audit : null;
}

/** Made the first time, with version 0: nothing is written in it yet. The seed never changes after. */
export async function ensurePlan(tx: Transaction, audit: AuditRow, { actor, now }: UseCase): Promise<PlanRow> {
	const { id: auditId, cooperativeId } = audit;
	const made = { cooperativeId, auditId, agenda: [], seed: randomUUID(), version: 0 };
	await tx
		.insert(auditPlans)
		.values({ ...made, writtenAt: now, writtenBy: actor.userId })
		.onConflictDoNothing();
	const [row] = await tx.select().from(auditPlans).where(eq(auditPlans.auditId, auditId));
	if (!row) throw new Error(`no plan for ${auditId}`);
	return row;
}

/** Those taken out too. */
export async function loadLines(tx: Transaction, auditId: string): Promise<readonly SampleLine[]> {
	return tx
		.select({
			criterionId: auditSamples.criterionId,
			reasons: auditSamples.reasons,
			note: auditSamples.note,
			takenOut: auditSamples.takenOut,
		})
		.from(auditSamples)
		.where(eq(auditSamples.auditId, auditId));
}

export async function findLastSending(db: Database | Transaction, auditId: string) {
	const [last] = await db
		.select()
		.from(auditPlanSendings)
		.where(eq(auditPlanSendings.auditId, auditId))
		.orderBy(desc(auditPlanSendings.number))
		.limit(1);
	return last ?? null;
}

/** What the days and the team of the visit allow its agenda to say. */
export function frameOf(
	{ startsOn, endsOn, secondAuditorId }: Pick<AuditRow, "startsOn" | "endsOn" | "secondAuditorId">,
	{ domains }: { readonly domains: readonly { readonly code: string }[] },
): VisitFrame {
	return {
		days: daysCounted(startsOn, endsOn),
		domains: domains.map(({ code }) => code),
		hasSecond: secondAuditorId !== null,
	};
}
