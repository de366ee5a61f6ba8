/** Lets the cooperative's own team follow a draft: who may, who still may, and the answers that a page lacks. */
import { and, eq, inArray } from "drizzle-orm";
import type { Database } from "~/db/client.server";
import { users } from "~/db/schema/access.server";
import { answers, assessments } from "~/db/schema/assessment.server";
import { can } from "~/domain/access/can";
import { owesSecondFactor } from "~/domain/access/second-factor-duty";
import { findSessionById } from "../access/session.server";
import { authorise, NotFoundError, type UseCase } from "../use-case.server";
import type { Follower } from "./live-hub.server";
import { loadAssessment, recordedAnswer } from "./load-assessment.server";

/** The criteria of that domain, once the policy said that the person follows the draft. */
export async function followDraft(
	{ db, actor }: UseCase,
	assessmentId: string,
	domainCode: string,
): Promise<readonly string[]> {
	const { resource, published } = await loadAssessment(db, actor, assessmentId);
	authorise(actor, "assessment.follow", resource, ["assessment.read", resource]);
	const criteria = published.standard.criteria.filter(({ domain }) => domain === domainCode);
	if (criteria.length === 0) throw new NotFoundError(domainCode);
	return criteria.map(({ id }) => id);
}

/**
 * The answers of a domain that differ from what a page shows.
 * @param seen `JUR-01:3,JUR-02:0`: the version of each criterion shown; empty: all of them are asked for
 */
export async function getAnswersSince(useCase: UseCase, assessmentId: string, domainCode: string, seen: string) {
	const criteria = await followDraft(useCase, assessmentId, domainCode);
	const shown = new Map(seen.split(",").map((pair) => [pair.split(":")[0] ?? "", Number(pair.split(":")[1])]));
	const wanted = seen === "" ? criteria : criteria.filter((id) => shown.has(id));
	if (wanted.length === 0) return [];
	const rows = await useCase.db
		.select({ answer: answers, by: users.name })
		.from(answers)
		.leftJoin(users, eq(users.id, answers.updatedBy))
		.where(and(eq(answers.assessmentId, assessmentId), inArray(answers.criterionId, wanted)));
	return rows.flatMap(({ answer, by }) =>
		answer.version === shown.get(answer.criterionId)
			? []
			: [{ criterionId: answer.criterionId, ...recordedAnswer(answer), by, at: answer.updatedAt }],
	);
}

/** Looks again at a page that is being followed: the session, then the rights. Outside any request. */
export async function judgeFollower(
	db: Database,
	{ sessionId, userId, assessmentId }: Pick<Follower, "sessionId" | "userId" | "assessmentId">,
	now: Date,
): Promise<"session" | "rights" | null> {
	const signedIn = await findSessionById(db, sessionId, now, true);
	if (!signedIn || signedIn.actor.userId !== userId) return "session";
	if (owesSecondFactor(signedIn.session, signedIn.hasSecondFactor)) return "session";
	const [draft] = await db
		.select({ cooperativeId: assessments.cooperativeId, status: assessments.status })
		.from(assessments)
		.where(eq(assessments.id, assessmentId));
	const follows = draft && can(signedIn.actor, "assessment.follow", { ...draft, auditorIds: [] });
	return follows ? null : "rights";
}

/** What the team calls somebody at work. */
export async function nameOfPerson(db: Database, userId: string): Promise<string> {
	const [person] = await db.select({ name: users.name }).from(users).where(eq(users.id, userId));
	return person?.name ?? "Quelqu’un";
}
