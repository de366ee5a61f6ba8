/** What is left to do for the signed-in person, over all their cooperatives: late first, then by due date. */

import { and, asc, eq, inArray, sql } from "drizzle-orm";
import { answers, assessments, campaigns } from "~/db/schema/assessment.server";
import { cooperatives } from "~/db/schema/cooperative.server";
import { assignments, plannedActions } from "~/db/schema/plan.server";
import { ownCooperatives } from "~/domain/access/roles";
import { isOpenToAnswers } from "~/domain/assessment/status";
import { dayInParis } from "~/domain/calendar-day";
import { inOrder, type Task, tasksOf } from "~/domain/plan/task";
import { applicableCriteria } from "~/domain/standard/applicability";
import { recordedAnswers } from "../assessment/load-assessment.server";
import { getStandard } from "../standard/get-standard.server";
import type { UseCase } from "../use-case.server";
import { followCriteria } from "./follow-criteria.server";
import { actionShown } from "./load-actions.server";
import { placed } from "./load-assignments.server";

/** Four queries, and those of a version of the référentiel never read before. */
export async function listTasks(useCase: UseCase): Promise<readonly Task[]> {
	const { db, actor, now } = useCase;
	const own = ownCooperatives(actor);
	if (own.length === 0) return [];
	const opened = await latestAssessments(useCase, own);
	const actions = await db
		.select()
		.from(plannedActions)
		.where(
			and(
				eq(plannedActions.ownerId, actor.userId),
				eq(plannedActions.state, "open"),
				inArray(plannedActions.cooperativeId, [...own]),
			),
		);
	const looked = opened.filter(
		({ assigned, cooperative }) => assigned || actions.some((one) => one.cooperativeId === cooperative.id),
	);
	if (looked.length === 0) return [];
	const ids = looked.map(({ id }) => id);
	const given = await db.select().from(assignments).where(inArray(assignments.assessmentId, ids));
	const answered = await db.select().from(answers).where(inArray(answers.assessmentId, ids));
	const tasks: Task[] = [];
	for (const { id, year, cooperative, profile, standardVersionId, assigned } of looked) {
		const published = await getStandard(db, standardVersionId);
		const here = given.filter((row) => assigned && row.assessmentId === id);
		const planned = actions.filter((row) => row.cooperativeId === cooperative.id);
		const versions = [...here, ...planned].map((row) => row.standardVersionId);
		const follow = await followCriteria(db, published, versions);
		const sources = {
			place: { assessmentId: id, year, cooperative },
			assignments: here.map((row) => ({ ...placed(row, follow), note: row.note })),
			actions: planned.map((row) => ({ ...actionShown(row), ...follow(row.standardVersionId, row.criterionId) })),
			put: applicableCriteria(published.standard, profile),
			answers: recordedAnswers(answered.filter((row) => row.assessmentId === id)),
			domains: published.standard.domains,
		};
		tasks.push(...tasksOf(actor.userId, sources, dayInParis(now)));
	}
	return inOrder(tasks);
}

/** The latest assessment of each cooperative, and whether it is a draft of which something is given to the person. */
async function latestAssessments({ db, actor }: UseCase, own: readonly string[]) {
	const mine = sql<boolean>`exists (select from ${assignments} where ${assignments.assessmentId} = ${assessments.id}
		and ${assignments.assigneeId} = ${actor.userId})`;
	const rows = await db
		.select({
			id: assessments.id,
			status: assessments.status,
			profile: assessments.profile,
			standardVersionId: assessments.standardVersionId,
			year: campaigns.year,
			cooperative: { id: cooperatives.id, name: cooperatives.name },
			mine,
		})
		.from(assessments)
		.innerJoin(campaigns, eq(campaigns.id, assessments.campaignId))
		.innerJoin(cooperatives, eq(cooperatives.id, assessments.cooperativeId))
		.where(inArray(assessments.cooperativeId, [...own]))
		.orderBy(asc(cooperatives.name), sql`${campaigns.year} desc`);
	const latest = rows.filter(
		({ cooperative }, index) => rows.findIndex((one) => one.cooperative.id === cooperative.id) === index,
	);
	return latest.map((row) => ({ ...row, assigned: row.mine && isOpenToAnswers(row.status) }));
}
