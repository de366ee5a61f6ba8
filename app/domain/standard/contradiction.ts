/** Owns a contradiction: answers to several criteria that cannot all be right. Declared beside a version, never in it. */
import type { RecordedAnswer } from "../assessment/answer-record";
import type { Level } from "./standard";

/** What one criterion must have been answered. */
export type AnswerCondition = { readonly criterion: string } & (
	| { readonly atLeast: Level; readonly atMost: Level }
	| { readonly notApplicable: true }
);

export interface Contradiction {
	/** Stable, e.g. `X01`. */
	readonly id: string;
	/** All of them at once. */
	readonly between: readonly AnswerCondition[];
	/** French, for the screen. */
	readonly message: string;
}

/**
 * The contradictions that the answers show, in the order they are declared. An answer that does not count yet, or to a
 * criterion that is not put to the cooperative, contradicts nothing.
 * @param put ids of the criteria put to the cooperative
 * Source: R-143.
 */
export function contradictionsIn(
	declared: readonly Contradiction[],
	put: ReadonlySet<string>,
	recorded: ReadonlyMap<string, RecordedAnswer>,
): readonly Contradiction[] {
	return declared.filter(({ between }) =>
		between.every((condition) => put.has(condition.criterion) && holds(condition, recorded.get(condition.criterion))),
	);
}

function holds(condition: AnswerCondition, answer: RecordedAnswer | undefined): boolean {
	if (!answer || answer.toConfirm) return false;
	if ("notApplicable" in condition) return answer.notApplicable;
	return answer.level !== null && answer.level >= condition.atLeast && answer.level <= condition.atMost;
}
