import { describe, expect, it } from "vitest";
import { realStandard } from "../../../tests/fixtures/standard/real-standard";
import { PROFILE } from "../../../tests/support/world";
import type { DomainScore } from "../scoring/score-assessment";
import type { RecordedAnswer } from "./answer-record";
import { buildReport, type ReportLink } from "./report";

const answered = (level: RecordedAnswer["level"], more: Partial<RecordedAnswer> = {}): RecordedAnswer => {
	return { level, notApplicable: false, reason: "", comment: "", version: 1, ...more };
};
const piece = (id: string, expiresOn: string | null = null): NonNullable<ReportLink["piece"]> => ({
	id,
	title: `Pièce ${id}`,
	kind: "deed",
	issuedOn: null,
	expiresOn,
	confidential: false,
	number: 1,
	name: `${id}.pdf`,
	sha256: "0".repeat(64),
});
const sum = (parts: readonly DomainScore[], of: (part: DomainScore) => number) =>
	parts.reduce((total, part) => total + of(part), 0);

describe("R-145 the report", () => {
	it("gives figures by chapter whose sums are those of the domain", async () => {
		const standard = await realStandard();
		const levels = standard.criteria.map(({ id }, rank): [string, RecordedAnswer] => [
			id,
			answered(([0, 1, 2, 3, null] as const)[rank % 5] ?? null),
		]);
		const { domains, score } = buildReport(standard, PROFILE, new Map(levels), [], "2026-10-05");
		for (const { chapters, score: whole } of domains) {
			const parts = chapters.map((chapter) => chapter.score);
			expect(sum(parts, ({ applicable }) => applicable)).toBe(whole.applicable);
			expect(sum(parts, ({ answered }) => answered)).toBe(whole.answered);
			expect(sum(parts, ({ conformity }) => conformity.num)).toBe(whole.conformity.num);
			expect(sum(parts, ({ conformity }) => conformity.den)).toBe(whole.conformity.den);
		}
		expect(domains.flatMap(({ chapters }) => chapters.flatMap(({ lines }) => lines))).toHaveLength(score.applicable);
	});

	it("says what does not count, and lists a piece once however many criteria it serves", async () => {
		const standard = await realStandard();
		const answers = new Map([
			["JUR-01", answered(3)],
			["JUR-02", answered(2, { toConfirm: true })],
			["JUR-03", answered(2)],
		]);
		const links: ReportLink[] = [
			{ criterionId: "JUR-02", expected: "", piece: piece("a") },
			{ criterionId: "JUR-03", expected: "", piece: piece("a") },
			{ criterionId: "JUR-03", expected: "", piece: piece("b", "2026-10-04") },
			{ criterionId: "JUR-03", expected: "", piece: null },
		];
		const report = buildReport(standard, PROFILE, answers, links, "2026-10-05");
		const lines = new Map(
			report.domains.flatMap(({ chapters }) => chapters.flatMap(({ lines }) => lines)).map((l) => [l.criterion.id, l]),
		);
		expect([lines.get("JUR-01")?.missing, lines.get("JUR-02")?.missing]).toEqual([null, "TO_CONFIRM"]);
		expect([lines.get("JUR-03")?.pieces, lines.get("JUR-03")?.hidden]).toEqual([["Pièce a", "Pièce b"], 1]);
		expect(report.pieces.map(({ id, criteria }) => [id, criteria])).toEqual([
			["a", ["JUR-02", "JUR-03"]],
			["b", ["JUR-03"]],
		]);
		expect(report.hidden).toBe(1);
		expect(report.xRay.signs).toEqual([
			{ criterionId: "JUR-01", sign: "exemplaryWithoutEvidence" },
			{ criterionId: "JUR-03", sign: "evidenceOver" },
		]);
	});
});
