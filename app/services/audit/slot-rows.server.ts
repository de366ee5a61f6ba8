/** Owns the rows of the slots proposed for a visit: reading the last round, and ending one that other days replace. */
import { and, asc, eq, isNull, sql } from "drizzle-orm";
import type { Database, Transaction } from "~/db/client.server";
import { visitSlots } from "~/db/schema/visit-dates.server";
import type { UseCase } from "../use-case.server";

export type SlotRow = typeof visitSlots.$inferSelect;

/** The slots proposed last, the earliest first; none when no slot ever was. */
export function loadLastRound(db: Database | Transaction, auditId: string): Promise<SlotRow[]> {
	const last = sql`(select max(round) from visit_slots where audit_id = ${auditId})`;
	return db
		.select()
		.from(visitSlots)
		.where(and(eq(visitSlots.auditId, auditId), eq(visitSlots.round, last)))
		.orderBy(asc(visitSlots.startsOn));
}

/** Slots without an answer are no longer on offer. */
export async function withdrawSlots(tx: Transaction, { actor, now }: UseCase, auditId: string): Promise<void> {
	await tx
		.update(visitSlots)
		.set({ answer: "withdrawn", answeredAt: now, answeredBy: actor.userId })
		.where(and(eq(visitSlots.auditId, auditId), isNull(visitSlots.answer)));
}
