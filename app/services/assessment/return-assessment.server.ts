/**
 * Gives back what was sent, for a written reason: the cooperative corrects it and sends it again. Or says no to a cooperative
 * that asks for it. What was sent stays as it was, under its number.
 */
import { eq } from "drizzle-orm";
import { z } from "zod";
import type { Transaction } from "~/db/client.server";
import { assessmentReturns, assessments } from "~/db/schema/assessment.server";
import { assessmentSummaries } from "~/db/schema/network.server";
import { atomically, elevated } from "~/db/transaction.server";
import { RETURN_REASON_LIMIT, type ReturnBarrier } from "~/domain/assessment/status";
import { accept, type Result, refuse } from "~/domain/result";
import { releaseEvidence } from "../evidence/cite-evidence.server";
import { recordWrite } from "../journal/record-write.server";
import { rowVersion } from "../row-version";
import { authorise, type UseCase } from "../use-case.server";
import { findReturnState, onceSent } from "./list-returns.server";
import { loadAssessment } from "./load-assessment.server";
import { tellPeople } from "./tell-people.server";

const form = z.strictObject({
	/** `returned`: the national team wants a correction; `reopened`: its cooperative does; `declined`: no. */
	kind: z.enum(["returned", "reopened", "declined"]),
	reason: z.string().max(RETURN_REASON_LIMIT).default(""),
	criteria: z.array(z.string().max(40)).max(500).default([]),
	/** The sending that the person was looking at. */
	number: rowVersion,
});

export type ReturnRefusal =
	| "INVALID"
	| "REASON_REQUIRED"
	| "NOT_SENT"
	| "CHANGED_MEANWHILE"
	| "NOTHING_ASKED"
	| ReturnBarrier;
export type ReturnResult = Result<{ readonly kind: z.infer<typeof form>["kind"] }, ReturnRefusal>;

export async function returnAssessment(
	{ db, actor, now }: UseCase,
	assessmentId: string,
	input: unknown,
): Promise<ReturnResult> {
	const { resource, published } = await loadAssessment(db, actor, assessmentId);
	authorise(actor, "assessment.return", onceSent(resource), ["assessment.read", resource]);
	const parsed = form.safeParse(input);
	if (!parsed.success) return refuse("INVALID");
	const { kind, number, criteria } = parsed.data;
	const reason = parsed.data.reason.trim();
	const known = new Set(published.standard.criteria.map(({ id }) => id));
	if (criteria.some((id) => !known.has(id))) return refuse("INVALID");
	if (reason === "") return refuse("REASON_REQUIRED");
	return atomically(db, async (tx): Promise<ReturnResult> => {
		// Held until the end: no visit is planned, and nobody else gives it back, meanwhile.
		const [held] = await tx
			.select({ status: assessments.status })
			.from(assessments)
			.where(eq(assessments.id, assessmentId))
			.for("update");
		if (held?.status !== "submitted") return refuse("NOT_SENT");
		const state = await findReturnState(tx, assessmentId);
		if (state.number !== number) return refuse("CHANGED_MEANWHILE");
		if (kind === "declined" && !state.asked) return refuse("NOTHING_ASKED");
		if (kind !== "declined" && state.barrier) return refuse(state.barrier);
		const { cooperativeId } = resource;
		const concerned = kind === "declined" ? [] : [...new Set(criteria)].sort();
		const [written] = await tx
			.insert(assessmentReturns)
			.values({ cooperativeId, assessmentId, number, kind, reason, criteria: concerned, at: now, by: actor.userId })
			.returning({ id: assessmentReturns.id });
		if (kind !== "declined") await giveBack(tx, assessmentId);
		await recordWrite(tx, {
			at: now,
			actorId: actor.userId,
			action: kind === "declined" ? "assessment.reopeningDeclined" : `assessment.${kind}`,
			subject: ["assessment", assessmentId],
			cooperativeId,
			after: { returnId: written?.id, number, ...(concerned.length > 0 ? { criteria: concerned } : {}) },
		});
		const told = {
			returned: "assessmentReturned",
			reopened: "assessmentReopened",
			declined: "reopeningDeclined",
		} as const;
		await tellPeople(tx, cooperativeId, { kind: told[kind], assessmentId }, now);
		return accept({ kind });
	});
}

/** From now on it counts as a draft: no figure of the network rests on it, no visit can be planned. */
async function giveBack(tx: Transaction, assessmentId: string): Promise<void> {
	await tx
		.update(assessments)
		.set({ status: "returned", submittedAt: null, submittedBy: null })
		.where(eq(assessments.id, assessmentId));
	await elevated(tx, async (all) => {
		await all.delete(assessmentSummaries).where(eq(assessmentSummaries.assessmentId, assessmentId));
		await releaseEvidence(all, assessmentId);
	});
}
