/** The yearly plan of an assessment: who answers what by when, what is to be given to somebody else, and the actions. */

import { can } from "~/domain/access/can";
import { holdsIn } from "~/domain/access/roles";
import { isOpenToAnswers } from "~/domain/assessment/status";
import { dayInParis } from "~/domain/calendar-day";
import { assignmentOf, isOrphan, shareOf } from "~/domain/plan/assignment";
import { actionStanding } from "~/domain/plan/planned-action";
import { assessmentHeader } from "../assessment/get-overview.server";
import { loadAnswers } from "../assessment/load-assessment.server";
import { authorise, type UseCase } from "../use-case.server";
import { loadActions } from "./load-actions.server";
import { assignmentResource, loadDraftPlan } from "./load-draft-plan.server";

export async function getPlan(useCase: UseCase, assessmentId: string) {
	const { db, actor, now } = useCase;
	const { loaded, put, team, assignments } = await loadDraftPlan(useCase, assessmentId);
	const { resource, assessment, published } = loaded;
	authorise(actor, "plan.read", resource, ["assessment.read", resource]);
	const today = dayInParis(now);
	const answers = await loadAnswers(db, assessmentId);
	const actions = await loadActions(db, assessment, published);
	const draft = isOpenToAnswers(resource.status);
	const assigns = (domain: string, assigneeId: string) =>
		draft && can(actor, "plan.assign", assignmentResource(loaded, domain, assigneeId));
	return {
		header: assessmentHeader(loaded),
		rights: {
			manages: holdsIn(actor, resource.cooperativeId, ["manager"]),
			assigns: draft && published.standard.domains.some(({ code }) => assigns(code, actor.userId)),
			acts: published.standard.domains.some(({ code }) =>
				can(actor, "plan.act", { cooperativeId: resource.cooperativeId, domain: code, ownerId: actor.userId }),
			),
		},
		rows: assignments.map((one) => {
			const { state, criteria, left } = shareOf(one, assignments, put, answers, today);
			return {
				id: one.id,
				domain: one.domain,
				criterionId: one.criterionId,
				title: one.criterionId === null ? domainTitle(one.domain) : one.title,
				assigneeId: one.assigneeId,
				assignee: one.assignee,
				dueOn: one.dueOn,
				note: one.note,
				version: one.version,
				state,
				criteria: criteria.length,
				left: left.length,
				next: left[0] ?? criteria[0] ?? null,
				orphan: state !== "done" && isOrphan(one.assigneeId, one.domain, team),
				mayChange: assigns(one.domain, one.assigneeId),
			};
		}),
		/** Criteria put to the cooperative that are nobody's in particular, by domain. */
		unassigned: published.standard.domains.flatMap(({ code, title }) => {
			const count = put.filter((one) => one.domain === code && !assignmentOf(one, assignments)).length;
			return count === 0 ? [] : [{ code, title, count, mayTake: assigns(code, actor.userId) }];
		}),
		actions: actions.map((one) => ({
			id: one.id,
			criterionId: one.criterionId,
			domain: one.domain,
			title: one.title,
			sheet: one.heirs[0] ?? null,
			fromLevel: one.fromLevel,
			toLevel: one.toLevel,
			ownerId: one.ownerId,
			owner: one.owner,
			dueOn: one.dueOn,
			standing: actionStanding(one, answers, today),
			orphan: one.state === "open" && isOrphan(one.ownerId, one.domain, team),
		})),
	};

	function domainTitle(code: string): string {
		return published.standard.domains.find((one) => one.code === code)?.title ?? code;
	}
}
