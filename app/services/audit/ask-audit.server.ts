/** A cooperative asks for the audit of what it sent: the months it wishes for and what to know. Asking again replaces what waits. */
import { and, eq, isNull } from "drizzle-orm";
import { z } from "zod";
import { assessments } from "~/db/schema/assessment.server";
import { auditRequests } from "~/db/schema/visit-dates.server";
import { atomically } from "~/db/transaction.server";
import { CONSTRAINTS_LIMIT, checkWish, monthsAhead, type WishRefusal } from "~/domain/audit/visit-dates";
import { dayInParis } from "~/domain/calendar-day";
import { accept, type Result, refuse } from "~/domain/result";
import { loadAssessment } from "../assessment/load-assessment.server";
import { recordWrite } from "../journal/record-write.server";
import { authorise, type UseCase } from "../use-case.server";
import { checkFree } from "./schedule-audit.server";
import { tellNetwork } from "./tell-visit.server";

const form = z.strictObject({
	months: z.array(z.string().max(7)).max(12),
	constraints: z.string().max(CONSTRAINTS_LIMIT).default(""),
});

export type AskAuditResult = Result<
	null,
	"INVALID" | WishRefusal | "ASSESSMENT_NOT_SUBMITTED" | "ALREADY_SCHEDULED" | "ALREADY_AUDITED"
>;

/** What the form needs: the months on offer, what was asked already, what stands in the way. */
export async function getAuditRequest({ db, actor, now }: UseCase, assessmentId: string) {
	const { assessment, resource, year, cooperative } = await loadAssessment(db, actor, assessmentId);
	authorise(actor, "audit.request", { ...resource, status: "submitted" }, ["assessment.read", resource]);
	const free = await checkFree(db, assessment);
	const [waiting] = await db.select().from(auditRequests).where(waitingFor(assessmentId));
	return {
		assessmentId,
		year,
		cooperativeName: cooperative.name,
		months: monthsAhead(dayInParis(now)),
		barrier: free.ok ? null : free.reason,
		asked: waiting ? { months: waiting.months, constraints: waiting.constraints, askedAt: waiting.askedAt } : null,
	};
}

export async function askAudit(
	{ db, actor, now }: UseCase,
	assessmentId: string,
	input: unknown,
): Promise<AskAuditResult> {
	const { resource } = await loadAssessment(db, actor, assessmentId);
	authorise(actor, "audit.request", { ...resource, status: "submitted" }, ["assessment.read", resource]);
	const parsed = form.safeParse(input);
	if (!parsed.success) return refuse("INVALID");
	const wish = checkWish(parsed.data, dayInParis(now));
	if (!wish.ok) return wish;
	const { cooperativeId } = resource;
	return atomically(db, async (tx): Promise<AskAuditResult> => {
		const [assessment] = await tx.select().from(assessments).where(eq(assessments.id, assessmentId)).for("update");
		if (!assessment) return refuse("ASSESSMENT_NOT_SUBMITTED");
		const free = await checkFree(tx, assessment);
		if (!free.ok) return free;
		const asked = { ...wish.value, askedAt: now, askedBy: actor.userId };
		const [again] = await tx.update(auditRequests).set(asked).where(waitingFor(assessmentId)).returning();
		const [written] = again
			? [again]
			: await tx
					.insert(auditRequests)
					.values({ ...asked, cooperativeId, assessmentId })
					.returning();
		if (!written) throw new Error("no request written");
		await recordWrite(tx, {
			at: now,
			actorId: actor.userId,
			action: "audit.requested",
			subject: ["assessment", assessmentId],
			cooperativeId,
			after: { requestId: written.id, ...wish.value },
		});
		if (!again) await tellNetwork(tx, { kind: "auditAsked", about: written.id }, now);
		return accept(null);
	});
}

function waitingFor(assessmentId: string) {
	return and(eq(auditRequests.assessmentId, assessmentId), isNull(auditRequests.auditId));
}
