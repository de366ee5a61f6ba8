/** Who has worked on an assessment, the latest first, and what is left there for the person who reads. Checks no right: the caller has read the assessment. */

import { eq, sql } from "drizzle-orm";
import { assessments } from "~/db/schema/assessment.server";
import type { assignments, plannedActions } from "~/db/schema/plan.server";
import type { RecordedAnswer } from "~/domain/assessment/answer-record";
import { isOpenToAnswers } from "~/domain/assessment/status";
import { dayInParis } from "~/domain/calendar-day";
import { inOrder, tasksOf } from "~/domain/plan/task";
import { applicableCriteria } from "~/domain/standard/applicability";
import type { LoadedAssessment } from "../assessment/load-assessment.server";
import type { UseCase } from "../use-case.server";
import { followCriteria } from "./follow-criteria.server";
import { actionShown } from "./load-actions.server";
import { placed } from "./load-assignments.server";

export interface Contributor {
	readonly userId: string;
	readonly name: string;
	readonly answers: number;
	/** ISO instant. */
	readonly lastAt: string | null;
}

/** One query: the page it stands on asks for much else. */
export async function readTeamwork(
	{ db, actor, now }: UseCase,
	{ assessment, year, cooperative, published }: LoadedAssessment,
	answers: ReadonlyMap<string, RecordedAnswer>,
) {
	const [row] = await db
		.select({
			// What is proposed is nobody's answer yet.
			contributors: sql<readonly Contributor[]>`(select coalesce(json_agg(c order by c."lastAt" desc), '[]') from (
				select u.id as "userId", u.name, count(*)::int as answers, max(a.updated_at) as "lastAt"
				from answers a join users u on u.id = a.updated_by
				where a.assessment_id = assessments.id and not a.to_confirm
				group by u.id, u.name order by max(a.updated_at) desc limit 8) c)`,
			given: sql<readonly AssignmentJson[]>`(select coalesce(json_agg(json_build_object(
				'id', g.id, 'domain', g.domain, 'criterionId', g.criterion_id, 'standardVersionId', g.standard_version_id,
				'assigneeId', g.assignee_id, 'dueOn', g.due_on, 'note', g.note)), '[]')
				from assignments g where g.assessment_id = assessments.id)`,
			planned: sql<readonly ActionJson[]>`(select coalesce(json_agg(json_build_object(
				'id', p.id, 'domain', p.domain, 'criterionId', p.criterion_id, 'standardVersionId', p.standard_version_id,
				'fromLevel', p.from_level, 'toLevel', p.to_level, 'ownerId', p.owner_id, 'dueOn', p.due_on, 'todo', p.todo,
				'state', p.state, 'reason', p.reason, 'version', p.version)), '[]')
				from planned_actions p where p.cooperative_id = assessments.cooperative_id
				and p.owner_id = ${actor.userId} and p.state = 'open')`,
		})
		.from(assessments)
		.where(eq(assessments.id, assessment.id));
	const { contributors = [], given = [], planned = [] } = row ?? {};
	const here = isOpenToAnswers(assessment.status) ? given : [];
	const versions = [...here, ...planned].map(({ standardVersionId }) => standardVersionId);
	const follow = await followCriteria(db, published, versions);
	const sources = {
		place: { assessmentId: assessment.id, year, cooperative: { id: cooperative.id, name: cooperative.name } },
		assignments: here.map((one) => ({ ...placed(one, follow), note: one.note })),
		actions: planned.map((one) => ({ ...actionShown(one), ...follow(one.standardVersionId, one.criterionId) })),
		put: applicableCriteria(published.standard, assessment.profile),
		answers,
		domains: published.standard.domains,
	};
	return { contributors, tasks: inOrder(tasksOf(actor.userId, sources, dayInParis(now))) };
}

type AssignmentJson = Pick<
	typeof assignments.$inferSelect,
	"id" | "domain" | "criterionId" | "standardVersionId" | "assigneeId" | "dueOn" | "note"
>;
type ActionJson = Omit<
	typeof plannedActions.$inferSelect,
	"cooperativeId" | "assessmentId" | "closedAt" | "closedBy" | "plannedAt" | "plannedBy"
>;
