/** Loads one assessment with its référentiel and answers, for the use cases that work on it. */
import { and, eq, ne, or, sql } from "drizzle-orm";
import type { Database, Transaction } from "~/db/client.server";
import { answers, assessmentReturns, assessments, campaigns } from "~/db/schema/assessment.server";
import { audits } from "~/db/schema/audit.server";
import { cooperatives } from "~/db/schema/cooperative.server";
import type { AssessmentResource } from "~/domain/access/actions";
import { type Actor, holds } from "~/domain/access/roles";
import type { RecordedAnswer } from "~/domain/assessment/answer-record";
import type { OPENING_KINDS } from "~/domain/assessment/status";
import { getStandard, type PublishedStandard } from "../standard/get-standard.server";
import { NotFoundError } from "../use-case.server";
import { isUuid } from "../uuid";

export type AssessmentRow = typeof assessments.$inferSelect;

/** Why what was sent was given back. */
export interface StandingReturn {
	readonly kind: (typeof OPENING_KINDS)[number];
	readonly reason: string;
	/** Ids of the criteria concerned; empty: none in particular. */
	readonly criteria: readonly string[];
	/** An instant, ISO 8601. */
	readonly at: string;
}

export interface LoadedAssessment {
	readonly assessment: AssessmentRow;
	readonly year: number;
	readonly closesOn: string;
	readonly cooperative: { readonly id: string; readonly name: string; readonly fictional: boolean };
	readonly published: PublishedStandard;
	/** Null unless it was given back and not sent again. */
	readonly returned: StandingReturn | null;
	/** What the access policy needs to know. */
	readonly resource: AssessmentResource;
}

/** Throws NotFoundError when there is none. Checks no right: the caller authorises with `resource`. */
export async function loadAssessment(
	db: Database | Transaction,
	actor: Actor,
	assessmentId: string,
): Promise<LoadedAssessment> {
	if (!isUuid(assessmentId)) throw new NotFoundError(assessmentId);
	const [row] = await db
		.select({
			assessment: assessments,
			year: campaigns.year,
			closesOn: campaigns.closesOn,
			cooperative: { id: cooperatives.id, name: cooperatives.name, fictional: cooperatives.fictional },
			returned: standingReturn,
		})
		.from(assessments)
		.innerJoin(campaigns, eq(campaigns.id, assessments.campaignId))
		.innerJoin(cooperatives, eq(cooperatives.id, assessments.cooperativeId))
		.where(eq(assessments.id, assessmentId));
	if (!row) throw new NotFoundError(assessmentId);
	const onTeam = holds(actor, "auditor") && (await isOnAuditTeam(db, assessmentId, actor.userId));
	return {
		...row,
		published: await getStandard(db, row.assessment.standardVersionId),
		resource: {
			cooperativeId: row.assessment.cooperativeId,
			status: row.assessment.status,
			auditorIds: onTeam ? [actor.userId] : [],
		},
	};
}

const standingReturn = sql<StandingReturn | null>`case when ${assessments.status} = 'returned' then (
	select json_build_object('kind', ${assessmentReturns.kind}, 'reason', ${assessmentReturns.reason},
		'criteria', ${assessmentReturns.criteria}, 'at', ${assessmentReturns.at})
	from ${assessmentReturns}
	where ${assessmentReturns.assessmentId} = ${assessments.id} and ${assessmentReturns.kind} in ('returned', 'reopened')
	order by ${assessmentReturns.number} desc limit 1) end`;

async function isOnAuditTeam(db: Database | Transaction, assessmentId: string, userId: string): Promise<boolean> {
	const rows = await db
		.select({ id: audits.id })
		.from(audits)
		.where(
			and(
				eq(audits.assessmentId, assessmentId),
				ne(audits.status, "cancelled"),
				or(eq(audits.leadAuditorId, userId), eq(audits.secondAuditorId, userId)),
			),
		)
		.limit(1);
	return rows.length > 0;
}

export type AnswerRow = typeof answers.$inferSelect;

export function loadAnswerRows(db: Database | Transaction, assessmentId: string): Promise<readonly AnswerRow[]> {
	return db.select().from(answers).where(eq(answers.assessmentId, assessmentId));
}

/** What was recorded in each row, by criterion. */
export function recordedAnswers(rows: readonly AnswerRow[]): ReadonlyMap<string, RecordedAnswer> {
	return new Map(rows.map((row) => [row.criterionId, recordedAnswer(row)]));
}

/** Answers by criterion. */
export async function loadAnswers(
	db: Database | Transaction,
	assessmentId: string,
): Promise<ReadonlyMap<string, RecordedAnswer>> {
	return recordedAnswers(await loadAnswerRows(db, assessmentId));
}

export function recordedAnswer({
	level,
	notApplicable,
	reason,
	comment,
	version,
	toConfirm,
}: Pick<AnswerRow, "level" | "notApplicable" | "reason" | "comment" | "version" | "toConfirm">): RecordedAnswer {
	return { level, notApplicable, reason, comment, version, ...(toConfirm ? { toConfirm } : {}) };
}
