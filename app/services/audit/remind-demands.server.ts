/**
 * Reminds cooperatives of the evidence they were asked for: one letter for all that is due for a visit. The letter and
 * its trace are one transaction: killed in between, neither is there; once there, no run sends it again.
 */
import { and, eq, inArray } from "drizzle-orm";
import type { Database } from "~/db/client.server";
import { audits } from "~/db/schema/audit.server";
import { evidenceDemands } from "~/db/schema/preparation.server";
import { atomically } from "~/db/transaction.server";
import { OPEN_VISITS } from "~/domain/audit/audit-life";
import { DEMAND_REMINDERS, type DemandReminder, demandReminder } from "~/domain/audit/evidence-demand";
import { dayInParis } from "~/domain/calendar-day";
import { tellManagers } from "./tell-audit-people.server";

/** How many letters were written. Whoever runs it and however often, each reminder leaves once. */
export async function remindDemands(db: Database, now: Date): Promise<number> {
	const waiting = await db
		.selectDistinct({ auditId: evidenceDemands.auditId })
		.from(evidenceDemands)
		.innerJoin(audits, eq(audits.id, evidenceDemands.auditId))
		.where(and(eq(evidenceDemands.state, "asked"), inArray(audits.status, [...OPEN_VISITS])));
	let sent = 0;
	for (const { auditId } of waiting) {
		for (const reminder of DEMAND_REMINDERS) if (await remindOnce(db, auditId, reminder, now)) sent += 1;
	}
	return sent;
}

/** False when nothing is due, or when it left already. */
function remindOnce(db: Database, auditId: string, reminder: DemandReminder, now: Date): Promise<boolean> {
	return atomically(db, async (tx) => {
		const [audit] = await tx.select().from(audits).where(eq(audits.id, auditId)).for("update");
		if (!audit || !OPEN_VISITS.some((status) => status === audit.status)) return false;
		const asked = await tx
			.select()
			.from(evidenceDemands)
			.where(and(eq(evidenceDemands.auditId, auditId), eq(evidenceDemands.state, "asked")));
		const told = reminder === "soon" ? "soonToldFor" : "lateToldFor";
		const due = asked.filter(
			(demand) =>
				demand[told] !== demand.dueOn &&
				demandReminder(demand.dueOn, dayInParis(demand.askedAt ?? now), dayInParis(now)) === reminder,
		);
		for (const { id, dueOn } of due) {
			await tx
				.update(evidenceDemands)
				.set({ [told]: dueOn })
				.where(eq(evidenceDemands.id, id));
		}
		if (due.length === 0) return false;
		const step = reminder === "soon" ? "evidenceSoon" : "evidenceLate";
		await tellManagers(tx, audit, { kind: "auditPlan", step }, now);
		return true;
	});
}
