import { describe, expect, it } from "vitest";
import { headcountFor, readHeadcount, readYear } from "./headcount";

describe("headcounts (R-58)", () => {
	it("reads persons as typed", () => {
		expect(readHeadcount(" 1\u202f234 ")).toEqual({ ok: true, value: 1234 });
		expect(readHeadcount("0")).toEqual({ ok: true, value: 0 });
		for (const text of ["", "-1", "12,5", "123456", "douze", "1e3"]) {
			expect(readHeadcount(text)).toMatchObject({ reason: "INVALID_HEADCOUNT" });
		}
	});

	it("reads years from 1995 to the next one", () => {
		for (const text of ["1995", "2026", "2027"]) expect(readYear(text, 2026)).toMatchObject({ ok: true });
		for (const text of ["1994", "2028", "", "26", "2026.5"]) {
			expect(readYear(text, 2026)).toMatchObject({ reason: "INVALID_YEAR" });
		}
	});

	it("starts a year from that year's headcount, else from the one declared last", () => {
		const given = [
			{ year: 2025, headcount: 30 },
			{ year: 2026, headcount: 0 },
		];
		expect(headcountFor(2025, given, 12)).toBe(30);
		expect(headcountFor(2026, given, 12)).toBe(0);
		expect(headcountFor(2027, given, 12)).toBe(12);
	});
});
