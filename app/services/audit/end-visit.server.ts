/** Ends a visit: its levels are frozen, and its lead writes the provisional report. No figure counts them yet. */
import { eq } from "drizzle-orm";
import { audits } from "~/db/schema/audit.server";
import { atomically } from "~/db/transaction.server";
import { move } from "~/domain/audit/audit-life";
import { type ClosingGap, checkClosing } from "~/domain/audit/finding";
import type { MissionRefusal } from "~/domain/audit/interest-declaration";
import { accept, type Result, refuse } from "~/domain/result";
import { applicableCriteria } from "~/domain/standard/applicability";
import { recordWrite } from "../journal/record-write.server";
import { authorise, type UseCase } from "../use-case.server";
import { checkMissionReady } from "./check-mission-ready.server";
import { loadAudit, loadFindings, lockAudit } from "./load-audit.server";

export type EndVisitResult =
	| Result<{ readonly visitEndedAt: Date }, "CRITERIA_MISSING", ClosingGap>
	| Result<{ readonly visitEndedAt: Date }, "NOT_CONFIRMED" | "AUDIT_ENDED" | MissionRefusal>;

/** @param confirmed whether the person said that they know it is final */
export async function endVisit(
	{ db, actor, now }: UseCase,
	auditId: string,
	{ confirmed }: { readonly confirmed: boolean },
): Promise<EndVisitResult> {
	const { resource, published, profile, cooperative } = await loadAudit(db, auditId);
	authorise(actor, "audit.endVisit", { ...resource, status: "inProgress" }, ["audit.read", resource]);
	if (!confirmed) return refuse("NOT_CONFIRMED");
	return atomically(db, async (tx) => {
		// Waits for the records under way, and holds off those that follow.
		const audit = await lockAudit(tx, auditId);
		const next = move("endVisit", audit.status);
		if (!next.ok) return refuse("AUDIT_ENDED");
		const ready = await checkMissionReady(tx, audit, cooperative, { userId: actor.userId, now });
		if (!ready.ok) return ready;
		const applicable = applicableCriteria(published.standard, profile);
		const gate = checkClosing(audit.kind, applicable, await loadFindings(tx, auditId));
		if (!gate.ok) return refuse("CRITERIA_MISSING", gate.details);
		await tx.update(audits).set({ status: next.value, visitEndedAt: now }).where(eq(audits.id, auditId));
		await recordWrite(tx, {
			at: now,
			actorId: actor.userId,
			action: "audit.visitEnded",
			subject: ["audit", auditId],
			cooperativeId: audit.cooperativeId,
			before: { status: audit.status },
			after: { status: next.value, examined: gate.value.examined, applicable: applicable.length },
		});
		return accept({ visitEndedAt: now });
	});
}
