/** Moves an open audit: new days, place or team, with the reason. The journal keeps what was planned before. */
import { eq } from "drizzle-orm";
import { z } from "zod";
import { audits } from "~/db/schema/audit.server";
import { atomically } from "~/db/transaction.server";
import { isMovable, move, RESTS_ON_TEAM } from "~/domain/audit/audit-life";
import { accept, type Result, refuse } from "~/domain/result";
import { recordWrite } from "../journal/record-write.server";
import { rowVersion } from "../row-version";
import { authorise, type UseCase } from "../use-case.server";
import { checkVisitPlan, type PlanResult, planFields, type VisitPlan } from "./check-visit-plan.server";
import { type AuditRow, loadAudit, lockAudit } from "./load-audit.server";
import { sameTeam } from "./mission-gap";
import { settleChallenge } from "./settle-challenge.server";
import { withdrawSlots } from "./slot-rows.server";
import { tellVisit } from "./tell-visit.server";
import { writeDerogations } from "./write-derogations.server";

export const REASON_LIMIT = 1_000;

const form = z.strictObject({
	...planFields,
	reason: z.string().max(REASON_LIMIT).default(""),
	/** Sequence of the audit the person was looking at. */
	sequence: rowVersion,
});

export type RescheduleRefusal =
	| Extract<PlanResult, { ok: false }>
	| Extract<
			Result<never, "INVALID" | "REASON_REQUIRED" | "AUDIT_ENDED" | "CHANGED_MEANWHILE" | "NOTHING_CHANGED">,
			{ ok: false }
	  >;
export type RescheduleResult = { readonly ok: true; readonly value: { readonly sequence: number } } | RescheduleRefusal;

export async function rescheduleAudit(
	{ db, actor, now }: UseCase,
	auditId: string,
	input: unknown,
): Promise<RescheduleResult> {
	const { resource, cooperative } = await loadAudit(db, auditId);
	authorise(actor, "audit.reschedule", { ...resource, status: "planned" }, ["audit.read", resource]);
	const parsed = form.safeParse(input);
	if (!parsed.success) return refuse("INVALID");
	const { reason, sequence, ...planned } = parsed.data;
	return atomically(db, async (tx) => {
		const audit = await lockAudit(tx, auditId);
		if (!isMovable(audit.status) && !onlyTheTeam(audit, planned)) return refuse("AUDIT_ENDED");
		if (audit.sequence !== sequence) return refuse("CHANGED_MEANWHILE");
		const checked = await checkVisitPlan(tx, planned, { kind: audit.kind, cooperative, now, moved: audit });
		if (!checked.ok) return checked;
		const { plan, derogations } = checked.value;
		const before = planOf(audit);
		const same = JSON.stringify(before) === JSON.stringify(planOf(plan));
		if (same && derogations.length === 0) return refuse("NOTHING_CHANGED");
		if (reason.trim() === "") return refuse("REASON_REQUIRED");
		await tx
			.update(audits)
			.set({
				...plan,
				...replanned(audit, plan),
				...hoursOn(audit, plan),
				...(sameTeam(audit, plan) ? null : { teamSetAt: now }),
				sequence: sequence + 1,
				changedAt: now,
			})
			.where(eq(audits.id, auditId));
		await recordWrite(tx, {
			at: now,
			actorId: actor.userId,
			action: "audit.rescheduled",
			subject: ["audit", auditId],
			cooperativeId: audit.cooperativeId,
			before,
			after: { ...planOf(plan), reason: reason.trim() },
		});
		await settleChallenge(tx, { db, actor, now }, { ...audit, ...plan }, reason.trim());
		await writeDerogations(tx, { auditId, cooperativeId: audit.cooperativeId, by: actor.userId, now }, derogations);
		// Once the visit has ended its days are past: no agenda changes.
		if (isMovable(audit.status)) {
			await withdrawSlots(tx, { db, actor, now }, auditId);
			await tellVisit(tx, { ...audit, ...plan }, "visitChanged", now, audit);
		}
		return accept({ sequence: sequence + 1 });
	});
}

/** Once the visit has ended its days and place are facts: only those who write its report may still be replaced. */
function onlyTheTeam(audit: AuditRow, { startsOn, endsOn, mode, place }: Omit<VisitPlan, "secondAuditorId">): boolean {
	return (
		(RESTS_ON_TEAM as readonly string[]).includes(audit.status) &&
		startsOn === audit.startsOn &&
		endsOn === audit.endsOn &&
		mode === audit.mode &&
		place === audit.place
	);
}

/** On a single day, hours the wrong way round no longer mean anything: the whole day then. */
function hoursOn({ opensAt, closesAt }: AuditRow, { startsOn, endsOn }: VisitPlan) {
	const reversed = startsOn === endsOn && opensAt !== null && closesAt !== null && closesAt <= opensAt;
	return reversed ? { opensAt: null, closesAt: null } : {};
}

/** New days are agreed to again; a visit under way goes on. */
function replanned(audit: AuditRow, plan: VisitPlan): Pick<AuditRow, "status" | "confirmedAt"> | null {
	if (plan.startsOn === audit.startsOn && plan.endsOn === audit.endsOn) return null;
	const next = move("replan", audit.status);
	return next.ok ? { status: next.value, confirmedAt: null } : null;
}

function planOf({ startsOn, endsOn, mode, place, leadAuditorId, secondAuditorId }: AuditRow | VisitPlan): VisitPlan {
	return { startsOn, endsOn, mode, place, leadAuditorId, secondAuditorId };
}
