/** Proposes two or three slots for a visit to its cooperative: each is judged as any plan, for the team as it is. */
import { eq } from "drizzle-orm";
import { z } from "zod";
import type { Transaction } from "~/db/client.server";
import { audits } from "~/db/schema/audit.server";
import { visitSlots } from "~/db/schema/visit-dates.server";
import { atomically } from "~/db/transaction.server";
import { move } from "~/domain/audit/audit-life";
import {
	checkHours,
	checkSlots,
	type HoursRefusal,
	SLOTS_AT_MOST,
	type SlotsRefusal,
} from "~/domain/audit/visit-dates";
import type { Span } from "~/domain/calendar-day";
import { accept, type Result, refuse } from "~/domain/result";
import { recordWrite } from "../journal/record-write.server";
import { rowVersion } from "../row-version";
import { authorise, type UseCase } from "../use-case.server";
import { checkVisitPlan, type PlanContext, type PlanResult } from "./check-visit-plan.server";
import { type AuditRow, loadAudit, lockAudit } from "./load-audit.server";
import { loadLastRound, withdrawSlots } from "./slot-rows.server";
import { tellVisit } from "./tell-visit.server";

const day = z.string().max(10);
const form = z.strictObject({
	slots: z.array(z.strictObject({ startsOn: day, endsOn: day })).max(SLOTS_AT_MOST + 1),
	opensAt: z.string().max(5).default(""),
	closesAt: z.string().max(5).default(""),
	/** Sequence of the audit the person was looking at. */
	sequence: rowVersion,
});

type PlanRefused = Extract<PlanResult, { ok: false }>;

export type ProposeRefusal =
	| Extract<Result<never, "INVALID" | "AUDIT_ENDED" | "CHANGED_MEANWHILE" | SlotsRefusal | HoursRefusal>, { ok: false }>
	/** `slot`: which one cannot be, 1 for the first. */
	| (PlanRefused & { readonly slot: number });
export type ProposeResult = { readonly ok: true; readonly value: { readonly sequence: number } } | ProposeRefusal;

export async function proposeSlots(useCase: UseCase, auditId: string, input: unknown): Promise<ProposeResult> {
	const { db, actor, now } = useCase;
	const { resource, cooperative } = await loadAudit(db, auditId);
	authorise(actor, "audit.proposeSlots", { ...resource, status: "planned" }, ["audit.read", resource]);
	const parsed = form.safeParse(input);
	if (!parsed.success) return refuse("INVALID");
	const { slots, opensAt, closesAt, sequence } = parsed.data;
	const distinct = checkSlots(slots);
	if (!distinct.ok) return distinct;
	const hours = checkHours({ opensAt, closesAt }, slots);
	if (!hours.ok) return hours;
	return atomically(db, async (tx): Promise<ProposeResult> => {
		const audit = await lockAudit(tx, auditId);
		if (audit.status !== "planned" && audit.status !== "postponed") return refuse("AUDIT_ENDED");
		if (audit.sequence !== sequence) return refuse("CHANGED_MEANWHILE");
		const context = { kind: audit.kind, cooperative, now, moved: audit };
		const refused = await refusedSlot(tx, audit, slots, context);
		if (refused) return refused;
		const next = move("replan", audit.status);
		if (!next.ok) return refuse("AUDIT_ENDED");
		const [first] = await writeRound(tx, useCase, audit, slots);
		const days = { startsOn: first?.startsOn ?? audit.startsOn, endsOn: first?.endsOn ?? audit.endsOn };
		const set = { ...days, opensAt: hours.value?.opensAt ?? null, closesAt: hours.value?.closesAt ?? null };
		await tx
			.update(audits)
			.set({ ...set, status: next.value, confirmedAt: null, statusReason: "", sequence: sequence + 1, changedAt: now })
			.where(eq(audits.id, auditId));
		await recordWrite(tx, {
			at: now,
			actorId: actor.userId,
			action: "audit.slotsProposed",
			subject: ["audit", auditId],
			cooperativeId: audit.cooperativeId,
			before: { status: audit.status, startsOn: audit.startsOn, endsOn: audit.endsOn },
			after: { status: next.value, slots, ...set },
		});
		await tellVisit(tx, audit, { team: "visitChanged", managers: "slotsProposed" }, now);
		return accept({ sequence: sequence + 1 });
	});
}

/** The first slot that cannot be, with the reason. */
async function refusedSlot(
	tx: Transaction,
	audit: AuditRow,
	slots: readonly Span[],
	context: PlanContext,
): Promise<ProposeRefusal | null> {
	for (const [index, slot] of slots.entries()) {
		const plan = await checkVisitPlan(tx, planAt(audit, slot), context);
		if (!plan.ok) return { ...plan, slot: index + 1 };
	}
	return null;
}

/** The plan of an audit on other days, as the check reads it. */
export function planAt({ mode, place, leadAuditorId, secondAuditorId }: AuditRow, { startsOn, endsOn }: Span) {
	return { startsOn, endsOn, mode, place, leadAuditorId, secondAuditorId: secondAuditorId ?? "", derogations: [] };
}

/** The earliest first. */
async function writeRound(
	tx: Transaction,
	useCase: UseCase,
	{ id, cooperativeId }: AuditRow,
	slots: readonly Span[],
): Promise<readonly Span[]> {
	const [last] = await loadLastRound(tx, id);
	await withdrawSlots(tx, useCase, id);
	const round = (last?.round ?? 0) + 1;
	const sorted = [...slots].sort((a, b) => (a.startsOn < b.startsOn ? -1 : 1));
	await tx.insert(visitSlots).values(
		sorted.map(({ startsOn, endsOn }) => ({
			...{ cooperativeId, auditId: id, round, startsOn, endsOn },
			...{ proposedAt: useCase.now, proposedBy: useCase.actor.userId },
		})),
	);
	return sorted;
}
