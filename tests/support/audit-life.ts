/** Owns audits written in a given state, as the product would have left them: the triggers refuse a step left out. */
import { eq } from "drizzle-orm";
import type { Database } from "~/db/client.server";
import { audits } from "~/db/schema/audit.server";
import type { AuditStatus } from "~/domain/audit/audit-life";
import { replyDueOn } from "~/domain/audit/report-delays";
import { dayInParis } from "~/domain/calendar-day";

const STEPS: readonly AuditStatus[] = ["provisionalReport", "rightOfReply", "finalReport", "closed"];

/** What a row in that state has, besides its status. */
export function lifeOf(status: AuditStatus, at: Date, by: string) {
	const reached = STEPS.indexOf(status);
	return {
		...(status === "confirmed" && { confirmedAt: at }),
		...(reached >= 0 && { visitEndedAt: at }),
		...(reached >= 1 && { provisionalSentAt: at, replyDueOn: replyDueOn(dayInParis(at)) }),
		...(reached >= 2 && { finalAt: at }),
		...(reached >= 3 && { closedAt: at, closedBy: by }),
	};
}

/** Leads an open visit to that state, one step after the other. */
export async function leadTo(db: Pick<Database, "update">, auditId: string, status: AuditStatus, at: Date, by: string) {
	const steps: readonly AuditStatus[] = STEPS.includes(status) ? STEPS.slice(0, STEPS.indexOf(status) + 1) : [status];
	for (const step of steps) {
		await db
			.update(audits)
			.set({ status: step, ...lifeOf(step, at, by) })
			.where(eq(audits.id, auditId));
	}
}
