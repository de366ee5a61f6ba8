import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
	type AuditGap,
	calibrateAuditor,
	calibrateCriteria,
	calibrationConclusion,
	indexGaps,
	sumsOf,
} from "./calibration";

const gapOf = fc.record({
	auditId: fc.constantFrom("a1", "a2", "a3", "a4", "a5", "a6"),
	cooperativeId: fc.constantFrom(..."abcdefgh"),
	criterionId: fc.constantFrom("JUR-01", "JUR-02", "FIN-01"),
	gap: fc.integer({ min: -3, max: 3 }),
});
const CRITERIA = Array.from({ length: 20 }, (_, index) => `C-${index}`);

/** Audits of one cooperative each, with a gap on each of the twenty criteria. */
function audits(count: number, gap: (audit: number, criterion: number) => number, name = "own"): readonly AuditGap[] {
	return Array.from({ length: count }, (_, audit) =>
		CRITERIA.map((criterionId, criterion) => ({
			...{ auditId: `${name}-${audit}`, cooperativeId: `${name}-${audit}`, criterionId },
			gap: gap(audit, criterion),
		})),
	).flat();
}
const others = (count: number, gap: (audit: number, criterion: number) => number) =>
	sumsOf(indexGaps(audits(count, gap, "others")));

describe("the calibration by criterion", () => {
	it("gives the mean gap of at least five cooperatives, whatever the order, and nothing of fewer", () => {
		fc.assert(
			fc.property(fc.array(gapOf, { maxLength: 60 }), fc.integer(), (gaps, seed) => {
				const found = calibrateCriteria([...sumsOf(indexGaps(gaps)).values()]);
				for (const { criterionId, cooperatives, mean } of found) {
					const own = gaps.filter((one) => one.criterionId === criterionId);
					expect(new Set(own.map(({ cooperativeId }) => cooperativeId)).size).toBe(cooperatives);
					expect(cooperatives).toBeGreaterThanOrEqual(5);
					expect(mean).toBeCloseTo(own.reduce((sum, { gap }) => sum + gap, 0) / own.length, 10);
				}
				const shown = new Set(found.map(({ criterionId }) => criterionId));
				for (const { criterionId } of gaps) {
					const among = new Set(gaps.filter((one) => one.criterionId === criterionId).map((one) => one.cooperativeId));
					expect(shown.has(criterionId)).toBe(among.size >= 5);
				}
				const turned = [
					...gaps.slice(Math.abs(seed) % (gaps.length + 1)),
					...gaps.slice(0, Math.abs(seed) % (gaps.length + 1)),
				];
				const byName = (list: typeof found) => Object.fromEntries(list.map((one) => [one.criterionId, one.mean]));
				expect(byName(calibrateCriteria([...sumsOf(indexGaps(turned)).values()]))).toEqual(byName(found));
			}),
		);
	});

	it("left out of the sums, an auditor’s audits are as if they had never been", () => {
		fc.assert(
			fc.property(fc.array(gapOf, { maxLength: 40 }), fc.constantFrom("a1", "a2", "a3"), (gaps, auditId) => {
				const own = gaps.filter((one) => one.auditId === auditId);
				const rest = gaps.filter((one) => one.auditId !== auditId);
				const byName = (sums: ReturnType<typeof sumsOf>) => Object.fromEntries(sums);
				expect(byName(sumsOf(indexGaps(gaps), own))).toEqual(byName(sumsOf(indexGaps(rest))));
			}),
		);
	});

	it("counts a cooperative once, however many audits it had", () => {
		const often = audits(6, () => -1).map((one) => ({ ...one, cooperativeId: "the same" }));
		expect(calibrateCriteria([...sumsOf(indexGaps(often)).values()])).toEqual([]);
	});

	it("says in one sentence which way the network errs", () => {
		const of = (...means: number[]) =>
			calibrationConclusion(means.map((mean, index) => ({ criterionId: `JUR-0${index + 1}`, cooperatives: 5, mean })));
		expect(of()).toContain("Pas encore assez d’audits");
		expect(of(0, 0)).toContain("comme les audits le voient");
		expect(of(-0.2, -1, 0.4)).toBe(
			"Le réseau se surestime sur 2 critères et se sous-estime sur 1 critère ; l’écart le plus fort est sur JUR-02",
		);
	});
});

describe("the calibration of an auditor", () => {
	it("has no figure under three audits, sixty criteria, or five other cooperatives", () => {
		const beside = others(5, () => 0);
		expect(
			calibrateAuditor(
				audits(3, () => -1),
				beside,
			),
		).toMatchObject({ audits: 3, criteria: 60 });
		expect(
			calibrateAuditor(
				audits(3, () => -1),
				beside,
			).figure,
		).not.toBeNull();
		expect(
			calibrateAuditor(
				audits(2, () => -1),
				beside,
			).figure,
		).toBeNull();
		expect(calibrateAuditor(audits(3, () => -1).slice(1), beside)).toMatchObject({ criteria: 59, figure: null });
		expect(
			calibrateAuditor(
				audits(3, () => -1),
				others(4, () => 0),
			),
		).toEqual({ audits: 0, criteria: 0, figure: null });
	});

	it("is nothing for whoever retains as the others do on each criterion, however hard the criteria are", () => {
		const hard = (_: number, criterion: number) => (criterion % 2 === 0 ? -2 : 0);
		expect(calibrateAuditor(audits(4, hard), others(6, hard)).figure).toEqual({
			...{ mean: 0, low: 0, high: 0, reading: "unclear" },
		});
	});

	it("moves by as much as every gap does, and its interval with it", () => {
		const gaps = fc.array(fc.integer({ min: -2, max: 2 }), { minLength: 100, maxLength: 100 });
		fc.assert(
			fc.property(gaps, fc.constantFrom(-1, 1), (values, shift) => {
				const of = (more: number) =>
					calibrateAuditor(
						audits(5, (audit, criterion) => (values[audit * 20 + criterion] ?? 0) + more),
						others(6, (audit, criterion) => ((audit + criterion) % 3) - 1),
					).figure;
				const [before, after] = [of(0), of(shift)];
				if (!before || !after) throw new Error("no figure");
				expect(after.mean - before.mean).toBeCloseTo(shift, 10);
				expect(after.high - after.low).toBeCloseTo(before.high - before.low, 10);
				expect(before.low).toBeLessThanOrEqual(before.mean);
				expect(before.high).toBeGreaterThanOrEqual(before.mean);
				expect(before.reading).toBe(before.high < 0 ? "lower" : before.low > 0 ? "higher" : "unclear");
			}),
		);
	});

	it("calls nobody severe whose audits point different ways, and says so of whom they all point one way", () => {
		const beside = others(6, () => 0);
		const torn = calibrateAuditor(
			audits(4, (audit) => (audit % 2 === 0 ? -2 : 1)),
			beside,
		).figure;
		expect(torn).toMatchObject({ mean: -0.5, reading: "unclear" });
		const severe = calibrateAuditor(
			audits(4, (audit, criterion) => (criterion < 2 + audit ? 0 : -1)),
			beside,
		).figure;
		expect(severe?.reading).toBe("lower");
		// Student, three degrees of freedom, by hand: means -0.9, -0.85, -0.8, -0.75.
		expect(severe?.mean).toBeCloseTo(-0.825, 10);
		expect(severe?.high).toBeCloseTo(-0.825 + (3.182 * 0.0645497224) / 2, 6);
	});
});
