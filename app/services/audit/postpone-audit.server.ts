/** Postpones a visit, with the reason: its days are withdrawn, until others are proposed. What was planned stays in the journal. */
import { eq } from "drizzle-orm";
import { z } from "zod";
import { audits } from "~/db/schema/audit.server";
import { atomically } from "~/db/transaction.server";
import { move } from "~/domain/audit/audit-life";
import { accept, type Result, refuse } from "~/domain/result";
import { recordWrite } from "../journal/record-write.server";
import { rowVersion } from "../row-version";
import { authorise, type UseCase } from "../use-case.server";
import { loadAudit, lockAudit } from "./load-audit.server";
import { REASON_LIMIT } from "./reschedule-audit.server";
import { withdrawSlots } from "./slot-rows.server";
import { tellVisit } from "./tell-visit.server";

const form = z.strictObject({ reason: z.string().max(REASON_LIMIT).default(""), sequence: rowVersion });

export type PostponeResult = Result<
	{ readonly sequence: number },
	"INVALID" | "REASON_REQUIRED" | "AUDIT_ENDED" | "CHANGED_MEANWHILE"
>;

export async function postponeAudit(useCase: UseCase, auditId: string, input: unknown): Promise<PostponeResult> {
	const { db, actor, now } = useCase;
	const { resource } = await loadAudit(db, auditId);
	authorise(actor, "audit.postpone", { ...resource, status: "planned" }, ["audit.read", resource]);
	const parsed = form.safeParse(input);
	if (!parsed.success) return refuse("INVALID");
	const reason = parsed.data.reason.trim();
	if (reason === "") return refuse("REASON_REQUIRED");
	return atomically(db, async (tx) => {
		const audit = await lockAudit(tx, auditId);
		const next = move("postpone", audit.status);
		if (!next.ok) return refuse("AUDIT_ENDED");
		if (audit.sequence !== parsed.data.sequence) return refuse("CHANGED_MEANWHILE");
		const sequence = audit.sequence + 1;
		await tx
			.update(audits)
			.set({ status: next.value, statusReason: reason, confirmedAt: null, sequence, changedAt: now })
			.where(eq(audits.id, auditId));
		await withdrawSlots(tx, useCase, auditId);
		await recordWrite(tx, {
			at: now,
			actorId: actor.userId,
			action: "audit.postponed",
			subject: ["audit", auditId],
			cooperativeId: audit.cooperativeId,
			before: { status: audit.status, startsOn: audit.startsOn, endsOn: audit.endsOn },
			after: { status: next.value, reason },
		});
		await tellVisit(tx, audit, "visitPostponed", now);
		return accept({ sequence });
	});
}
