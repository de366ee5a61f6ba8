/** Issues the final report: the levels retained are the audit's verdict, and count in the audited figures from here. */
import { eq } from "drizzle-orm";
import { audits } from "~/db/schema/audit.server";
import { atomically } from "~/db/transaction.server";
import { move } from "~/domain/audit/audit-life";
import { auditedAnswers } from "~/domain/audit/finding";
import { checkIssue } from "~/domain/audit/report-delays";
import { dayInParis } from "~/domain/calendar-day";
import { accept, type Result, refuse } from "~/domain/result";
import { scoreAssessment } from "~/domain/scoring/score-assessment";
import { recordWrite } from "../journal/record-write.server";
import { writeSummary } from "../network/write-summary.server";
import { authorise, type UseCase } from "../use-case.server";
import { loadAudit, loadFindings, lockAudit } from "./load-audit.server";

export type IssueFinalResult = Result<
	{ readonly finalAt: Date },
	"NOT_CONFIRMED" | "REPORT_ELSEWHERE" | "REPLY_AWAITED" | "REPLIES_UNANSWERED"
>;

/** @param confirmed whether the person said that they know it is final */
export async function issueFinalReport(
	{ db, actor, now }: UseCase,
	auditId: string,
	{ confirmed }: { readonly confirmed: boolean },
): Promise<IssueFinalResult> {
	const { resource, published, profile, year } = await loadAudit(db, auditId);
	authorise(actor, "audit.report", { ...resource, status: "rightOfReply" }, ["audit.read", resource]);
	if (!confirmed) return refuse("NOT_CONFIRMED");
	return atomically(db, async (tx) => {
		const audit = await lockAudit(tx, auditId);
		const next = move("issueFinal", audit.status);
		if (!next.ok || audit.replyDueOn === null) return refuse("REPORT_ELSEWHERE");
		const reply = { dueOn: audit.replyDueOn, sent: audit.repliesSentAt !== null };
		const ready = checkIssue(reply, dayInParis(now), 0);
		if (!ready.ok) return ready;
		const { standard } = published;
		const answers = auditedAnswers(await loadFindings(tx, auditId));
		const score = scoreAssessment(standard, profile, answers);
		const { cooperativeId, assessmentId } = audit;
		// A follow-up looks at a sample: what it did not examine is no gap, so it gives no audited figures.
		if (score.answered === score.applicable) {
			const key = { cooperativeId, assessmentId, year, stage: "audited" as const };
			await writeSummary(tx, key, { pinned: standard, profile, answers });
		}
		await tx.update(audits).set({ status: next.value, finalAt: now }).where(eq(audits.id, auditId));
		await recordWrite(tx, {
			at: now,
			actorId: actor.userId,
			action: "audit.finalIssued",
			subject: ["audit", auditId],
			cooperativeId,
			before: { status: audit.status },
			after: { status: next.value, examined: score.answered, applicable: score.applicable },
		});
		return accept({ finalAt: now });
	});
}
