/** Loads the history of one answer from the journal, and from the drafts kept when it moved to another version. Checks no right. */
import { and, asc, desc, eq, gt, inArray, or, type SQL, sql } from "drizzle-orm";
import type { Database } from "~/db/client.server";
import { users } from "~/db/schema/access.server";
import { assessmentUpgrades } from "~/db/schema/assessment.server";
import { journalEntries } from "~/db/schema/journal.server";
import {
	type AnswerEdit,
	type AnswerEditKind,
	answerAt,
	changeOf,
	readRecordedAnswer,
} from "~/domain/assessment/answer-history";
import type { JournalAction } from "~/domain/journal/journal-action";
import { journalActor } from "./journal-page.server";

const SIZE = 20;

const KINDS: Partial<Record<JournalAction, AnswerEditKind>> = {
	"answer.proposed": "proposed",
	"answer.saved": "saved",
	"assessment.upgraded": "upgraded",
	"assessment.upgradeUndone": "upgradeUndone",
};

export interface AskedHistory {
	readonly cooperativeId: string;
	readonly assessmentId: string;
	readonly criterionId: string;
	/** Nothing later than this; null: everything. */
	readonly until: Date | null;
	/** From 1, the latest edits first. */
	readonly page: number;
}

/** One query; two when nothing was written yet at that moment. */
export async function loadAnswerHistory(db: Database, asked: AskedHistory) {
	const { until, page } = asked;
	const ofAnswer = aboutAnswer(asked);
	const found = await readEdits(db, asked, and(ofAnswer, notLater(ofAnswer, until)), desc(journalEntries.id));
	const shown = found.slice(0, SIZE);
	return {
		edits: shown.map(({ id, actor, edit }) => ({ id, at: edit.at, kind: edit.kind, actor, change: changeOf(edit) })),
		page,
		hasNext: found.length > SIZE,
		/** As it stood at that moment; absent when none was asked for, or beside the earlier pages. */
		...(until && page === 1 ? { stood: answerAt(await editsUntil(), until) } : {}),
	};

	/** In their order; when there is none so early, the first that came after. */
	async function editsUntil(): Promise<readonly AnswerEdit[]> {
		const known = shown.length > 0 ? shown : (await readEdits(db, asked, ofAnswer, asc(journalEntries.id))).slice(0, 1);
		return known.map(({ edit }) => edit).toReversed();
	}
}

/** What was saved for this criterion, and the moves of the whole draft between versions. */
function aboutAnswer({ cooperativeId, assessmentId, criterionId }: AskedHistory): SQL | undefined {
	const { subjectType, subjectId, action } = journalEntries;
	return and(
		eq(journalEntries.cooperativeId, cooperativeId),
		or(
			and(eq(subjectType, "answer"), eq(subjectId, `${assessmentId}/${criterionId}`)),
			and(
				eq(subjectType, "assessment"),
				eq(subjectId, assessmentId),
				inArray(action, ["assessment.upgraded", "assessment.upgradeUndone"]),
			),
		),
	);
}

/** Up to the first row that is later, in the order of the journal: what `answerAt` does. */
function notLater(ofAnswer: SQL | undefined, until: Date | null): SQL | undefined {
	if (!until) return undefined;
	const later = and(ofAnswer, gt(journalEntries.at, until));
	const { id } = journalEntries;
	return sql`${id} < coalesce((select min(${id}) from ${journalEntries} where ${later}), 9223372036854775807)`;
}

async function readEdits(db: Database, { criterionId, page }: AskedHistory, where: SQL | undefined, order: SQL) {
	const left = sql<unknown>`${assessmentUpgrades.before}::jsonb -> 'answers' -> ${criterionId}::text`;
	const reached = sql<unknown>`${assessmentUpgrades.after}::jsonb -> 'answers' -> ${criterionId}::text`;
	const undone = eq(journalEntries.action, "assessment.upgradeUndone");
	const ofMove = sql`case when ${undone} then ${assessmentUpgrades.undoneAt} else ${assessmentUpgrades.appliedAt} end`;
	const rows = await db
		.select({
			id: journalEntries.id,
			at: journalEntries.at,
			actorId: journalEntries.actorId,
			action: journalEntries.action,
			before: sql<unknown>`case when ${journalEntries.subjectType} = 'answer' then ${journalEntries.before}
				when ${undone} then ${reached} else ${left} end`,
			after: sql<unknown>`case when ${journalEntries.subjectType} = 'answer' then ${journalEntries.after}
				when ${undone} then ${left} else ${reached} end`,
			person: { name: users.name, erasedAt: users.erasedAt },
		})
		.from(journalEntries)
		.leftJoin(users, eq(users.id, journalEntries.actorId))
		.leftJoin(
			assessmentUpgrades,
			and(
				eq(journalEntries.subjectType, "assessment"),
				eq(assessmentUpgrades.cooperativeId, journalEntries.cooperativeId),
				sql`${assessmentUpgrades.assessmentId}::text = ${journalEntries.subjectId}`,
				sql`${ofMove} = ${journalEntries.at}`,
			),
		)
		.where(where)
		.orderBy(order)
		.limit(SIZE + 1)
		.offset((page - 1) * SIZE);
	return rows.map(({ id, at, actorId, action, before, after, person }) => ({
		id,
		actor: journalActor(actorId, person),
		edit: {
			at,
			kind: KINDS[action] ?? "saved",
			before: readRecordedAnswer(before),
			after: readRecordedAnswer(after),
		} satisfies AnswerEdit,
	}));
}
