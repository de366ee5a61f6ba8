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
] as const;
export type SheetFilter = (typeof SHEET_FILTERS)[number];

export function keepsCriterion(filter: SheetFilter, criterion: Criterion, answer: RecordedAnswer | undefined): boolean {
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
	}
}
