/** What the page of a challenge shows: the team, the challenge and its answer, whoever could join instead. */
import { can } from "~/domain/access/can";
import { dayInParis } from "~/domain/calendar-day";
import { authorise, type UseCase } from "../use-case.server";
import { auditHeader } from "./get-audit.server";
import { judgeAuditors } from "./judge-auditors.server";
import { type AuditRow, loadAudit } from "./load-audit.server";
import { loadMission } from "./load-mission.server";
import { membersOf } from "./mission-gap";
import { missionOf } from "./mission-state.server";

export async function getChallenge({ db, actor, now }: UseCase, auditId: string) {
	const loaded = await loadAudit(db, auditId);
	const { audit, resource, cooperative } = loaded;
	authorise(actor, "audit.read", resource);
	const { members, challenge, challengeUntil } = missionOf(
		loaded,
		await loadMission(db, auditId),
		actor.userId,
		dayInParis(now),
	);
	const answering = challenge?.outcome === null && can(actor, "audit.answerChallenge", resource);
	const judged = answering ? await judgeAuditors(db, { ...spanOf(audit), cooperative, auditId }, now) : [];
	return {
		header: auditHeader(loaded),
		members: members.map(({ id, name }) => ({ id, name })),
		alone: members.length === 1,
		challenge,
		until: challengeUntil,
		may: { challenge: challengeUntil !== null && can(actor, "audit.challenge", resource), answer: answering },
		/** Nothing stands in their way, not even a derogation to write. */
		candidates: judged
			.filter(({ userId, standing }) => standing.length === 0 && !membersOf(audit).includes(userId))
			.map(({ userId, name, homeName }) => ({ userId, name, homeName })),
	};
}

const spanOf = ({ kind, startsOn, endsOn }: AuditRow) => ({ kind, startsOn, endsOn });
