/** A cooperative asks the national team to give back what it sent, and says why. */
import { eq } from "drizzle-orm";
import { z } from "zod";
import { assessmentReturns, assessments } from "~/db/schema/assessment.server";
import { atomically } from "~/db/transaction.server";
import { RETURN_REASON_LIMIT, type ReturnBarrier } from "~/domain/assessment/status";
import { accept, type Result, refuse } from "~/domain/result";
import { recordWrite } from "../journal/record-write.server";
import { authorise, type UseCase } from "../use-case.server";
import { findReturnState, onceSent } from "./list-returns.server";
import { loadAssessment } from "./load-assessment.server";
import { tellPeople } from "./tell-people.server";

const form = z.strictObject({ reason: z.string().max(RETURN_REASON_LIMIT).default("") });

export type AskRefusal =
	| "INVALID"
	| "REASON_REQUIRED"
	| "NOT_SENT"
	| "ALREADY_ASKED"
	| Exclude<ReturnBarrier, "VISIT_PLANNED">;

/** A visit that is only planned stops no request: the national team may cancel it first. */
export async function askReopening(
	{ db, actor, now }: UseCase,
	assessmentId: string,
	input: unknown,
): Promise<Result<{ readonly number: number }, AskRefusal>> {
	const { resource } = await loadAssessment(db, actor, assessmentId);
	authorise(actor, "assessment.askReopening", onceSent(resource), ["assessment.read", resource]);
	const parsed = form.safeParse(input);
	if (!parsed.success) return refuse("INVALID");
	const reason = parsed.data.reason.trim();
	if (reason === "") return refuse("REASON_REQUIRED");
	return atomically(db, async (tx): Promise<Result<{ readonly number: number }, AskRefusal>> => {
		const [held] = await tx
			.select({ status: assessments.status })
			.from(assessments)
			.where(eq(assessments.id, assessmentId))
			.for("update");
		if (held?.status !== "submitted") return refuse("NOT_SENT");
		const { number, asked, barrier } = await findReturnState(tx, assessmentId);
		if (barrier && barrier !== "VISIT_PLANNED") return refuse(barrier);
		if (asked) return refuse("ALREADY_ASKED");
		const { cooperativeId } = resource;
		const [written] = await tx
			.insert(assessmentReturns)
			.values({ cooperativeId, assessmentId, number, kind: "asked", reason, criteria: [], at: now, by: actor.userId })
			.returning({ id: assessmentReturns.id });
		await recordWrite(tx, {
			at: now,
			actorId: actor.userId,
			action: "assessment.reopeningAsked",
			subject: ["assessment", assessmentId],
			cooperativeId,
			after: { returnId: written?.id, number },
		});
		await tellPeople(tx, null, { kind: "reopeningAsked", assessmentId }, now);
		return accept({ number });
	});
}
