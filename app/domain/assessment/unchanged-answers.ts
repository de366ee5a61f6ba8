/** Owns which proposed answers may be confirmed together: those to a question that is still the same, word for word. */
import type { Criterion } from "../standard/standard";
import type { RecordedAnswer } from "./answer-record";
import type { CarriedCriterion } from "./carry-over";
import { earlierSaid } from "./earlier-answers";

export interface ProposedAnswer {
	readonly criterion: Criterion;
	readonly answer: RecordedAnswer;
	/** Empty when the question is the same; what changed otherwise, in French. */
	readonly note: string;
}

/**
 * The answers of a domain that wait for a confirmation, in its order.
 * @param put criteria of the domain put to the cooperative
 * Source: R-89b, R-89c.
 */
export function proposedAnswers(
	put: readonly Criterion[],
	recorded: ReadonlyMap<string, RecordedAnswer>,
	carried: ReadonlyMap<string, CarriedCriterion>,
): readonly ProposedAnswer[] {
	return put.flatMap((criterion) => {
		const answer = recorded.get(criterion.id);
		if (!answer?.toConfirm) return [];
		return [{ criterion, answer, note: earlierSaid(criterion, answer, carried.get(criterion.id)).note }];
	});
}

/**
 * Whether a proposal may be confirmed with others: asked in the same words as when it was answered. One proposed by a newer
 * version of the référentiel, or to a question that changed, is read by itself.
 */
export function isUnchanged(
	{ criterion, note }: ProposedAnswer,
	carried: ReadonlyMap<string, CarriedCriterion>,
): boolean {
	return note === "" && (carried.get(criterion.id)?.earlier.length ?? 0) > 0;
}
