/** Owns which rules of the label are told of an assessment, on the screen and in the report. */
import type { OutcomeCheck } from "~/domain/scoring/outcome-checks";

/** The three rules a board member reads first; the floors are told only when they are what is missing. */
const ALWAYS: readonly OutcomeCheck["code"][] = ["BLOCKING_MET", "MANDATORY_MET", "RECOMMENDED_SHARE"];

/** @param unanswered while answers are missing the floors would only say that they are */
export function toldChecks(checks: readonly OutcomeCheck[], unanswered: number): readonly OutcomeCheck[] {
	return checks.filter((check) => ALWAYS.includes(check.code) || (unanswered === 0 && !check.satisfied));
}
