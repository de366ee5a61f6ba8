/** Owns what is told, beside a criterion, of the last assessment sent: its level, its words when they differ, what changed since. */
import type { Criterion } from "../standard/standard";
import type { RecordedAnswer } from "./answer-record";
import type { CarriedCriterion } from "./carry-over";
import type { EarlierAnswer } from "./sheet";

export interface EarlierSaid {
	/** Words: empty when they are those written now. */
	readonly answers: readonly (EarlierAnswer & { readonly words: string })[];
	/** French; empty when the question is the same. */
	readonly note: string;
}

/**
 * @param answer of this year
 * @param carried undefined when no earlier assessment can be read: a proposal then comes from a newer version of the référentiel
 * Source: R-86, R-89b.
 */
export function earlierSaid(
	{ id, change }: Criterion,
	answer: RecordedAnswer,
	carried: CarriedCriterion | undefined,
): EarlierSaid {
	if (!carried || carried.earlier.length === 0) {
		return { answers: [], note: answer.toConfirm ? (change?.note ?? "") : "" };
	}
	return {
		answers: carried.earlier.map(({ criterionId, answer: then }) => {
			const words = wordsOf(then, answer);
			return {
				level: then.level,
				...(criterionId === id ? {} : { from: criterionId }),
				...(words === "" ? {} : { written: true as const }),
				words,
			};
		}),
		note: carried.notes.join(" "),
	};
}

function wordsOf(then: RecordedAnswer, now: RecordedAnswer): string {
	const kept = [
		...(then.notApplicable && !now.reason.includes(then.reason.trim()) ? [then.reason.trim()] : []),
		...(now.comment.includes(then.comment.trim()) ? [] : [then.comment.trim()]),
	];
	return kept.join("\n");
}
