/** An export brought back as it left changes nothing, whatever its texts hold: 20 assessments, or as many as IMPORT_FUZZ says. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { COMMENT_LIMIT, REASON_LIMIT, type RecordedAnswer, UNANSWERED } from "~/domain/assessment/answer-record";
import { exportedAnswers } from "~/domain/assessment/answer-sheet";
import { planImport } from "~/domain/assessment/plan-import";
import { readAnswerSheet } from "~/domain/assessment/read-answer-sheet";
import { parseStandard } from "~/domain/standard/parse-standard";
import type { Level } from "~/domain/standard/standard";
import { readCriteriaFiles } from "../standard/read-criteria.server";
import { answerDigestOf, readAnswerWorkbook, writeAnswerWorkbook } from "./answer-workbook.server";

const numRuns = Number(process.env.IMPORT_FUZZ ?? 20);
const timeout = 60_000 + numRuns * 1_000;

const [files] = await readCriteriaFiles(process.cwd());
const parsed = parseStandard(files?.files ?? []);
if (!parsed.ok) throw new Error("the référentiel does not parse");
const standard = parsed.value;
const criteria = standard.criteria.slice(0, 12);

const HARD = [
	..."\u00a0\u202f\u200b\u2028\u0085\ufeff\t\n\r\0\u0007\ufffd\ud83d",
	"\r\n",
	"=1+1",
	"+33 6",
	"-3",
	"@SUM(A1)",
	"＝1",
	'"',
	"'",
	";",
	"<b>&amp;</b>",
	"]]>",
	"_x0041_",
	"_x000D_",
	"👩‍🌾",
	"é",
	"e\u0301",
	"007",
	"1.0",
	"12/03/2026",
	"oui",
	"NA",
	"certifié",
	"mot",
	" ",
];
const text = fc.oneof(
	fc.array(fc.constantFrom(...HARD), { maxLength: 12 }).map((parts) => parts.join("")),
	fc.string({ unit: "binary", maxLength: 40 }),
	fc.constantFrom("valueOf", "__proto__"),
	fc.constantFrom("", "x".repeat(REASON_LIMIT), "é\n".repeat(REASON_LIMIT / 2)),
);
const long = fc.constantFrom("à".repeat(COMMENT_LIMIT), "Une phrase.\n".repeat(833), "=".repeat(COMMENT_LIMIT));
const answer: fc.Arbitrary<RecordedAnswer> = fc
	.record({
		choice: fc.constantFrom<Level | null | "NA">(0, 1, 2, 3, null, "NA"),
		reason: text,
		comment: fc.oneof({ weight: 6, arbitrary: text }, long),
		version: fc.integer({ min: 1, max: 2_000_000 }),
		proposed: fc.boolean(),
	})
	.map(({ choice, reason, comment, version, proposed }) => ({
		level: choice === "NA" ? null : choice,
		notApplicable: choice === "NA",
		reason,
		comment,
		version,
		...(proposed && choice !== null ? { toConfirm: true } : {}),
	}));
const assessment = fc.array(fc.option(answer, { nil: null }), {
	minLength: criteria.length,
	maxLength: criteria.length,
});

const about = {
	cooperative: "=La Fabrique",
	year: 2026,
	standard: `${standard.code}/${standard.version}`,
	assessmentId: "3b9f3c1e-0000-4000-8000-000000000001",
	exportedAt: "5 octobre 2026",
	contents: "12 critères applicables",
};

async function thereAndBack(recorded: ReadonlyMap<string, RecordedAnswer>) {
	const saved = new Map([...recorded].map(([id, one]) => [id, { answer: one, savedOn: "2026-10-05" }]));
	const bytes = await writeAnswerWorkbook(exportedAnswers(standard, criteria, saved, UNANSWERED), about);
	return readAnswerWorkbook(bytes);
}

test("an export brought back as it left changes nothing", { timeout }, async () => {
	const property = fc.asyncProperty(assessment, async (answers) => {
		const recorded = new Map(
			criteria.flatMap(({ id }, at) => {
				const given = answers[at];
				return given ? [[id, given] as const] : [];
			}),
		);
		const { table, origin } = await thereAndBack(recorded);
		expect(origin).toEqual({ assessmentId: about.assessmentId, standard: about.standard });
		const sheet = readAnswerSheet(standard, table, answerDigestOf);
		expect(sheet).toEqual({ ok: true, touched: [], refused: [], untouched: criteria.length, ignored: [] });
	});
	await fc.assert(property, { numRuns });
});

test("what was written in a cell is what would be saved", { timeout }, async () => {
	const property = fc.asyncProperty(answer, fc.nat(criteria.length - 1), async (wanted, at) => {
		const criterion = criteria[at];
		if (!criterion) throw new Error("no criterion");
		const { table } = await thereAndBack(new Map([[criterion.id, { ...wanted, version: 4 }]]));
		const before: RecordedAnswer = { ...UNANSWERED, comment: "Tout autre chose", version: 4 };
		const other = await thereAndBack(new Map([[criterion.id, before]]));
		const markAt = (other.table[0]?.length ?? 0) - 1;
		const edited = table.map((row, index) =>
			index === at + 1 ? [...row.slice(0, markAt), other.table[index]?.[markAt]] : row,
		);
		const sheet = readAnswerSheet(standard, edited, answerDigestOf);
		if (!sheet.ok) throw new Error(sheet.problems.join("\n"));
		expect(sheet.refused).toEqual([]);
		const profile = { sectors: [], activities: [], headcount: 30, conditions: [] };
		const everything = {
			...standard,
			criteria: standard.criteria.map((one) => ({ ...one, applicability: { scope: "all" as const } })),
		};
		const plan = planImport(
			{ standard: everything, profile },
			new Map([[criterion.id, before]]),
			sheet.touched,
			() => true,
		);
		expect(plan.conflicts).toEqual([]);
		expect(plan.changes).toHaveLength(1);
		const [planned] = plan.changes;
		expect(planned?.after).toMatchObject({ level: wanted.level, notApplicable: wanted.notApplicable });
		// All that a spreadsheet cannot hold, nor gives back, is left out; the rest comes whole.
		const bare = (said: string) =>
			said
				.replace(/[\p{Cs}\p{Noncharacter_Code_Point}\ufffd]|(?![\t\n\r\u0085])\p{Cc}/gu, "")
				.replace(/\r\n?/g, "\n")
				.trim();
		expect(planned?.after.comment).toBe(bare(wanted.comment));
		expect(planned?.after.reason).toBe(bare(wanted.reason));
	});
	await fc.assert(property, { numRuns });
});
