/** Everything one assessment says, to leave the site with it: a row per criterion that applies, answered or not. */

import { UNANSWERED } from "~/domain/assessment/answer-record";
import { exportedAnswers } from "~/domain/assessment/answer-sheet";
import { dayInParis } from "~/domain/calendar-day";
import { applicableCriteria } from "~/domain/standard/applicability";
import { authorise, type UseCase } from "../use-case.server";
import { loadAnswerRows, loadAssessment, recordedAnswer } from "./load-assessment.server";

export async function exportAnswers({ db, actor, now }: UseCase, assessmentId: string) {
	const loaded = await loadAssessment(db, actor, assessmentId);
	authorise(actor, "assessment.read", loaded.resource);
	const { standard } = loaded.published;
	const saved = new Map(
		(await loadAnswerRows(db, assessmentId)).map((row) => [
			row.criterionId,
			{ answer: recordedAnswer(row), savedOn: dayInParis(row.updatedAt), savedAt: row.updatedAt },
		]),
	);
	const criteria = applicableCriteria(standard, loaded.assessment.profile);
	return {
		assessmentId,
		cooperative: loaded.cooperative,
		year: loaded.year,
		status: loaded.assessment.status,
		standard: { code: standard.code, version: standard.version },
		exportedAt: now,
		rows: exportedAnswers(standard, criteria, saved, UNANSWERED),
		/** To the second; by criterion. */
		savedAt: new Map([...saved].map(([id, { savedAt }]) => [id, savedAt])),
	};
}
export type ExportedAssessment = Awaited<ReturnType<typeof exportAnswers>>;

/** The same for another program. The shape is documented in docs/exports.md: a field may be added, none changes its meaning. */
export function exportedData({ rows, savedAt, exportedAt, ...exported }: ExportedAssessment) {
	return {
		format: "label-cae/auto-evaluation/1",
		exportedAt: exportedAt.toISOString(),
		...exported,
		criteria: rows.map(({ criterion, domainTitle, chapterTitle, answer }) => ({
			code: criterion.id,
			domain: { code: criterion.domain, title: domainTitle },
			chapter: { code: criterion.chapter, title: chapterTitle },
			title: criterion.title,
			statement: criterion.statement,
			kind: criterion.kind,
			blocking: criterion.blocking,
			level: answer.level,
			notApplicable: answer.notApplicable,
			reason: answer.reason,
			comment: answer.comment,
			toConfirm: answer.toConfirm ?? false,
			version: answer.version,
			savedAt: savedAt.get(criterion.id)?.toISOString() ?? null,
		})),
	};
}
