/** Takes back a domain or a criterion that was given to somebody: it is nobody's in particular again. */
import { and, eq } from "drizzle-orm";
import { z } from "zod";
import { assignments } from "~/db/schema/plan.server";
import { atomically } from "~/db/transaction.server";
import { accept, type Result, refuse } from "~/domain/result";
import { recordWrite } from "../journal/record-write.server";
import { rowVersion } from "../row-version";
import { authorise, type UseCase } from "../use-case.server";
import { assignmentResource, holdDraft, loadDraftPlan } from "./load-draft-plan.server";

const form = z.strictObject({ id: z.uuid(), version: rowVersion });

export type RemoveAssignmentResult = Result<null, "CHANGED_MEANWHILE" | "ASSESSMENT_LOCKED">;

/** @param input the assignment and its version, as seen. One that is already gone is refused as changed meanwhile. */
export async function removeAssignment(
	useCase: UseCase,
	assessmentId: string,
	input: unknown,
): Promise<RemoveAssignmentResult> {
	const { db, actor, now } = useCase;
	const { loaded, assignments: standing } = await loadDraftPlan(useCase, assessmentId);
	const { resource } = loaded;
	authorise(actor, "plan.read", resource, ["assessment.read", resource]);
	const parsed = form.safeParse(input);
	const seen = parsed.success ? standing.find(({ id }) => id === parsed.data.id) : undefined;
	authorise(actor, "plan.assign", assignmentResource(loaded, seen?.domain ?? "", seen?.assigneeId ?? actor.userId), [
		"plan.read",
		resource,
	]);
	if (!parsed.success || !seen) return refuse("CHANGED_MEANWHILE");
	return atomically(db, async (tx): Promise<RemoveAssignmentResult> => {
		if (!(await holdDraft(tx, loaded))) return refuse("ASSESSMENT_LOCKED");
		const gone = await tx
			.delete(assignments)
			.where(
				and(
					eq(assignments.id, seen.id),
					eq(assignments.assessmentId, assessmentId),
					eq(assignments.version, parsed.data.version),
				),
			)
			.returning({ id: assignments.id });
		if (gone.length === 0) return refuse("CHANGED_MEANWHILE");
		await recordWrite(tx, {
			at: now,
			actorId: actor.userId,
			action: "assignment.removed",
			subject: ["assignment", `${assessmentId}/${seen.criterionId ?? seen.domain}`],
			cooperativeId: resource.cooperativeId,
			before: { assigneeId: seen.assigneeId, dueOn: seen.dueOn },
		});
		return accept(null);
	});
}
