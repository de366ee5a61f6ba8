/** Owns the way from one set of answers to another: which rows to write, which to take away, and the way back. */
import type { RecordedAnswer } from "./answer-record";

type Recorded = ReadonlyMap<string, RecordedAnswer>;

export interface AnswerChanges {
	readonly write: readonly (readonly [criterionId: string, answer: RecordedAnswer])[];
	readonly remove: readonly string[];
}

/** What makes `now` become `wanted`, row by row, versions included. */
export function answerChanges(now: Recorded, wanted: Recorded): AnswerChanges {
	return {
		write: [...wanted].filter(([id, answer]) => {
			const present = now.get(id);
			return !present || present.version !== answer.version || !sameAnswer(present, answer);
		}),
		remove: [...now.keys()].filter((id) => !wanted.has(id)),
	};
}

/**
 * The answers of `before`, to be written over those of `now`. A row that differs takes a version above both, so that a page
 * opened in between never writes over it unseen.
 */
export function restoredAnswers(now: Recorded, before: Recorded): Recorded {
	return new Map(
		[...before].map(([id, answer]) => {
			const present = now.get(id);
			if (!present || (present.version === answer.version && sameAnswer(present, answer))) return [id, answer];
			return [id, { ...answer, version: Math.max(present.version, answer.version) + 1 }];
		}),
	);
}

/** Criteria whose answer differs between the two, whatever the versions of the rows. */
export function changedAnswers(a: Recorded, b: Recorded): readonly string[] {
	const ids = new Set([...a.keys(), ...b.keys()]);
	return [...ids].filter((id) => {
		const [one, other] = [a.get(id), b.get(id)];
		return !one || !other || !sameAnswer(one, other);
	});
}

function sameAnswer(a: RecordedAnswer, b: RecordedAnswer): boolean {
	return (
		a.level === b.level &&
		a.notApplicable === b.notApplicable &&
		a.reason === b.reason &&
		a.comment === b.comment &&
		(a.toConfirm ?? false) === (b.toConfirm ?? false)
	);
}
