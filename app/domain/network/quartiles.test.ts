import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Ratio } from "../scoring/ratio";
import { distribution } from "./distribution";
import { quartiles, SMALLEST_COHORT } from "./quartiles";
import { compareRates, flooredPercent, nearestPercent, toFraction } from "./rate";
import { quartileTrend } from "./trend";

const percents = (...values: number[]): Ratio[] => values.map((num) => ({ num, den: 100 }));
const ratio = fc
	.integer({ min: 1, max: 800 })
	.chain((den) => fc.integer({ min: 0, max: den }).map((num) => ({ num, den })));

describe("quartiles", () => {
	it("is silent under five cooperatives", () => {
		expect(quartiles(percents(10, 20, 30, 40))).toBeNull();
		expect(quartiles([])).toBeNull();
		expect(quartiles(percents(10, 20, 30, 40, 50))?.count).toBe(5);
	});

	it("interpolates between ranked values, as spreadsheets do (inclusive quartiles)", () => {
		const five = quartiles(percents(50, 10, 40, 20, 30));
		expect([five?.low, five?.median, five?.high].map((rate) => rate && toFraction(rate))).toEqual([0.2, 0.3, 0.4]);
		const six = quartiles(percents(10, 20, 30, 40, 50, 60));
		expect([six?.low, six?.median, six?.high].map((rate) => rate && toFraction(rate))).toEqual([0.225, 0.35, 0.475]);
	});

	it("stays exact on unlike denominators", () => {
		const found = quartiles([
			{ num: 1, den: 3 },
			{ num: 1, den: 3 },
			{ num: 2, den: 3 },
			{ num: 3, den: 4 },
			{ num: 1, den: 1 },
			{ num: 1, den: 1 },
		]);
		// Between 2/3 and 3/4: 17/24.
		expect(found && compareRates(found.median, { num: 17, den: 24 })).toBe(0);
	});

	it("orders the three, keeps them within the values, and ignores the order given", () => {
		fc.assert(
			fc.property(fc.array(ratio, { minLength: SMALLEST_COHORT, maxLength: 40 }), (rates) => {
				const found = quartiles(rates);
				if (!found) throw new Error("suppressed");
				const ranked = [...rates].sort(compareRates);
				const [least, most] = [ranked[0] as Ratio, ranked.at(-1) as Ratio];
				const steps = [least, found.low, found.median, found.high, most];
				for (let index = 1; index < steps.length; index++) {
					expect(compareRates(steps[index - 1] as Ratio, steps[index] as Ratio)).toBeLessThanOrEqual(0);
				}
				const again = quartiles([...rates].reverse());
				for (const key of ["low", "median", "high"] as const) {
					expect(again && compareRates(again[key], found[key])).toBe(0);
					expect(Number.isSafeInteger(found[key].num) && Number.isSafeInteger(found[key].den)).toBe(true);
				}
			}),
		);
	});
});

describe("quartileTrend", () => {
	it("never mixes stages, domains or years", () => {
		const row = (stage: "declared" | "audited", domain: string, year: number, num: number) => ({
			cooperativeId: `${num}`,
			year,
			stage,
			domain,
			conformity: { num, den: 100 },
			maturity: null,
		});
		const rows = [10, 20, 30, 40, 50].flatMap((num) => [
			row("declared", "*", 2025, num),
			row("audited", "*", 2025, num / 10),
			row("declared", "JUR", 2025, 99),
		]);
		const [before, now] = quartileTrend(rows, [2024, 2025], "declared", "conformity");
		expect(before).toEqual({ year: 2024, count: 0, quartiles: null });
		expect(now?.quartiles && toFraction(now.quartiles.median)).toBe(0.3);
		expect(quartileTrend(rows, [2025], "declared", "maturity")[0]?.count).toBe(0);
	});
});

describe("rates shown", () => {
	it("show 100 only when true", () => {
		fc.assert(
			fc.property(ratio, (rate) => {
				expect(flooredPercent(rate) === 100).toBe(rate.num === rate.den);
				expect(nearestPercent(rate.num, rate.den) === 100).toBe(rate.num === rate.den);
				expect(nearestPercent(rate.num, rate.den) === 0).toBe(rate.num === 0);
			}),
		);
		expect(flooredPercent({ num: 29, den: 100 })).toBe(29);
		expect([nearestPercent(53, 71), nearestPercent(11, 71), nearestPercent(0, 0)]).toEqual([75, 15, 0]);
	});
});

describe("distribution", () => {
	it("puts a rate on a bound in the upper band", () => {
		const bands = distribution(percents(0, 79, 80, 90, 99, 100), [0, 80, 90, 100]);
		expect(bands).toEqual([
			{ from: 0, to: 80, count: 2 },
			{ from: 80, to: 90, count: 1 },
			{ from: 90, to: 100, count: 2 },
			{ from: 100, to: null, count: 1 },
		]);
	});

	it("counts every rate exactly once", () => {
		fc.assert(
			fc.property(fc.array(ratio), (rates) => {
				const bands = distribution(rates, [0, 50, 65, 80, 90, 100]);
				expect(bands.reduce((sum, { count }) => sum + count, 0)).toBe(rates.length);
			}),
		);
	});
});
