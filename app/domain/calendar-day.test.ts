import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays, addYears, dayInParis, daysCounted, isDay, overlap } from "./calendar-day";

const day = fc
	.date({ min: new Date("1990-01-01"), max: new Date("2090-12-31"), noInvalidDate: true })
	.map((date) => date.toISOString().slice(0, 10));

describe("days", () => {
	it("knows the days of the calendar", () => {
		expect(["2026-03-12", "2024-02-29"].map(isDay)).toEqual([true, true]);
		expect(["1000-01-01", "2999-12-31"].map(isDay)).toEqual([true, true]);
		expect(["0000-01-01", "0999-12-31", "3000-01-01", "9999-12-31"].map(isDay)).toEqual(Array(4).fill(false));
		expect(["2026-02-29", "2026-02-30", "2026-13-01", "12/03/2026", "", "2026-3-1"].map(isDay)).toEqual(
			Array(6).fill(false),
		);
	});

	it("adds days across months, years and the change of hour", () => {
		expect(addDays("2026-12-31", 1)).toBe("2027-01-01");
		expect(addDays("2026-03-29", 1)).toBe("2026-03-30");
		expect(addDays("2026-03-01", -1)).toBe("2026-02-28");
	});

	it("adds years, 29 February falling back to the 28th", () => {
		expect(addYears("2021-03-12", 5)).toBe("2026-03-12");
		expect(addYears("2020-02-29", 5)).toBe("2025-02-28");
		expect(addYears("2020-02-29", 4)).toBe("2024-02-29");
	});

	it("takes the day in Paris, not in Greenwich", () => {
		expect(dayInParis(new Date("2026-07-14T22:30:00Z"))).toBe("2026-07-15");
		expect(dayInParis(new Date("2026-01-14T22:30:00Z"))).toBe("2026-01-14");
	});

	it("counts both ends, and adding days is counting them", () => {
		expect(daysCounted("2026-03-12", "2026-03-12")).toBe(1);
		fc.assert(
			fc.property(day, fc.integer({ min: 0, max: 400 }), (start, days) => {
				expect(daysCounted(start, addDays(start, days))).toBe(days + 1);
			}),
		);
	});

	it("overlaps when a day is shared, whichever comes first", () => {
		const span = fc.tuple(day, fc.integer({ min: 0, max: 9 })).map(([startsOn, days]) => ({
			startsOn,
			endsOn: addDays(startsOn, days),
		}));
		const daysOf = ({ startsOn, endsOn }: { startsOn: string; endsOn: string }) =>
			Array.from({ length: daysCounted(startsOn, endsOn) }, (_, index) => addDays(startsOn, index));
		fc.assert(
			fc.property(span, fc.integer({ min: -12, max: 12 }), fc.integer({ min: 0, max: 9 }), (a, shift, length) => {
				const startsOn = addDays(a.startsOn, shift);
				const b = { startsOn, endsOn: addDays(startsOn, length) };
				const shared = daysOf(a).some((one) => daysOf(b).includes(one));
				expect(overlap(a, b)).toBe(shared);
				expect(overlap(b, a)).toBe(shared);
			}),
		);
	});
});
