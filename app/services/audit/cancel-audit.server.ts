/** Cancels an open audit, with the reason. The assessment can then be scheduled again. */
import { eq } from "drizzle-orm";
import { z } from "zod";
import { audits } from "~/db/schema/audit.server";
import { atomically } from "~/db/transaction.server";
import { isMovable } from "~/domain/audit/audit-life";
import { accept, type Result, refuse } from "~/domain/result";
import { recordWrite } from "../journal/record-write.server";
import { authorise, type UseCase } from "../use-case.server";
import { loadAudit, lockAudit } from "./load-audit.server";
import { REASON_LIMIT } from "./reschedule-audit.server";
import { withdrawSlots } from "./slot-rows.server";
import { tellVisit } from "./tell-visit.server";

const form = z.strictObject({ reason: z.string().max(REASON_LIMIT).default("") });

export type CancelResult = Result<{ readonly sequence: number }, "INVALID" | "REASON_REQUIRED" | "AUDIT_ENDED">;

export async function cancelAudit({ db, actor, now }: UseCase, auditId: string, input: unknown): Promise<CancelResult> {
	const { resource } = await loadAudit(db, auditId);
	authorise(actor, "audit.cancel", { ...resource, status: "planned" }, ["audit.read", resource]);
	const parsed = form.safeParse(input);
	if (!parsed.success) return refuse("INVALID");
	const reason = parsed.data.reason.trim();
	if (reason === "") return refuse("REASON_REQUIRED");
	return atomically(db, async (tx) => {
		const audit = await lockAudit(tx, auditId);
		if (!isMovable(audit.status)) return refuse("AUDIT_ENDED");
		const sequence = audit.sequence + 1;
		await tx
			.update(audits)
			.set({ status: "cancelled", statusReason: reason, sequence, changedAt: now })
			.where(eq(audits.id, auditId));
		await recordWrite(tx, {
			at: now,
			actorId: actor.userId,
			action: "audit.cancelled",
			subject: ["audit", auditId],
			cooperativeId: audit.cooperativeId,
			before: { status: audit.status },
			after: { status: "cancelled", reason },
		});
		await withdrawSlots(tx, { db, actor, now }, auditId);
		await tellVisit(tx, audit, "visitCancelled", now);
		return accept({ sequence });
	});
}
