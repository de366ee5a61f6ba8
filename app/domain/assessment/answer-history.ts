/** Owns the history of one answer: its edits as the journal kept them, what each changed, and the answer as it stood at any moment. */
import { compareTexts, isChanged, type TextPiece } from "../standard/compare-texts";
import type { Level } from "../standard/standard";
import { hasChoice, type RecordedAnswer } from "./answer-record";

/** `upgraded`: carried to another version of the référentiel, and `upgradeUndone`: brought back from it. */
export type AnswerEditKind = "proposed" | "saved" | "upgraded" | "upgradeUndone";

/** Null before or after: nothing is recorded. */
export interface AnswerEdit {
	readonly at: Date;
	readonly kind: AnswerEditKind;
	readonly before: RecordedAnswer | null;
	readonly after: RecordedAnswer | null;
}

/**
 * The answer as it stood, the edits of that very moment included. Before the first of them: what the first one found.
 * @param edits in the order they were made
 * Source: R-113.
 */
export function answerAt(edits: readonly AnswerEdit[], moment: Date): RecordedAnswer | null {
	const next = edits.findIndex(({ at }) => at > moment);
	const last = edits[(next < 0 ? edits.length : next) - 1];
	return last ? last.after : (edits[0]?.before ?? null);
}

/** A level, not applicable (null), or nothing chosen. */
export type Choice = { readonly level: Level | null } | null;

export interface AnswerChange {
	/** Absent when the choice stayed the same. */
	readonly choice?: { readonly from: Choice; readonly to: Choice };
	/** Marked word by word; absent when the text stayed the same. */
	readonly reason?: readonly TextPiece[];
	readonly comment?: readonly TextPiece[];
	/** It was a proposal and counts from now on, or the other way round. */
	readonly confirmed?: boolean;
}

/** What an edit changed. Nothing at all: it was saved as it was. */
export function changeOf({ before, after }: Pick<AnswerEdit, "before" | "after">): AnswerChange {
	const [from, to] = [choiceIn(before), choiceIn(after)];
	const reason = compareTexts(before?.reason ?? "", after?.reason ?? "");
	const comment = compareTexts(before?.comment ?? "", after?.comment ?? "");
	const [proposed, proposes] = [before?.toConfirm === true, after?.toConfirm === true];
	return {
		...(from?.level === to?.level && (from === null) === (to === null) ? {} : { choice: { from, to } }),
		...(isChanged(reason) ? { reason } : {}),
		...(isChanged(comment) ? { comment } : {}),
		...(before !== null && after !== null && proposed !== proposes ? { confirmed: proposed } : {}),
	};
}

function choiceIn(answer: RecordedAnswer | null): Choice {
	return answer && hasChoice(answer) ? { level: answer.level } : null;
}

/** What a row of the journal, or a kept draft, says of an answer. Null when it says nothing of one. */
export function readRecordedAnswer(value: unknown): RecordedAnswer | null {
	if (value === null || typeof value !== "object") return null;
	const { level, notApplicable, reason, comment, version, toConfirm } = value as Partial<RecordedAnswer>;
	if (typeof version !== "number") return null;
	return {
		level: level ?? null,
		notApplicable: notApplicable ?? false,
		reason: reason ?? "",
		comment: comment ?? "",
		version,
		...(toConfirm ? { toConfirm } : {}),
	};
}
