/** Loads what every use case about who answers what needs: the assessment, its team at work today, its assignments. Checks no right. */

import { eq } from "drizzle-orm";
import type { Transaction } from "~/db/client.server";
import { assessments } from "~/db/schema/assessment.server";
import type { AssignmentResource } from "~/domain/access/actions";
import { isOpenToAnswers } from "~/domain/assessment/status";
import { applicableCriteria } from "~/domain/standard/applicability";
import { isAtWork, listTeam } from "../access/list-team.server";
import { type LoadedAssessment, loadAssessment } from "../assessment/load-assessment.server";
import type { UseCase } from "../use-case.server";
import { loadAssignments } from "./load-assignments.server";

export async function loadDraftPlan({ db, actor, now }: UseCase, assessmentId: string) {
	const loaded = await loadAssessment(db, actor, assessmentId);
	const { standard } = loaded.published;
	return {
		loaded,
		put: applicableCriteria(standard, loaded.assessment.profile),
		team: (await listTeam(db, loaded.resource.cooperativeId, now)).filter((one) => isAtWork(one, now)),
		assignments: await loadAssignments(db, assessmentId, loaded.published),
	};
}

/** What the policy is asked before a domain is given to somebody. Whether the draft is still one is told apart, by a refusal. */
export function assignmentResource(
	{ resource }: LoadedAssessment,
	domain: string,
	assigneeId: string,
): AssignmentResource {
	return { ...resource, status: "draft", domain, assigneeId };
}

/** Held until the end: the assessment is neither sent nor moved to another version under this write. */
export async function holdDraft(tx: Transaction, { assessment, published }: LoadedAssessment): Promise<boolean> {
	const [held] = await tx.select().from(assessments).where(eq(assessments.id, assessment.id)).for("share");
	return held !== undefined && isOpenToAnswers(held.status) && held.standardVersionId === published.id;
}
