/** The cooperative acknowledges the plan it was sent, or asks to change it: once, and to the last one sent. */
import { and, eq } from "drizzle-orm";
import { z } from "zod";
import { auditPlanSendings } from "~/db/schema/preparation.server";
import { atomically } from "~/db/transaction.server";
import { isOpenVisit } from "~/domain/audit/audit-life";
import { ANSWER_TEXT_LIMIT, PLAN_ANSWERS } from "~/domain/audit/audit-plan";
import { accept, type Result, refuse } from "~/domain/result";
import { recordWrite } from "../journal/record-write.server";
import { rowVersion } from "../row-version";
import { authorise, type UseCase } from "../use-case.server";
import { loadAudit } from "./load-audit.server";
import { tellTeam } from "./tell-audit-people.server";

const form = z.strictObject({
	/** Of the sending that the person read. */
	number: rowVersion,
	answer: z.enum(PLAN_ANSWERS),
	text: z.string().default(""),
});

export type AnswerPlanRefusal = "INVALID" | "AUDIT_ENDED" | "CHANGED_MEANWHILE" | "TEXT_REQUIRED" | "TEXT_TOO_LONG";
export type AnswerPlanResult = Result<null, AnswerPlanRefusal>;

export async function answerPlan(
	{ db, actor, now }: UseCase,
	auditId: string,
	input: unknown,
): Promise<AnswerPlanResult> {
	const { audit, resource } = await loadAudit(db, auditId);
	authorise(actor, "audit.answerPlan", { ...resource, status: "inProgress" }, ["audit.readPlan", resource]);
	const parsed = form.safeParse(input);
	if (!parsed.success) return refuse("INVALID");
	const { number, answer } = parsed.data;
	const text = answer === "changeAsked" ? parsed.data.text.trim() : "";
	if (answer === "changeAsked" && text === "") return refuse("TEXT_REQUIRED");
	if (text.length > ANSWER_TEXT_LIMIT) return refuse("TEXT_TOO_LONG");
	if (!isOpenVisit(audit.status)) return refuse("AUDIT_ENDED");
	return atomically(db, async (tx): Promise<AnswerPlanResult> => {
		const sent = await tx.select().from(auditPlanSendings).where(eq(auditPlanSendings.auditId, auditId)).for("update");
		const last = sent.toSorted((a, b) => b.number - a.number)[0];
		if (!last || last.number !== number || last.answer !== null) return refuse("CHANGED_MEANWHILE");
		await tx
			.update(auditPlanSendings)
			.set({ answer, answerText: text, answeredAt: now, answeredBy: actor.userId })
			.where(and(eq(auditPlanSendings.auditId, auditId), eq(auditPlanSendings.number, number)));
		await recordWrite(tx, {
			at: now,
			actorId: actor.userId,
			action: answer === "acknowledged" ? "audit.planAcknowledged" : "audit.planChangeAsked",
			subject: ["audit", `${auditId}/plan`],
			cooperativeId: audit.cooperativeId,
			after: { number, ...(text === "" ? {} : { text }) },
		});
		await tellTeam(tx, audit, { kind: "auditPlan", step: answer }, now);
		return accept(null);
	});
}
