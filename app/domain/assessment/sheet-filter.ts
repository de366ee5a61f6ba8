/** Owns the filters of a domain's sheet. They are applied when the sheet is opened, so that no row vanishes while worked on. */
import type { Criterion } from "../standard/standard";
import { answerValue, type RecordedAnswer } from "./answer-record";

export const SHEET_FILTERS = [
	"all",
	"unanswered",
	"toConfirm",
	"mandatory",
	"blocking",
	"notMet",
	"commented",
	"mine",
	"changed",
	"withoutEvidence",
] as const;
export type SheetFilter = (typeof SHEET_FILTERS)[number];

/** What some filters need to know beside the answer itself. */
export interface FilteredBeside {
	/** Given to the reader in the plan; without a plan, theirs to answer. */
	readonly mine: boolean;
	/** The question is not the one of the last assessment sent, or the answer is not. False when there is none. */
	readonly changed: boolean;
	/** Pieces are expected, and none is attached. */
	readonly withoutEvidence: boolean;
}

export function keepsCriterion(
	filter: SheetFilter,
	criterion: Criterion,
	answer: RecordedAnswer | undefined,
	beside: FilteredBeside,
): boolean {
	const value = answerValue(answer);
	switch (filter) {
		case "all":
			return true;
		case "unanswered":
			return value === null;
		case "toConfirm":
			return answer?.toConfirm === true;
		case "mandatory":
			return criterion.kind === "mandatory";
		case "blocking":
			return criterion.blocking;
		case "notMet":
			return typeof value === "number" && value < criterion.metFrom;
		case "commented":
			return (answer?.comment ?? "").trim() !== "";
		case "mine":
		case "changed":
		case "withoutEvidence":
			return beside[filter];
	}
}
