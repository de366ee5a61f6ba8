/** Owns the answer that a criterion inherits from those it comes from. */
import type { KeepAnswer, Level } from "../standard/standard";
import { COMMENT_LIMIT, confirmed, hasChoice, REASON_LIMIT, type RecordedAnswer } from "./answer-record";

/** A criterion of the previous version, with its answer. */
export interface Parent {
	readonly id: string;
	/** Whether it was put to the cooperative: an answer that did not count decides nothing of what others said. */
	readonly put: boolean;
	readonly answer: RecordedAnswer | null;
}

/**
 * What a criterion inherits: of several answers the lowest level, to confirm unless each criterion put had one. Words are
 * kept whole, under the criterion that held them; those of the lowest answer alone when they would not fit. The very answer of
 * one criterion when nothing changes in it; otherwise its `version` is for the caller to set. Null when there is nothing to
 * inherit, or when the question starts afresh.
 * @param metFrom level from which the new criterion is met
 * Source: R-86.
 */
export function inheritAnswer(
	parents: readonly Parent[],
	keepAnswer: KeepAnswer,
	metFrom: Level,
): RecordedAnswer | null {
	if (keepAnswer === "reset") return null;
	const given = parents.flatMap(({ id, put, answer }) => (answer ? [{ id, put, answer }] : []));
	const chosen = given.filter(({ answer }) => hasChoice(answer));
	const counting = chosen.filter(({ put }) => put);
	const ranked = (counting.length > 0 ? counting : chosen)
		.map(({ answer }) => answer)
		.sort((a, b) => rank(a) - rank(b));
	const kept = ranked[0] ?? given[0]?.answer;
	if (!kept) return null;
	const stands =
		!hasChoice(kept) ||
		(parents.every(({ put, answer }) => !put || (answer !== null && hasChoice(answer))) &&
			ranked.every(({ notApplicable }) => notApplicable === kept.notApplicable) &&
			(keepAnswer === "carry" || (keepAnswer === "carryIfMet" && kept.level !== null && kept.level >= metFrom)));
	const proposed = !stands || ranked.some(({ toConfirm }) => toConfirm);
	const answer = parents.length === 1 ? kept : { ...confirmed(kept), ...wordsOf(given, kept) };
	return proposed && !answer.toConfirm ? { ...answer, toConfirm: true } : answer;
}

/** "Not applicable" says nothing of a level: it comes after any. */
function rank({ level }: RecordedAnswer): number {
	return level ?? 4;
}

type Given = readonly { readonly id: string; readonly answer: RecordedAnswer }[];

function wordsOf(given: Given, kept: RecordedAnswer): Pick<RecordedAnswer, "reason" | "comment"> {
	return {
		reason: joinWords(given, "reason", kept, REASON_LIMIT),
		comment: joinWords(given, "comment", kept, COMMENT_LIMIT),
	};
}

function joinWords(given: Given, field: "reason" | "comment", kept: RecordedAnswer, limit: number): string {
	const said = given.map(({ id, answer }) => ({ id, words: answer[field] })).filter(({ words }) => words.trim() !== "");
	const different = said.filter(({ words }, index) => said.findIndex((other) => other.words === words) === index);
	if (different.length < 2) return different[0]?.words ?? "";
	const together = different.map(({ id, words }) => `${id} : ${words}`).join("\n\n");
	return together.length <= limit ? together : kept[field];
}
