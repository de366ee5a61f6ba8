/** The cooperative answers the days proposed for its visit: it agrees to one, or says why none suits. */
import { and, eq, isNull } from "drizzle-orm";
import { z } from "zod";
import type { Transaction } from "~/db/client.server";
import { audits } from "~/db/schema/audit.server";
import { visitSlots } from "~/db/schema/visit-dates.server";
import { atomically, elevated } from "~/db/transaction.server";
import { move } from "~/domain/audit/audit-life";
import { accept, type Result, refuse } from "~/domain/result";
import { recordWrite } from "../journal/record-write.server";
import { rowVersion } from "../row-version";
import { authorise, type UseCase } from "../use-case.server";
import { checkVisitPlan } from "./check-visit-plan.server";
import { type AuditRow, type LoadedAudit, loadAudit, lockAudit } from "./load-audit.server";
import { planAt } from "./propose-slots.server";
import { REASON_LIMIT } from "./reschedule-audit.server";
import { loadLastRound, type SlotRow } from "./slot-rows.server";
import { tellNetwork, tellVisit } from "./tell-visit.server";

const choice = z.strictObject({
	/** Empty: the days of the plan itself, when no slots were proposed. */
	slotId: z.string().max(36).default(""),
	sequence: rowVersion,
});
const refusal = z.strictObject({ reason: z.string().max(REASON_LIMIT).default(""), sequence: rowVersion });

type Held = Result<AuditRow, "NOT_WAITING" | "CHANGED_MEANWHILE">;

export type AnswerResult = Result<
	{ readonly sequence: number },
	| "INVALID"
	| "REASON_REQUIRED"
	| "SLOT_REQUIRED"
	| "SLOT_TAKEN"
	| "TEAM_INCOMPLETE"
	| "NOT_WAITING"
	| "CHANGED_MEANWHILE"
>;

/** The slot is judged again: the team may have been placed elsewhere since. */
export async function chooseSlot(useCase: UseCase, auditId: string, input: unknown): Promise<AnswerResult> {
	const { db, actor, now } = useCase;
	const loaded = await loadAnswerable(useCase, auditId);
	const parsed = choice.safeParse(input);
	if (!parsed.success) return refuse("INVALID");
	// Whoever answers holds the row while it waits for them, and at no other time.
	if (loaded.audit.status !== "planned") return refuse("NOT_WAITING");
	return atomically(db, async (tx): Promise<AnswerResult> => {
		const held = await holdWaiting(tx, auditId, parsed.data.sequence);
		if (!held.ok) return held;
		const audit = held.value;
		const waiting = (await loadLastRound(tx, auditId)).filter(({ answer }) => answer === null);
		const slot = waiting.length === 0 ? audit : waiting.find(({ id }) => id === parsed.data.slotId);
		if (!slot) return refuse("SLOT_REQUIRED");
		const { startsOn, endsOn } = slot;
		const context = { kind: audit.kind, cooperative: loaded.cooperative, now, moved: audit };
		// A cooperative reads neither the other visits of the team nor its ties: the check does.
		const plan = await elevated(tx, (all) => checkVisitPlan(all, planAt(audit, slot), context));
		if (!plan.ok) return refuse(plan.reason === "SECOND_REQUIRED" ? "TEAM_INCOMPLETE" : "SLOT_TAKEN");
		const next = move("confirm", audit.status);
		if (!next.ok) return refuse("NOT_WAITING");
		const sequence = audit.sequence + 1;
		await tx
			.update(audits)
			.set({ startsOn, endsOn, status: next.value, confirmedAt: now, sequence, changedAt: now })
			.where(eq(audits.id, auditId));
		if (waiting.length > 0) {
			const chosen = { answer: "chosen", answeredAt: now, answeredBy: actor.userId } as const;
			await tx.update(visitSlots).set(chosen).where(eq(visitSlots.id, slot.id));
			await markRound(tx, useCase, auditId, "passed");
		}
		await recordWrite(tx, {
			at: now,
			actorId: actor.userId,
			action: "audit.confirmed",
			subject: ["audit", auditId],
			cooperativeId: audit.cooperativeId,
			before: { status: audit.status, startsOn: audit.startsOn, endsOn: audit.endsOn },
			after: { status: next.value, startsOn, endsOn },
		});
		await tellVisit(tx, audit, "visitConfirmed", now);
		return accept({ sequence });
	});
}

/** The audit stays planned, until the national team proposes other days. */
export async function declineSlots(useCase: UseCase, auditId: string, input: unknown): Promise<AnswerResult> {
	const { db, actor, now } = useCase;
	const loaded = await loadAnswerable(useCase, auditId);
	const parsed = refusal.safeParse(input);
	if (!parsed.success) return refuse("INVALID");
	if (loaded.audit.status !== "planned") return refuse("NOT_WAITING");
	const reason = parsed.data.reason.trim();
	if (reason === "") return refuse("REASON_REQUIRED");
	return atomically(db, async (tx): Promise<AnswerResult> => {
		const held = await holdWaiting(tx, auditId, parsed.data.sequence);
		if (!held.ok) return held;
		const audit = held.value;
		const round = await loadLastRound(tx, auditId);
		if (round.some(({ answer }) => answer === "declined") && !hasNewDays(audit, round)) return refuse("NOT_WAITING");
		if (round.every(({ answer }) => answer !== null)) await writeOwnDays(tx, audit, round);
		await markRound(tx, useCase, auditId, "declined", reason);
		await recordWrite(tx, {
			at: now,
			actorId: actor.userId,
			action: "audit.slotsDeclined",
			subject: ["audit", auditId],
			cooperativeId: audit.cooperativeId,
			after: { reason },
		});
		await tellNetwork(tx, { kind: "slotsDeclined", about: auditId }, now);
		return accept({ sequence: audit.sequence });
	});
}

async function loadAnswerable({ db, actor }: UseCase, auditId: string): Promise<LoadedAudit> {
	const loaded = await loadAudit(db, auditId);
	const { resource } = loaded;
	authorise(actor, "audit.answerSlots", { ...resource, status: "planned" }, ["audit.read", resource]);
	return loaded;
}

async function holdWaiting(tx: Transaction, auditId: string, sequence: number): Promise<Held> {
	const audit = await lockAudit(tx, auditId);
	if (audit.status !== "planned") return refuse("NOT_WAITING");
	return audit.sequence === sequence ? accept(audit) : refuse("CHANGED_MEANWHILE");
}

/** Whether the days of the plan were set since that round was answered. */
export function hasNewDays({ changedAt, createdAt }: AuditRow, round: readonly SlotRow[]): boolean {
	const answeredAt = Math.max(0, ...round.map((slot) => slot.answeredAt?.getTime() ?? 0));
	return (changedAt ?? createdAt).getTime() > answeredAt;
}

/** Days that were planned without a choice are a round of their own once they are answered. */
async function writeOwnDays(tx: Transaction, audit: AuditRow, last: readonly SlotRow[]) {
	const { id: auditId, cooperativeId, startsOn, endsOn, changedAt, createdAt } = audit;
	const round = (last[0]?.round ?? 0) + 1;
	const row = { cooperativeId, auditId, round, startsOn, endsOn, proposedAt: changedAt ?? createdAt };
	await elevated(tx, (all) => all.insert(visitSlots).values(row));
}

async function markRound(
	tx: Transaction,
	{ actor, now }: UseCase,
	auditId: string,
	answer: "passed" | "declined",
	reason = "",
): Promise<void> {
	await tx
		.update(visitSlots)
		.set({ answer, reason, answeredAt: now, answeredBy: actor.userId })
		.where(and(eq(visitSlots.auditId, auditId), isNull(visitSlots.answer)));
}
