/** Owns what the scoring reads in an answer. */
import type { Level } from "../standard/standard";

/** A level, or "not applicable" with its written reason. */
export type AnswerValue = Level | { readonly notApplicable: string };

/** By criterion id. Absent or null: unanswered. */
export type Answers = Readonly<Record<string, AnswerValue | null | undefined>>;

/** "Not applicable" without a written reason is no answer at all: the criterion stays in the figures, unanswered. */
export function isSetAside(value: AnswerValue | null | undefined): value is { readonly notApplicable: string } {
	return typeof value === "object" && value !== null && value.notApplicable.trim() !== "";
}

/** The level that counts: null when unanswered or set aside. */
export function answeredLevel(value: AnswerValue | null | undefined): Level | null {
	return typeof value === "number" ? value : null;
}
