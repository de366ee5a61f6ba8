/** Owns what is left to do before an assessment can be sent. */
import { applicableCriteria } from "../standard/applicability";
import type { Criterion, Profile, Standard } from "../standard/standard";
import { answerValue, type RecordedAnswer } from "./answer-record";

export type MissingReason = "UNANSWERED" | "REASON_MISSING" | "TO_CONFIRM";

export interface MissingAnswer {
	readonly criterion: Criterion;
	readonly reason: MissingReason;
}

/** Applicable criteria without a value that counts, in the order of the référentiel. Empty when complete. */
export function missingAnswers(
	standard: Standard,
	profile: Profile,
	recorded: ReadonlyMap<string, RecordedAnswer>,
): readonly MissingAnswer[] {
	return applicableCriteria(standard, profile).flatMap((criterion) => {
		const answer = recorded.get(criterion.id);
		if (answerValue(answer) !== null) return [];
		return [{ criterion, reason: missingReason(answer) }];
	});
}

function missingReason(answer: RecordedAnswer | undefined): MissingReason {
	if (answer?.toConfirm) return "TO_CONFIRM";
	return answer?.notApplicable ? "REASON_MISSING" : "UNANSWERED";
}

/** How many answers wait for a confirmation, by domain that has some, in the order of the référentiel. */
export function proposedByDomain(missing: readonly MissingAnswer[]): readonly { domain: string; count: number }[] {
	const counts = new Map<string, number>();
	for (const { criterion, reason } of missing) {
		if (reason === "TO_CONFIRM") counts.set(criterion.domain, (counts.get(criterion.domain) ?? 0) + 1);
	}
	return [...counts].map(([domain, count]) => ({ domain, count }));
}

/**
 * Whole percent done, rounded down: 100 only when nothing is missing.
 * @param total 0 gives 0, never 100: nothing to do is not the same as done.
 */
export function percentDone(done: number, total: number): number {
	return total === 0 ? 0 : Math.floor((100 * done) / total);
}
