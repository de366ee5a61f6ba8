/** Loads whose each criterion is and what is planned for it, to be said beside it. One query. Checks no right: the caller does. */
import { eq, sql } from "drizzle-orm";
import type { Database, Transaction } from "~/db/client.server";
import { assessments } from "~/db/schema/assessment.server";
import type { assignments, plannedActions } from "~/db/schema/plan.server";
import type { CriterionPlan } from "~/domain/plan/around";
import { assignmentOf } from "~/domain/plan/assignment";
import type { LoadedAssessment } from "../assessment/load-assessment.server";
import { followCriteria } from "./follow-criteria.server";
import { placed } from "./load-assignments.server";

/** What is said beside a criterion; undefined: nothing. */
export async function loadPlanAround(
	db: Database | Transaction,
	{ assessment, published }: LoadedAssessment,
): Promise<(criterion: { readonly id: string; readonly domain: string }) => CriterionPlan | undefined> {
	const [row] = await db
		.select({
			given: sql<readonly GivenJson[]>`(select coalesce(json_agg(json_build_object(
				'id', g.id, 'domain', g.domain, 'criterionId', g.criterion_id, 'standardVersionId', g.standard_version_id,
				'assigneeId', g.assignee_id, 'dueOn', g.due_on, 'note', g.note, 'name', 
				(select case when u.erased_at is null then u.name end from users u where u.id = g.assignee_id))), '[]')
				from assignments g where g.assessment_id = assessments.id)`,
			planned: sql<readonly PlannedJson[]>`(select coalesce(json_agg(json_build_object(
				'id', p.id, 'criterionId', p.criterion_id, 'standardVersionId', p.standard_version_id,
				'fromLevel', p.from_level, 'toLevel', p.to_level, 'dueOn', p.due_on, 'todo', p.todo,
				'name', 
				(select case when u.erased_at is null then u.name end from users u where u.id = p.owner_id)) order by p.due_on, p.id), '[]')
				from planned_actions p where p.cooperative_id = assessments.cooperative_id and p.state = 'open')`,
		})
		.from(assessments)
		.where(eq(assessments.id, assessment.id));
	const { given = [], planned = [] } = row ?? {};
	const versions = [...given, ...planned].map(({ standardVersionId }) => standardVersionId);
	const follow = await followCriteria(db, published, versions);
	const shares = given.map((one) => ({ ...placed(one, follow), note: one.note, name: one.name }));
	const actions = planned.map((one) => ({ ...one, heirs: follow(one.standardVersionId, one.criterionId).heirs }));
	return (criterion) => {
		const share = assignmentOf(criterion, shares);
		const here = actions.filter(({ heirs }) => heirs.includes(criterion.id));
		if (!share && here.length === 0) return undefined;
		return {
			...(share ? { given: { name: share.name, dueOn: share.dueOn, note: share.note } } : {}),
			...(here.length > 0
				? {
						actions: here.map(({ id, name, dueOn, fromLevel, toLevel, todo }) => {
							return { id, cooperativeId: assessment.cooperativeId, name, dueOn, fromLevel, toLevel, todo };
						}),
					}
				: {}),
		};
	};
}

interface Named {
	/** Null: erased since. */
	readonly name: string | null;
}
type GivenJson = Named &
	Pick<
		typeof assignments.$inferSelect,
		"id" | "domain" | "criterionId" | "standardVersionId" | "assigneeId" | "dueOn" | "note"
	>;
type PlannedJson = Named &
	Pick<
		typeof plannedActions.$inferSelect,
		"id" | "criterionId" | "standardVersionId" | "fromLevel" | "toLevel" | "dueOn" | "todo"
	>;
