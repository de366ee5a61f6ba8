/** Owns an answer as it is written down, and the value the scoring reads in it. */
import type { Answers, AnswerValue } from "../scoring/answer";
import type { Level } from "../standard/standard";

/** What a person filled in for one criterion. Version 0: nothing was ever saved. */
export interface RecordedAnswer {
	readonly level: Level | null;
	readonly notApplicable: boolean;
	/** Reason of "not applicable"; kept while hesitating, so that no word is lost. */
	readonly reason: string;
	readonly comment: string;
	readonly version: number;
	/** Proposed by a newer version of the référentiel or a past year, and not counted until confirmed (R-86, R-89b). Absent otherwise. */
	readonly toConfirm?: boolean;
}

/** Characters, at most. */
export const COMMENT_LIMIT = 10_000;
export const REASON_LIMIT = 2_000;

export const UNANSWERED: RecordedAnswer = { level: null, notApplicable: false, reason: "", comment: "", version: 0 };

/** The value that counts, or null: "not applicable" without a written reason is no answer, nor is a proposal. */
export function answerValue(recorded: RecordedAnswer | undefined): AnswerValue | null {
	if (!recorded || recorded.toConfirm) return null;
	if (recorded.notApplicable) {
		const reason = recorded.reason.trim();
		return reason === "" ? null : { notApplicable: reason };
	}
	return recorded.level;
}

/** All the values that count, by criterion. */
export function answerValues(recorded: ReadonlyMap<string, RecordedAnswer>): Answers {
	const values: Record<string, AnswerValue> = {};
	for (const [criterionId, answer] of recorded) {
		const value = answerValue(answer);
		if (value !== null) values[criterionId] = value;
	}
	return values;
}

/** The same answer once confirmed. */
export function confirmed({ toConfirm: _, ...answer }: RecordedAnswer): RecordedAnswer {
	return answer;
}

/** A level or "not applicable" was chosen, even if it does not count yet. */
export function hasChoice({ level, notApplicable }: RecordedAnswer): boolean {
	return level !== null || notApplicable;
}

/** Something was chosen or written. A row can say nothing: an answer taken back, or left behind by a newer version. */
export function saysSomething(answer: RecordedAnswer): boolean {
	return hasChoice(answer) || answer.reason.trim() !== "" || answer.comment.trim() !== "";
}
