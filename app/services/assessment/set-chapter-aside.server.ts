/** Declares the criteria of a chapter not applicable in one gesture, for one written reason, and puts the answers back while nobody edited them. */
import { and, desc, eq, inArray, sql } from "drizzle-orm";
import type { Database } from "~/db/client.server";
import { journalEntries } from "~/db/schema/journal.server";
import { readRecordedAnswer } from "~/domain/assessment/answer-history";
import { type RecordedAnswer, UNANSWERED } from "~/domain/assessment/answer-record";
import { checkReason, inChapter, isAside, putBack, setAside } from "~/domain/assessment/chapter-aside";
import type { SeenAnswer } from "~/domain/assessment/seen-answer";
import { type Result, refuse } from "~/domain/result";
import { applicableCriteria } from "~/domain/standard/applicability";
import { authorise, NotFoundError, type UseCase } from "../use-case.server";
import { changeTogether } from "./change-together.server";
import { assessmentHeader } from "./get-overview.server";
import { type LoadedAssessment, loadAnswers, loadAssessment } from "./load-assessment.server";

type At = readonly [assessmentId: string, domain: string, chapter: string];

/** The answers of the chapter as they are, and which of them one gesture would change. */
export async function getChapter(useCase: UseCase, at: At) {
	const { loaded, domain, chapter, criteria } = await loadChapter(useCase, at, "as it is");
	const recorded = await loadAnswers(useCase.db, at[0]);
	return {
		header: assessmentHeader(loaded),
		domain: { code: domain.code, title: domain.title },
		chapter,
		scale: loaded.published.standard.scale.map(({ level, label }) => ({ level, label })),
		rows: criteria.map(({ id, title, kind, blocking }) => {
			const answer = recorded.get(id) ?? UNANSWERED;
			return { id, title, kind, blocking, ...answer, aside: isAside(answer) };
		}),
	};
}

export type AsideResult = Result<
	{ readonly written: readonly SeenAnswer[] },
	"ASSESSMENT_LOCKED" | "REASON_REQUIRED" | "REASON_TOO_LONG"
>;

/** Those of the seen answers that are still as they were seen. What somebody edited meanwhile is left as it is. */
export async function setChapterAside(
	useCase: UseCase,
	at: At,
	seen: readonly SeenAnswer[],
	text: string,
): Promise<AsideResult> {
	const { loaded, chapter, criteria } = await loadChapter(useCase, at, "to be answered");
	const reason = checkReason(text);
	if (!reason.ok) return refuse(reason.reason);
	return changeTogether(useCase, loaded, among(seen, criteria), (_, before) => {
		const answer = setAside(before, reason.value);
		return answer && { answer, signed: true, told: { chapter: chapter.code } };
	});
}

/** Puts back, from the journal, what the gesture found under each of these answers. */
export async function putChapterBack(useCase: UseCase, at: At, seen: readonly SeenAnswer[]): Promise<AsideResult> {
	const { loaded, criteria } = await loadChapter(useCase, at, "to be answered");
	const wanted = among(seen, criteria);
	const found = await foundBefore(useCase.db, loaded, at, wanted);
	return changeTogether(useCase, loaded, wanted, (criterionId, aside) => {
		const before = found.get(criterionId);
		if (before === undefined) return null;
		return { answer: putBack(aside, before), signed: before?.toConfirm !== true };
	});
}

function among(seen: readonly SeenAnswer[], criteria: readonly { readonly id: string }[]): readonly SeenAnswer[] {
	const known = new Set(criteria.map(({ id }) => id));
	return seen.filter(({ criterionId }) => known.has(criterionId));
}

/** Throws for whoever may not answer the domain; once it is sent, saving is refused under the lock. */
async function loadChapter(
	{ db, actor }: UseCase,
	[assessmentId, domainCode, code]: At,
	state: "as it is" | "to be answered",
) {
	const loaded = await loadAssessment(db, actor, assessmentId);
	const { resource, published, assessment } = loaded;
	const domain = published.standard.domains.find((one) => one.code === domainCode);
	const asked = { ...resource, domain: domain?.code ?? "" };
	authorise(actor, "assessment.answer", state === "as it is" ? asked : { ...asked, status: "draft" }, [
		"assessment.read",
		resource,
	]);
	const chapter = domain?.chapters.find((one) => one.code === code);
	if (!domain || !chapter) throw new NotFoundError(code);
	const put = applicableCriteria(published.standard, assessment.profile);
	return { loaded, domain, chapter, criteria: inChapter(put, chapter.code) };
}

/** By criterion, what that very version replaced; null: nothing. One that no such gesture wrote is not there. */
async function foundBefore(
	db: Database,
	{ resource }: LoadedAssessment,
	[assessmentId, , chapter]: At,
	seen: readonly SeenAnswer[],
): Promise<ReadonlyMap<string, RecordedAnswer | null>> {
	if (seen.length === 0) return new Map();
	const versions = new Map(seen.map(({ criterionId, version }) => [`${assessmentId}/${criterionId}`, version]));
	const rows = await db
		.select({ subjectId: journalEntries.subjectId, before: journalEntries.before, after: journalEntries.after })
		.from(journalEntries)
		.where(
			and(
				eq(journalEntries.cooperativeId, resource.cooperativeId),
				eq(journalEntries.subjectType, "answer"),
				inArray(journalEntries.subjectId, [...versions.keys()]),
				sql`${journalEntries.after} ->> 'chapter' = ${chapter}`,
			),
		)
		.orderBy(desc(journalEntries.id));
	return new Map(
		rows.flatMap(({ subjectId, before, after }): [string, RecordedAnswer | null][] => {
			if (readRecordedAnswer(after)?.version !== versions.get(subjectId)) return [];
			return [[subjectId.slice(assessmentId.length + 1), readRecordedAnswer(before)]];
		}),
	);
}
