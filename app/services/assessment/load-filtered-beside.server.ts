/** Loads what a filter of the sheet needs beside the answers, and nothing for the others: one query at most. Checks no right. */
import { eq } from "drizzle-orm";
import { evidenceLinks } from "~/db/schema/evidence.server";
import type { RecordedAnswer } from "~/domain/assessment/answer-record";
import type { CarriedCriterion } from "~/domain/assessment/carry-over";
import type { FilteredBeside, SheetFilter } from "~/domain/assessment/sheet-filter";
import { assignmentOf } from "~/domain/plan/assignment";
import type { Criterion } from "~/domain/standard/standard";
import { loadAssignments } from "../plan/load-assignments.server";
import type { UseCase } from "../use-case.server";
import type { LoadedAssessment } from "./load-assessment.server";

interface Known {
	readonly recorded: ReadonlyMap<string, RecordedAnswer>;
	/** Of the last assessment sent; empty when there is none to be read. */
	readonly carried: ReadonlyMap<string, CarriedCriterion>;
	/** Whether the person answers this domain. */
	readonly answers: boolean;
}

export async function loadFilteredBeside(
	{ db, actor }: UseCase,
	{ assessment, published }: LoadedAssessment,
	filter: SheetFilter,
	{ recorded, carried, answers }: Known,
): Promise<(criterion: Criterion) => FilteredBeside> {
	const given = filter === "mine" ? await loadAssignments(db, assessment.id, published) : [];
	const attached =
		filter === "withoutEvidence"
			? await db
					.selectDistinct({ criterionId: evidenceLinks.criterionId })
					.from(evidenceLinks)
					.where(eq(evidenceLinks.assessmentId, assessment.id))
			: [];
	const withPieces = new Set(attached.map(({ criterionId }) => criterionId));
	return (criterion) => ({
		mine: given.length === 0 ? answers : assignmentOf(criterion, given)?.assigneeId === actor.userId,
		changed: carried.size > 0 && hasChanged(carried.get(criterion.id), recorded.get(criterion.id)),
		withoutEvidence: criterion.evidence.length > 0 && !withPieces.has(criterion.id),
	});
}

/** New, asked in other words, or answered otherwise. Words of a comment alone are no change. */
function hasChanged(carried: CarriedCriterion | undefined, now: RecordedAnswer | undefined): boolean {
	if (!carried || carried.notes.length > 0) return true;
	const [then, ...merged] = carried.earlier;
	if (!then || merged.length > 0) return true;
	if (!now || (now.level === null && !now.notApplicable)) return false;
	return then.answer.level !== now.level || then.answer.notApplicable !== now.notApplicable;
}
