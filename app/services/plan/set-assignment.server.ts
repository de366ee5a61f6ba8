/** Gives a domain, or one criterion, of a draft to a member of the team, or to another; takes it back. */
import { and, eq, isNull } from "drizzle-orm";
import { z } from "zod";
import type { Transaction } from "~/db/client.server";
import { assignments } from "~/db/schema/plan.server";
import { atomically } from "~/db/transaction.server";
import { assignable, NOTE_LIMIT, readDueDay } from "~/domain/plan/assignment";
import { accept, type Result, refuse } from "~/domain/result";
import { recordWrite } from "../journal/record-write.server";
import { rowVersion } from "../row-version";
import { authorise, type UseCase } from "../use-case.server";
import { assignmentResource, holdDraft, loadDraftPlan } from "./load-draft-plan.server";

const form = z.strictObject({
	/** Code of a domain, or id of a criterion. */
	target: z.string().max(40),
	assigneeId: z.uuid(),
	dueOn: z.string().max(10),
	note: z.string().default(""),
	/** Of the assignment that was on the screen; 0: there was none. */
	version: rowVersion.default(0),
});

export type SetAssignmentRefusal =
	| "INVALID"
	| "UNKNOWN_TARGET"
	| "NOT_IN_TEAM"
	| "NO_SUCH_DAY"
	| "AFTER_CLOSING"
	| "NOTE_TOO_LONG"
	| "CHANGED_MEANWHILE"
	| "ASSESSMENT_LOCKED";

export async function setAssignment(
	useCase: UseCase,
	assessmentId: string,
	input: unknown,
): Promise<Result<{ readonly target: string }, SetAssignmentRefusal>> {
	const { db, actor } = useCase;
	const { loaded, put, team, assignments: standing } = await loadDraftPlan(useCase, assessmentId);
	const { resource, closesOn } = loaded;
	authorise(actor, "plan.read", resource, ["assessment.read", resource]);
	const parsed = form.safeParse(input);
	const target = parsed.success ? targetOf(parsed.data.target, put) : null;
	const assigneeId = parsed.success ? parsed.data.assigneeId : actor.userId;
	authorise(actor, "plan.assign", assignmentResource(loaded, target?.domain ?? "", assigneeId), [
		"plan.read",
		resource,
	]);
	if (!parsed.success) return refuse("INVALID");
	if (!target) return refuse("UNKNOWN_TARGET");
	const before = standing.find(
		({ domain, criterionId }) => domain === target.domain && criterionId === target.criterionId,
	);
	// What somebody else holds is a manager's to move.
	if (before) {
		authorise(actor, "plan.assign", assignmentResource(loaded, target.domain, before.assigneeId), [
			"plan.read",
			resource,
		]);
	}
	const { version } = parsed.data;
	const note = parsed.data.note.trim();
	if (note.length > NOTE_LIMIT) return refuse("NOTE_TOO_LONG");
	if (!assignable(team, target.domain).some(({ userId }) => userId === assigneeId)) return refuse("NOT_IN_TEAM");
	const dueOn = readDueDay(parsed.data.dueOn, closesOn);
	if (!dueOn.ok) return dueOn;
	const given = { assigneeId, dueOn: dueOn.value, note };
	return atomically(db, async (tx) => {
		if (!(await holdDraft(tx, loaded))) return refuse("ASSESSMENT_LOCKED");
		const written = await writeAssignment(tx, useCase, {
			...{ assessmentId, target, given, version },
			cooperativeId: resource.cooperativeId,
			standardVersionId: loaded.published.id,
		});
		if (!written) return refuse("CHANGED_MEANWHILE");
		await recordWrite(tx, {
			at: useCase.now,
			actorId: actor.userId,
			action: before ? "assignment.changed" : "assignment.made",
			subject: ["assignment", `${assessmentId}/${target.criterionId ?? target.domain}`],
			cooperativeId: resource.cooperativeId,
			...(before ? { before: { assigneeId: before.assigneeId, dueOn: before.dueOn } } : {}),
			after: { assigneeId, dueOn: given.dueOn },
		});
		return accept({ target: target.criterionId ?? target.domain });
	});
}

export interface AssignmentTarget {
	readonly domain: string;
	readonly criterionId: string | null;
}

/** Null when the text is neither a domain nor a criterion put to the cooperative. */
export function targetOf(
	text: string,
	put: readonly { readonly id: string; readonly domain: string }[],
): AssignmentTarget | null {
	const criterion = put.find(({ id }) => id === text);
	if (criterion) return { domain: criterion.domain, criterionId: criterion.id };
	return put.some(({ domain }) => domain === text) ? { domain: text, criterionId: null } : null;
}

interface Written {
	readonly cooperativeId: string;
	readonly assessmentId: string;
	readonly standardVersionId: string;
	readonly target: AssignmentTarget;
	readonly given: { readonly assigneeId: string; readonly dueOn: string; readonly note: string };
	/** 0: nobody had it. */
	readonly version: number;
}

/** False when it is no longer as it was seen. */
export async function writeAssignment(
	tx: Transaction,
	{ actor, now }: UseCase,
	{ cooperativeId, assessmentId, standardVersionId, target, given, version }: Written,
): Promise<boolean> {
	const written = { ...given, version: version + 1, assignedAt: now, assignedBy: actor.userId, standardVersionId };
	const rows =
		version === 0
			? await tx
					.insert(assignments)
					.values({ ...written, ...target, cooperativeId, assessmentId })
					.onConflictDoNothing()
					.returning({ id: assignments.id })
			: await tx
					.update(assignments)
					.set(written)
					.where(
						and(
							eq(assignments.assessmentId, assessmentId),
							eq(assignments.domain, target.domain),
							target.criterionId === null
								? isNull(assignments.criterionId)
								: eq(assignments.criterionId, target.criterionId),
							eq(assignments.version, version),
						),
					)
					.returning({ id: assignments.id });
	return rows.length > 0;
}
