/** One action: what it raises, who carries it, where it stands today, and what one may do of it. */
import { can } from "~/domain/access/can";
import { holdsIn } from "~/domain/access/roles";
import { dayInParis } from "~/domain/calendar-day";
import { assignable } from "~/domain/plan/assignment";
import { actionStanding } from "~/domain/plan/planned-action";
import { isAtWork, listTeam } from "../access/list-team.server";
import { loadAnswers } from "../assessment/load-assessment.server";
import { authorise, type UseCase } from "../use-case.server";
import { loadAction } from "./load-action.server";
import { actionShown } from "./load-actions.server";

export async function getAction({ db, actor, now }: UseCase, cooperativeId: string, actionId: string) {
	authorise(actor, "plan.read", { cooperativeId });
	const { row, cooperative, owner, heirs, title, latest, published, resource } = await loadAction(
		db,
		cooperativeId,
		actionId,
	);
	const answers = await loadAnswers(db, latest.assessment.id);
	const team = (await listTeam(db, cooperativeId, now)).filter((one) => isAtWork(one, now));
	const manages = holdsIn(actor, cooperativeId, ["manager"]);
	const people = assignable(team, row.domain).filter(({ userId }) => manages || userId === actor.userId);
	const { criteria } = published.standard;
	return {
		cooperative,
		action: { ...actionShown(row), title, owner, closedAt: row.closedAt },
		standing: actionStanding({ ...row, heirs }, answers, dayInParis(now)),
		/** Of the latest assessment; the criteria that it bears on today, none when it was retired. */
		latest: { id: latest.assessment.id, year: latest.year },
		heirs,
		/** What is asked at that level, in the words of the référentiel of today. */
		asked: criteria.find(({ id }) => id === heirs[0])?.levels[row.toLevel] ?? "",
		people: people
			.filter(({ userId }, at) => people.findIndex((one) => one.userId === userId) === at)
			.map(({ userId, name }) => ({ userId, name })),
		mayAct: can(actor, "plan.act", resource),
	};
}
