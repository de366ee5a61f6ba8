/** Owns the running of the examples of a version: each is scored by the one evaluator, and what differs is a problem at its line. */
import { admissibility } from "../scoring/admissibility";
import type { Answers, AnswerValue } from "../scoring/answer";
import { labelOutcome } from "../scoring/label-outcome";
import type { Ratio } from "../scoring/ratio";
import { type AssessmentScore, type DomainScore, scoreAssessment } from "../scoring/score-assessment";
import { applicableCriteria } from "./applicability";
import { type ExampleAnswer, type ExampleContent, examplesSchema } from "./examples-schema";
import { lintExamples } from "./lint-examples";
import type { ParsedStandard } from "./parse-standard";
import { type CriteriaFile, inReadingOrder, type Path, type Problem } from "./problem";
import { readAs } from "./read-as";
import type { Criterion, Standard } from "./standard";

export type CheckedExamples =
	| { readonly ok: true; readonly count: number }
	| { readonly ok: false; readonly problems: readonly Problem[] };

/**
 * Scores every example of `examples.yaml`. What is wrong in the writing of one comes first; all are scored once they are well
 * written. Never throws, whatever the bytes.
 * Source: R-96, product 1.
 */
export function checkExamples(standard: Standard, file: CriteriaFile): CheckedExamples {
	const read = readAs(file, examplesSchema);
	if (!read.ok) return read;
	const { document, content } = read;
	const written = lintExamples(standard, document, content.examples);
	if (written.length > 0) return { ok: false, problems: inReadingOrder(written) };
	const problems = content.examples.flatMap((example, index) =>
		differences(standard, example).map(({ path, wanted, found }) =>
			document.problemAt(
				["examples", index, "expect", ...path],
				`L’exemple ${example.id} attend ${wanted}, or le calcul donne ${found}`,
				"Corriger l’attente ou les réponses, ou la règle si c’est elle qui se trompe",
			),
		),
	);
	return problems.length > 0 ? { ok: false, problems } : { ok: true, count: content.examples.length };
}

/** A version that is right by itself is refused when one of its examples fails. */
export function withExamples(parsed: ParsedStandard, file: CriteriaFile | undefined): ParsedStandard {
	if (!parsed.ok || !file) return parsed;
	const checked = checkExamples(parsed.value, file);
	return checked.ok ? parsed : checked;
}

/** What a criterion is answered: the most precise of the exceptions that name it, or the default. */
export function answersOf(standard: Standard, { profile, answers }: ExampleContent["given"]): Answers {
	const given = ({ id, domain, kind }: Criterion) => {
		const key = [id, domain, kind].find((name) => Object.hasOwn(answers.except, name));
		return toAnswer(key === undefined ? answers.default : (answers.except[key] as ExampleAnswer));
	};
	return Object.fromEntries(applicableCriteria(standard, profile).map((criterion) => [criterion.id, given(criterion)]));
}

function toAnswer(answer: ExampleAnswer): AnswerValue | null {
	if (answer === "unanswered") return null;
	return typeof answer === "number" ? answer : { notApplicable: answer.na };
}

interface Difference {
	readonly path: Path;
	readonly wanted: string;
	readonly found: string;
}

function differences(standard: Standard, { given, expect }: ExampleContent): readonly Difference[] {
	const answers = answersOf(standard, given);
	const score = scoreAssessment(standard, given.profile, answers);
	const { outcome, reasons } = labelOutcome(standard.labelRules, score, given);
	const differs: Difference[] = [];
	const compare = (path: Path, wanted: string | number | undefined, found: string | number, more = "") => {
		if (wanted !== undefined && wanted !== found) {
			differs.push({ path, wanted: quote(wanted), found: `${quote(found)}${more}` });
		}
	};
	compare(["outcome"], expect.outcome, outcome, ` (${reasons.join(", ")})`);
	if (expect.reasons) compare(["reasons"], sorted(expect.reasons), sorted(reasons));
	compare(["applicable"], expect.applicable, score.applicable);
	const counted = new Set(
		Object.entries(answers).flatMap(([id, value]) => (typeof value === "object" && value ? [] : [id])),
	);
	for (const [index, id] of (expect.asked ?? []).entries()) {
		if (!counted.has(id)) differs.push({ path: ["asked", index], wanted: `que ${id} compte`, found: "le contraire" });
	}
	for (const [index, id] of (expect.notApplicable ?? []).entries()) {
		if (!counted.has(id)) continue;
		differs.push({ path: ["notApplicable", index], wanted: `que ${id} ne compte pas`, found: "le contraire" });
	}
	const figures = (path: Path, wanted: Figures, found: Figures) => {
		for (const key of FIGURES) compare([...path, key], wanted[key], found[key] ?? "");
	};
	figures([], expect, figuresOf(score));
	for (const [code, wanted] of Object.entries(expect.domains ?? {})) {
		figures(["domains", code], wanted, figuresOf(score.domains[code] as DomainScore));
	}
	const wanted = expect.admissible;
	compare(
		["admissible"],
		wanted === undefined ? wanted : String(wanted),
		String(admissibility(standard, given.profile, answers).ok),
	);
	return differs;
}

const FIGURES = ["conformity", "recommended", "maturity", "majors", "minors"] as const;
type Figures = Readonly<Partial<Record<(typeof FIGURES)[number], string | number | undefined>>>;

function figuresOf({ conformity, recommended, maturity, majors, minors }: AssessmentScore | DomainScore): Figures {
	return {
		conformity: asWritten(conformity),
		recommended: `${recommended.met}/${recommended.applicable}`,
		maturity: asWritten(maturity),
		majors: majors.length,
		minors: minors.length,
	};
}

function asWritten({ num, den }: Ratio): string {
	return `${num}/${den}`;
}

function sorted(codes: readonly string[]): string {
	return [...new Set(codes)].sort().join(", ");
}

function quote(value: string | number): string {
	return `« ${value} »`;
}
