import { describe, expect, it } from "vitest";
import { kilometresBetween } from "./prefectures";
import { easterOf, isWorkingDay, mondayOf, weekdayOf } from "./working-days";

describe("working days", () => {
	it("finds Easter as published", () => {
		expect([2024, 2025, 2026, 2027, 2028, 2035, 2038].map(easterOf)).toEqual([
			"2024-03-31",
			"2025-04-20",
			"2026-04-05",
			"2027-03-28",
			"2028-04-16",
			"2035-03-25",
			"2038-04-25",
		]);
	});

	it("rests on the eleven public holidays, and works the day before and after", () => {
		const off = [
			...["2027-01-01", "2027-03-29", "2027-05-06", "2027-05-17", "2027-07-14", "2027-11-01", "2027-11-11"],
			...["2026-05-01", "2026-05-08", "2025-08-15", "2026-12-25"],
		];
		expect(off.filter((day) => isWorkingDay(day))).toEqual([]);
		const on = ["2027-01-04", "2027-03-30", "2027-05-05", "2027-05-18", "2027-07-13", "2027-07-15", "2027-11-12"];
		expect(on.filter((day) => !isWorkingDay(day))).toEqual([]);
	});

	it("rests on Good Friday and 26 December in Alsace-Moselle only", () => {
		for (const day of ["2027-03-26", "2028-12-26"]) {
			expect(isWorkingDay(day, "Moselle")).toBe(false);
			expect(isWorkingDay(day, "Meuse")).toBe(true);
			expect(isWorkingDay(day)).toBe(true);
		}
	});

	it("never works on a Saturday or a Sunday, and knows the Monday of each", () => {
		expect(["2027-01-02", "2027-01-03"].map((day) => isWorkingDay(day))).toEqual([false, false]);
		expect(["2027-01-03", "2027-01-04", "2027-01-10"].map(mondayOf)).toEqual([
			"2026-12-28",
			"2027-01-04",
			"2027-01-04",
		]);
		expect(weekdayOf("2027-01-03")).toBe(7);
	});
});

describe("kilometres between departments", () => {
	it.each([
		["Paris", "Rhône", 392],
		["Loire-Atlantique", "Ille-et-Vilaine", 99],
		["Nord", "Pyrénées-Orientales", 882],
		["Paris", "La Réunion", 9356],
	])("%s to %s: about %i", (from, to, known) => {
		const found = kilometresBetween(from, to) ?? 0;
		expect(Math.abs(found - known)).toBeLessThan(Math.max(5, known / 100));
		expect(kilometresBetween(to, from)).toBe(found);
	});

	it("is nothing within one department, and unknown where a name is", () => {
		expect(kilometresBetween("Meuse", "Meuse")).toBe(0);
		expect(kilometresBetween("Meuse", "Atlantide")).toBeNull();
		expect(kilometresBetween(null, "Meuse")).toBeNull();
	});
});
