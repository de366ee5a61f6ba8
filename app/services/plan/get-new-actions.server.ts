/** What the form shows that turns tried levels into actions: each criterion to raise, who may carry it, a day to begin with. */
import { can } from "~/domain/access/can";
import { holdsIn } from "~/domain/access/roles";
import { answerValues } from "~/domain/assessment/answer-record";
import { dayInParis } from "~/domain/calendar-day";
import { assignable, assignmentOf } from "~/domain/plan/assignment";
import { type SimulationWish, simulate, triedLevels } from "~/domain/plan/simulation";
import { assessmentHeader } from "../assessment/get-overview.server";
import { loadAnswers } from "../assessment/load-assessment.server";
import { authorise, type UseCase } from "../use-case.server";
import { loadActions } from "./load-actions.server";
import { loadDraftPlan } from "./load-draft-plan.server";

export async function getNewActions(useCase: UseCase, assessmentId: string, wish: SimulationWish) {
	const { db, actor, now } = useCase;
	const { loaded, put, team, assignments } = await loadDraftPlan(useCase, assessmentId);
	const { resource, assessment, published, closesOn } = loaded;
	const { cooperativeId } = resource;
	authorise(actor, "plan.read", resource, ["assessment.read", resource]);
	const acts = (domain: string) => can(actor, "plan.act", { cooperativeId, domain, ownerId: actor.userId });
	const anyDomain = published.standard.domains.find(({ code }) => acts(code))?.code ?? "";
	authorise(actor, "plan.act", { cooperativeId, domain: anyDomain, ownerId: actor.userId }, ["plan.read", resource]);
	const answers = answerValues(await loadAnswers(db, assessmentId));
	const file = { standard: { ...published.standard, criteria: put }, profile: assessment.profile, answers };
	const { raises } = simulate(file, triedLevels(file, wish));
	const open = (await loadActions(db, assessment, published)).filter(({ state }) => state === "open");
	const manages = holdsIn(actor, cooperativeId, ["manager"]);
	const today = dayInParis(now);
	const rows = raises.flatMap(({ criterionId, from, to }) => {
		const criterion = put.find(({ id }) => id === criterionId);
		return criterion ? [{ criterion, from, to }] : [];
	});
	return {
		header: assessmentHeader(loaded),
		/** The day proposed: the end of the campaign, or today when it is over. */
		dueOn: closesOn < today ? today : closesOn,
		rows: rows
			.filter(({ criterion }) => acts(criterion.domain))
			.map(({ criterion: { id, title, domain, blocking, levels }, from, to }) => {
				const people = assignable(team, domain).filter(({ userId }) => manages || userId === actor.userId);
				const holder = assignmentOf({ id, domain }, assignments)?.assigneeId;
				return {
					...{ id, title, domain, blocking, from, to },
					/** What is asked at that level, in the words of the référentiel. */
					asked: levels[to],
					people: people
						.filter(({ userId }, at) => people.findIndex((one) => one.userId === userId) === at)
						.map(({ userId, name }) => ({ userId, name })),
					ownerId: people.some(({ userId }) => userId === holder) ? (holder ?? "") : actor.userId,
					planned: open.some(({ criterionId }) => criterionId === id),
				};
			}),
		/** Those of domains that the person does not answer: somebody else plans them. */
		elsewhere: rows.filter(({ criterion }) => !acts(criterion.domain)).map(({ criterion: { id } }) => id),
	};
}
