import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { heatStep } from "./heat-cell";
import { monthGrid } from "./month-grid";

describe("monthGrid", () => {
	it("starts March 2026, whose first day is a Sunday, on Monday 23 February", () => {
		const weeks = monthGrid("2026-03");
		expect(weeks).toHaveLength(6);
		expect(weeks[0]?.[0]).toEqual({ date: "2026-02-23", day: 23, inMonth: false });
		expect(weeks[0]?.[6]).toEqual({ date: "2026-03-01", day: 1, inMonth: true });
	});

	it("lays February 2027 in four full weeks", () => {
		expect(monthGrid("2027-02")).toHaveLength(4);
	});

	it("holds each day of the month once, in order, Monday first", () => {
		fc.assert(
			fc.property(fc.integer({ min: 2000, max: 2099 }), fc.integer({ min: 1, max: 12 }), (year, month) => {
				const weeks = monthGrid(`${year}-${String(month).padStart(2, "0")}`);
				const days = weeks.flat().filter((day) => day.inMonth);
				expect(days.map((day) => day.day)).toEqual(
					Array.from({ length: new Date(Date.UTC(year, month, 0)).getUTCDate() }, (_, index) => index + 1),
				);
				for (const week of weeks) {
					expect(week).toHaveLength(7);
					expect(new Date(week[0]?.date ?? "").getUTCDay()).toBe(1);
				}
			}),
		);
	});
});

describe("heatStep", () => {
	it("puts a bound in the step above it", () => {
		expect([0, 0.499, 0.5, 0.65, 0.8, 0.899, 0.9, 1].map((fraction) => heatStep(fraction))).toEqual([
			0, 0, 1, 2, 3, 3, 4, 4,
		]);
	});
});
