/** Owns a chapter declared not applicable in one gesture: which of its answers change, and what takes that back. */
import { accept, type Result, refuse } from "../result";
import type { Criterion } from "../standard/standard";
import { answerValue, REASON_LIMIT, type RecordedAnswer, UNANSWERED } from "./answer-record";

/** one written reason for all of them, which each keeps as its own. */
export function checkReason(text: string): Result<string, "REASON_REQUIRED" | "REASON_TOO_LONG"> {
	const reason = text.trim();
	if (reason === "") return refuse("REASON_REQUIRED");
	return reason.length > REASON_LIMIT ? refuse("REASON_TOO_LONG") : accept(reason);
}

/** the answer once set aside. Null when it was already, for a reason of its own: that one stays. */
export function setAside(before: RecordedAnswer, reason: string): RecordedAnswer | null {
	if (isAside(before)) return null;
	const { toConfirm: _, ...kept } = before;
	return { ...kept, level: null, notApplicable: true, reason };
}

/** Whether it counts as not applicable already. */
export function isAside(answer: RecordedAnswer): boolean {
	return answer.notApplicable && answerValue(answer) !== null;
}

/** the answer as it was before, above the version that set it aside. Null before: it had none. */
export function putBack(aside: RecordedAnswer, before: RecordedAnswer | null): RecordedAnswer {
	return { ...(before ?? UNANSWERED), version: aside.version };
}

/** The criteria of a chapter that are put to the cooperative, in the order of the référentiel. */
export function inChapter(put: readonly Criterion[], chapter: string): readonly Criterion[] {
	return put.filter((criterion) => criterion.chapter === chapter);
}
