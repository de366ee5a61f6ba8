/** One criterion of an assessment with all that is known of it: its answer, the years before, the last visit, and its history. */
import { and, count, eq, sql } from "drizzle-orm";
import { users } from "~/db/schema/access.server";
import { answers } from "~/db/schema/assessment.server";
import { evidenceLinks } from "~/db/schema/evidence.server";
import { can } from "~/domain/access/can";
import { UNANSWERED } from "~/domain/assessment/answer-record";
import { earlierSaid } from "~/domain/assessment/earlier-answers";
import { applies } from "~/domain/standard/applicability";
import { loadLastRemarks } from "../audit/load-last-remarks.server";
import { loadAnswerHistory } from "../journal/load-answer-history.server";
import { loadPlanAround } from "../plan/load-plan-around.server";
import { authorise, NotFoundError, type UseCase } from "../use-case.server";
import { assessmentHeader } from "./get-overview.server";
import { type LoadedAssessment, loadAssessment, recordedAnswer } from "./load-assessment.server";
import { loadCarryOver } from "./load-carry-over.server";
import { type Discussion, discussionColumns } from "./load-threads.server";

export interface AskedFile {
	/** The history up to then; null: up to now. */
	readonly until: Date | null;
	readonly page: number;
}

export async function getCriterionFile(useCase: UseCase, assessmentId: string, criterionId: string, asked: AskedFile) {
	const { db, actor } = useCase;
	const loaded = await loadAssessment(db, actor, assessmentId);
	const { resource, published, assessment, year } = loaded;
	authorise(actor, "assessment.read", resource);
	const { standard } = published;
	const criterion = standard.criteria.find(({ id }) => id === criterionId);
	if (!criterion) throw new NotFoundError(criterionId);
	const { cooperativeId } = resource;
	const about = { cooperativeId, year, published };
	const discusses = can(actor, "assessment.discuss", resource);
	const { answer, evidence, discussion } = await loadAnswer(useCase, loaded, criterionId, discusses);
	const visit = await loadLastRemarks(db, actor, about);
	// Who reads this year's answers for an audit does not read, beside them, those of a year that is not audited with it.
	const readsEarlier = can(actor, "assessment.read", { cooperativeId, status: "submitted", auditorIds: [] });
	const earlier = readsEarlier ? await loadCarryOver(db, { ...about, profile: assessment.profile }) : null;
	const carried = earlier?.carried?.criteria.find((one) => one.criterionId === criterionId);
	const readsHistory = can(actor, "assessment.history", resource);
	const { id, title, statement, domain, kind, metFrom, levels, guidance } = criterion;
	return {
		header: assessmentHeader(loaded),
		criterion: { id, title, statement, domain, kind, metFrom, levels, guidance },
		/** Whether the profile puts it to the cooperative. */
		put: applies(criterion, assessment.profile).applies,
		scale: standard.scale.map(({ level, label }) => ({ level, label })),
		answer,
		evidence,
		earlier: earlier && { year: earlier.year, ...earlierSaid(criterion, answer ?? UNANSWERED, carried) },
		visit: { year: visit.year, remarks: visit.remarks.get(id) ?? [] },
		/** Null for who may not read it. */
		history: readsHistory ? await loadAnswerHistory(db, { cooperativeId, assessmentId, criterionId, ...asked }) : null,
		/** Whose it is and what is planned; undefined for who may not read it, and when there is none. */
		plan: can(actor, "plan.read", { cooperativeId }) ? (await loadPlanAround(db, loaded))(criterion) : undefined,
		may: {
			answer: can(actor, "assessment.answer", { ...resource, domain }),
			assign: can(actor, "plan.assign", { ...resource, domain, assigneeId: actor.userId }),
		},
		/** Null for whoever is not of the team. */
		discussion,
	};
}

/** With the number of its pieces and, for the team, what it says of it. One query. */
async function loadAnswer(
	{ db, now }: UseCase,
	{ assessment }: LoadedAssessment,
	criterionId: string,
	discusses: boolean,
) {
	const { id: assessmentId, cooperativeId } = assessment;
	const { threads, team } = discussionColumns(db, { assessmentId, cooperativeId, criterionId }, now);
	const said = discusses ? { threads, team } : { threads: sql<null>`null`, team: sql<null>`null` };
	const pieces = db
		.select({ pieces: count().as("pieces") })
		.from(evidenceLinks)
		.where(and(eq(evidenceLinks.assessmentId, assessment.id), eq(evidenceLinks.criterionId, criterionId)))
		.as("attached");
	const [row] = await db
		.select({ pieces: pieces.pieces, answer: answers, by: users.name, ...said })
		.from(pieces)
		.leftJoin(answers, and(eq(answers.assessmentId, assessment.id), eq(answers.criterionId, criterionId)))
		.leftJoin(users, and(eq(users.id, answers.updatedBy), sql`${users.erasedAt} is null`));
	const answer = row?.answer && { ...recordedAnswer(row.answer), at: row.answer.updatedAt, by: row.by };
	const discussion: Discussion | null = row?.threads && row.team ? { threads: row.threads, team: row.team } : null;
	return { answer: answer ?? null, evidence: row?.pieces ?? 0, discussion };
}
