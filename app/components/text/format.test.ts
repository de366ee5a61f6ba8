import fc from "fast-check";
import { describe, expect, it } from "vitest";
import * as format from "./format";

const spaced = (text: string) => text.replace(/[\u00a0\u202f]/g, " ");

describe("French formats", () => {
	it("writes dates and times in the time of Paris, summer and winter", () => {
		expect(spaced(format.formatDate("2026-03-12"))).toBe("12 mars 2026");
		expect(spaced(format.formatDate("2026-05-01"))).toBe("1er mai 2026");
		expect(spaced(format.formatDate("2026-12-31T23:30:00Z"))).toBe("1er janvier 2027");
		expect(spaced(format.formatTime("2026-03-12T13:02:00Z"))).toBe("14 h 02");
		expect(spaced(format.formatTime("2026-07-12T07:00:00Z"))).toBe("9 h");
		expect(spaced(format.formatTime("2026-01-12T23:05:00Z"))).toBe("0 h 05");
		expect(spaced(format.formatDateTime("2026-03-12T13:02:00Z"))).toBe("12 mars 2026 à 14 h 02");
		expect(spaced(format.formatDay("2026-03-12"))).toBe("jeudi 12 mars 2026");
		expect(spaced(format.formatMonth("2026-08-01"))).toBe("août 2026");
		expect(format.formatShortDate("2026-03-02")).toBe("02/03/2026");
	});

	it("writes numbers and percents", () => {
		expect(spaced(format.formatNumber(1234.5))).toBe("1 234,5");
		expect(spaced(format.formatPercent(0.8249))).toBe("82 %");
		expect(spaced(format.formatPercent(0.8249, 1))).toBe("82,5 %");
		expect(spaced(format.formatCount(0, "critère"))).toBe("0 critère");
		expect(spaced(format.formatCount(2, "critère"))).toBe("2 critères");
		expect(spaced(format.formatCount(2, "travail", "travaux"))).toBe("2 travaux");
	});

	it("shows 100 % only when truly done", () => {
		fc.assert(
			fc.property(fc.integer({ min: 1, max: 5000 }), fc.integer({ min: 0, max: 5000 }), (total, seed) => {
				const done = Math.min(seed, total);
				expect(format.formatProgress(done, total).startsWith("100")).toBe(done === total);
			}),
		);
		expect(spaced(format.formatProgress(0, 0))).toBe("0 %");
	});
});
