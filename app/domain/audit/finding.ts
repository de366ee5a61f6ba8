/** Owns what an auditor writes down about one criterion, beside the declared answer and never in its place. */
import { answerValue, type RecordedAnswer } from "../assessment/answer-record";
import { accept, type Result, refuse } from "../result";
import type { Answers, AnswerValue } from "../scoring/answer";
import type { Criterion, Level } from "../standard/standard";
import type { AuditKind } from "./audit";

/** Version 0: nothing was ever recorded. */
export interface RecordedFinding {
	readonly level: Level | null;
	readonly notApplicable: boolean;
	readonly note: string;
	readonly version: number;
}

/** What is written during the visit: the verdict, and what it rests on. */
export interface VisitRecord extends RecordedFinding {
	/** Ids of the pieces sent with the criterion that the auditor opened, in the order of the ids. */
	readonly seenPieces: readonly string[];
	/** Documents seen on site, in words. */
	readonly seenOnSite: string;
}

export const UNEXAMINED: RecordedFinding = { level: null, notApplicable: false, note: "", version: 0 };

export const UNVISITED: VisitRecord = { ...UNEXAMINED, seenPieces: [], seenOnSite: "" };

/** Whether the criterion has an audited value. A note alone is not one. */
export function isExamined(finding: RecordedFinding | undefined): boolean {
	return finding !== undefined && (finding.notApplicable || finding.level !== null);
}

/** Whether two findings say the same thing, whatever their versions. */
export function sameFinding(a: RecordedFinding, b: RecordedFinding): boolean {
	return a.level === b.level && a.notApplicable === b.notApplicable && a.note === b.note;
}

/** Whether two records of a visit say the same thing, whatever their versions. */
export function sameRecord(a: VisitRecord, b: VisitRecord): boolean {
	return sameFinding(a, b) && a.seenOnSite === b.seenOnSite && a.seenPieces.join() === b.seenPieces.join();
}

/**
 * setting a criterion aside that the cooperative answered with a level takes a written note; where the cooperative
 * itself declared it not applicable, the audit only confirms.
 */
export function checkFinding(
	finding: RecordedFinding,
	declared: RecordedAnswer | undefined,
): Result<RecordedFinding, "NOTE_REQUIRED"> {
	const confirms = declared?.notApplicable === true;
	if (finding.notApplicable && !confirms && finding.note.trim() === "") return refuse("NOTE_REQUIRED");
	return accept(finding);
}

/** The declared value as a finding of its own; null when nothing that counts was declared. */
export function confirmedFinding(
	declared: RecordedAnswer | undefined,
	current: RecordedFinding | undefined,
): RecordedFinding | null {
	const value = answerValue(declared);
	if (value === null) return null;
	const { note, version } = current ?? UNEXAMINED;
	return typeof value === "number"
		? { level: value, notApplicable: false, note, version }
		: { level: null, notApplicable: true, note, version };
}

const CONFIRMED_BY_AUDIT = "Constaté par l’audit";

/** The audited values, by criterion, for the scoring. Declared levels never fill a hole (dossier C.4). */
export function auditedAnswers(findings: ReadonlyMap<string, RecordedFinding>): Answers {
	const values: Record<string, AnswerValue> = {};
	for (const [criterionId, finding] of findings) {
		if (finding.notApplicable) values[criterionId] = { notApplicable: finding.note.trim() || CONFIRMED_BY_AUDIT };
		else if (finding.level !== null) values[criterionId] = finding.level;
	}
	return values;
}

/** a follow-up visit looks at this many criteria at least, or at all of them (dossier C.4, step 10). */
export const FOLLOW_UP_SAMPLE = 10;

export interface ClosingGap {
	readonly examined: number;
	/** How many must be examined for the visit to close. */
	readonly required: number;
	/** Applicable criteria without an audited value, in the order of the référentiel. */
	readonly missing: readonly string[];
}

/** whether the visit may close. Only applicable criteria count, on both sides. */
export function checkClosing(
	kind: AuditKind,
	applicable: readonly Pick<Criterion, "id">[],
	findings: ReadonlyMap<string, RecordedFinding>,
): Result<ClosingGap, "CRITERIA_MISSING", ClosingGap> {
	const missing = applicable.filter(({ id }) => !isExamined(findings.get(id))).map(({ id }) => id);
	const examined = applicable.length - missing.length;
	const required = kind === "followUp" ? Math.min(FOLLOW_UP_SAMPLE, applicable.length) : applicable.length;
	const gap = { examined, required, missing };
	return examined >= required ? accept(gap) : refuse("CRITERIA_MISSING", gap);
}
