/** Owns what a report of an ambiguous criterion is, and what may follow. Pure. */
import { accept, type Result, refuse } from "../result";

/** Characters of a report, and of its answer. */
export const REPORT_LIMIT = 2000;
/** Reports of one person that wait for an answer. */
export const WAITING_REPORTS_LIMIT = 30;

/** What the national team makes of it. */
export const REPORT_OUTCOMES = ["nextVersion", "explained"] as const;
export type ReportOutcome = (typeof REPORT_OUTCOMES)[number];

/** What its list shows. `closed`: all that got an answer, those to take up included. */
export const REPORT_FILTERS = ["open", "nextVersion", "closed"] as const;
export type ReportFilter = (typeof REPORT_FILTERS)[number];

export type ReportRefusal = "EMPTY" | "TOO_LONG" | "TOO_MANY" | "NO_OUTCOME" | "ALREADY_CLOSED" | "INVALID";

/** The words of a report or of its answer, as they are kept: lines ended one way, no spaces around. */
export function readReportText(typed: string): Result<string, "EMPTY" | "TOO_LONG"> {
	const text = typed.replace(/\r\n?/g, "\n").replaceAll("\0", "").trim();
	if (text === "") return refuse("EMPTY");
	return [...text].length > REPORT_LIMIT ? refuse("TOO_LONG") : accept(text);
}
