/** Sends the provisional report to the cooperative: it reads what was retained, and has fifteen days to answer. */
import { eq } from "drizzle-orm";
import { audits } from "~/db/schema/audit.server";
import { atomically } from "~/db/transaction.server";
import { move } from "~/domain/audit/audit-life";
import { replyDueOn } from "~/domain/audit/report-delays";
import { dayInParis } from "~/domain/calendar-day";
import { accept, type Result, refuse } from "~/domain/result";
import { recordWrite } from "../journal/record-write.server";
import { authorise, type UseCase } from "../use-case.server";
import { freezeReport } from "./freeze-report.server";
import { loadAudit, lockAudit } from "./load-audit.server";
import { loadAuditFindings } from "./load-findings.server";
import { tellManagers } from "./tell-audit-people.server";

export type SendProvisionalResult = Result<{ readonly replyDueOn: string }, "NOT_CONFIRMED" | "REPORT_ELSEWHERE">;

/** @param confirmed whether the person said that the team agrees on it */
export async function sendProvisionalReport(
	{ db, actor, now }: UseCase,
	auditId: string,
	{ confirmed }: { readonly confirmed: boolean },
): Promise<SendProvisionalResult> {
	const loaded = await loadAudit(db, auditId);
	const { resource } = loaded;
	authorise(actor, "audit.report", { ...resource, status: "provisionalReport" }, ["audit.read", resource]);
	if (!confirmed) return refuse("NOT_CONFIRMED");
	return atomically(db, async (tx) => {
		const audit = await lockAudit(tx, auditId);
		const next = move("sendProvisional", audit.status);
		if (!next.ok) return refuse("REPORT_ELSEWHERE");
		const dueOn = replyDueOn(dayInParis(now));
		const findings = await loadAuditFindings(tx, loaded);
		const hash = await freezeReport(tx, "provisional", loaded, findings, { at: now, by: actor.userId });
		await tx
			.update(audits)
			.set({ status: next.value, provisionalSentAt: now, replyDueOn: dueOn })
			.where(eq(audits.id, auditId));
		await recordWrite(tx, {
			at: now,
			actorId: actor.userId,
			action: "audit.provisionalSent",
			subject: ["audit", auditId],
			cooperativeId: audit.cooperativeId,
			before: { status: audit.status },
			after: { status: next.value, replyDueOn: dueOn, hash },
		});
		await tellManagers(tx, audit, { kind: "auditReport", step: "provisional" }, now);
		return accept({ replyDueOn: dueOn });
	});
}
