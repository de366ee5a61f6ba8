/** Issues the final report: the levels retained are the audit's verdict, and count in the audited figures from here. */
import { eq } from "drizzle-orm";
import { audits } from "~/db/schema/audit.server";
import { atomically } from "~/db/transaction.server";
import { raisedMajors } from "~/domain/audit/audit-finding";
import { move } from "~/domain/audit/audit-life";
import { auditedAnswers } from "~/domain/audit/finding";
import { checkIssue } from "~/domain/audit/report-delays";
import { dayInParis } from "~/domain/calendar-day";
import { accept, type Result, refuse } from "~/domain/result";
import { scoreAssessment } from "~/domain/scoring/score-assessment";
import { recordWrite } from "../journal/record-write.server";
import { writeSummary } from "../network/write-summary.server";
import { authorise, type UseCase } from "../use-case.server";
import { freezeReport } from "./freeze-report.server";
import { loadAudit, loadFindings, lockAudit } from "./load-audit.server";
import { loadAuditFindings } from "./load-findings.server";
import { checkLeftOpen, openNonConformities } from "./open-non-conformities.server";
import { settleAudit } from "./settle-audit.server";
import { tellManagers } from "./tell-audit-people.server";

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
	const loaded = await loadAudit(db, auditId);
	const { resource, published, profile, year } = loaded;
	authorise(actor, "audit.report", { ...resource, status: "rightOfReply" }, ["audit.read", resource]);
	if (!confirmed) return refuse("NOT_CONFIRMED");
	return atomically(db, async (tx) => {
		const audit = await lockAudit(tx, auditId);
		const next = move("issueFinal", audit.status);
		if (!next.ok || audit.replyDueOn === null) return refuse("REPORT_ELSEWHERE");
		const reply = { dueOn: audit.replyDueOn, sent: audit.repliesSentAt !== null };
		const found = await loadAuditFindings(tx, loaded);
		const unanswered = [...found.replies.values()].filter(({ text, verdict }) => text !== "" && verdict === null);
		const ready = checkIssue(reply, dayInParis(now), unanswered.length);
		if (!ready.ok) return ready;
		const { standard } = published;
		const answers = auditedAnswers(await loadFindings(tx, auditId));
		const score = scoreAssessment(standard, profile, answers);
		const { cooperativeId, assessmentId } = audit;
		// A follow-up looks at a sample: what it did not examine is no gap, so it gives no audited figures.
		if (score.answered === score.applicable) {
			const key = { cooperativeId, assessmentId, year, stage: "audited" as const };
			await writeSummary(tx, key, { pinned: standard, profile, answers, raised: raisedMajors(found.findings) });
		}
		const act = { now, by: actor.userId };
		const hash = await freezeReport(tx, "final", loaded, found, { at: now, by: actor.userId });
		const opened = await openNonConformities(tx, loaded, found.findings, act);
		await tx.update(audits).set({ status: next.value, finalAt: now }).where(eq(audits.id, auditId));
		await recordWrite(tx, {
			at: now,
			actorId: actor.userId,
			action: "audit.finalIssued",
			subject: ["audit", auditId],
			cooperativeId,
			before: { status: audit.status },
			after: { status: next.value, examined: score.answered, applicable: score.applicable, opened, hash },
		});
		await checkLeftOpen(tx, loaded, found.findings, act);
		if (opened === 0) await settleAudit(tx, auditId, act);
		await tellManagers(tx, audit, { kind: "auditReport", step: "final" }, now);
		return accept({ finalAt: now });
	});
}
