/** Closes a visit: nothing changes any more, and the audited score is written from audited levels only. */
import { eq } from "drizzle-orm";
import { audits } from "~/db/schema/audit.server";
import { atomically } from "~/db/transaction.server";
import { isOpenAudit } from "~/domain/audit/audit";
import { auditedAnswers, type ClosingGap, checkClosing } from "~/domain/audit/finding";
import { accept, type Result, refuse } from "~/domain/result";
import { scoreAssessment } from "~/domain/scoring/score-assessment";
import { applicableCriteria } from "~/domain/standard/applicability";
import { recordWrite } from "../journal/record-write.server";
import { writeSummary } from "../network/write-summary.server";
import { authorise, type UseCase } from "../use-case.server";
import { loadAudit, loadFindings, lockAudit } from "./load-audit.server";

export type CloseResult =
	| Result<{ readonly closedAt: Date }, "CRITERIA_MISSING", ClosingGap>
	| Result<{ readonly closedAt: Date }, "NOT_CONFIRMED" | "AUDIT_ENDED">;

/** @param confirmed whether the person said that they know it is final */
export async function closeVisit(
	{ db, actor, now }: UseCase,
	auditId: string,
	{ confirmed }: { readonly confirmed: boolean },
): Promise<CloseResult> {
	const { resource, published, profile, year } = await loadAudit(db, auditId);
	authorise(actor, "audit.close", { ...resource, status: "inProgress" }, ["audit.read", resource]);
	if (!confirmed) return refuse("NOT_CONFIRMED");
	const { standard } = published;
	return atomically(db, async (tx) => {
		// Waits for the records under way, and holds off those that follow.
		const audit = await lockAudit(tx, auditId);
		if (!isOpenAudit(audit.status)) return refuse("AUDIT_ENDED");
		const findings = await loadFindings(tx, auditId);
		const gate = checkClosing(audit.kind, applicableCriteria(standard, profile), findings);
		if (!gate.ok) return refuse("CRITERIA_MISSING", gate.details);
		const { cooperativeId, assessmentId } = audit;
		const answers = auditedAnswers(findings);
		const score = scoreAssessment(standard, profile, answers);
		// A follow-up looks at a sample: what it did not examine is no gap, so it gives no audited figures.
		if (score.answered === score.applicable) {
			const key = { cooperativeId, assessmentId, year, stage: "audited" as const };
			await writeSummary(tx, key, { pinned: standard, profile, answers });
		}
		await tx
			.update(audits)
			.set({ status: "closed", closedAt: now, closedBy: actor.userId })
			.where(eq(audits.id, auditId));
		await recordWrite(tx, {
			at: now,
			actorId: actor.userId,
			action: "audit.closed",
			subject: ["audit", auditId],
			cooperativeId,
			before: { status: audit.status },
			after: { status: "closed", examined: gate.value.examined, applicable: score.applicable },
		});
		return accept({ closedAt: now });
	});
}
