/** What the form that gives a domain or a criterion to somebody shows: the targets, who can take them, what is in place. */
import { can } from "~/domain/access/can";
import { holdsIn } from "~/domain/access/roles";
import { dayInParis } from "~/domain/calendar-day";
import { assignable } from "~/domain/plan/assignment";
import { assessmentHeader } from "../assessment/get-overview.server";
import { authorise, type UseCase } from "../use-case.server";
import { assignmentResource, loadDraftPlan } from "./load-draft-plan.server";
import { targetOf } from "./set-assignment.server";

/** @param asked code of a domain or id of a criterion; anything else: to be chosen */
export async function getAssignmentForm(useCase: UseCase, assessmentId: string, asked: string | null) {
	const { actor, now } = useCase;
	const { loaded, put, team, assignments } = await loadDraftPlan(useCase, assessmentId);
	const { resource } = loaded;
	const { standard } = loaded.published;
	authorise(actor, "plan.read", resource, ["assessment.read", resource]);
	const manages = holdsIn(actor, resource.cooperativeId, ["manager"]);
	const mine = (domain: string) => can(actor, "plan.assign", assignmentResource(loaded, domain, actor.userId));
	const target = targetOf(asked ?? "", put);
	const first = standard.domains.find(({ code }) => mine(code))?.code ?? "";
	authorise(actor, "plan.assign", assignmentResource(loaded, target?.domain ?? first, actor.userId), [
		"plan.read",
		resource,
	]);
	const standing =
		target && assignments.find((one) => one.domain === target.domain && one.criterionId === target.criterionId);
	const people = manages
		? target
			? assignable(team, target.domain)
			: team
		: team.filter(({ userId }) => userId === actor.userId);
	return {
		header: assessmentHeader(loaded),
		today: dayInParis(now),
		target: target && (target.criterionId ?? target.domain),
		title: target && titleOf(target.criterionId, target.domain),
		domains: standard.domains
			.filter(({ code }) => mine(code))
			.map(({ code, title }) => ({
				code,
				title,
				criteria: put.filter(({ domain }) => domain === code).map(({ id, title }) => ({ id, title })),
			})),
		people: people
			.filter(({ userId }, index) => people.findIndex((one) => one.userId === userId) === index)
			.map(({ userId, name, role, domains }) => ({ userId, name, role, domains })),
		/** Null: nobody has it. */
		standing: standing
			? {
					id: standing.id,
					assigneeId: standing.assigneeId,
					assignee: standing.assignee,
					dueOn: standing.dueOn,
					note: standing.note,
					version: standing.version,
					mayChange: can(actor, "plan.assign", assignmentResource(loaded, standing.domain, standing.assigneeId)),
				}
			: null,
	};

	function titleOf(criterionId: string | null, domain: string): string {
		const criterion = put.find(({ id }) => id === criterionId);
		return criterion
			? `${criterion.id} · ${criterion.title}`
			: (standard.domains.find(({ code }) => code === domain)?.title ?? domain);
	}
}
