import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { LabelRules } from "../standard/standard";
import { bandBounds } from "./distribution";
import { type HeatRow, heatBounds, heatRows, NAME_ORDER, sortHeatRows } from "./heatmap";

const RULES = {
	conformity: { awardedPercent: 100, reservationsPercent: 90, reservationsDomainPercent: 80, refusedBelowPercent: 80 },
} as LabelRules;
const row = (name: string, num?: number): HeatRow => ({
	id: name,
	name,
	rates: num === undefined ? {} : { JUR: { num, den: 100 } },
});

describe("heatmap", () => {
	it("keeps the thresholds of the label among its classes", () => {
		expect(heatBounds("conformity", RULES)).toEqual([50, 65, 80, 90]);
		expect(bandBounds("conformity", RULES)).toEqual([0, 50, 65, 80, 90, 100]);
		expect(bandBounds("maturity", RULES)).toEqual([0, 35, 50, 65, 80]);
	});

	it("gives one row per cooperative, of one year and one stage", () => {
		const summary = { cooperativeId: "a", year: 2025, stage: "declared" as const, domain: "JUR", maturity: null };
		const rows = heatRows(
			[
				{ id: "a", name: "A" },
				{ id: "b", name: "B" },
			],
			[
				{ ...summary, conformity: { num: 1, den: 2 } },
				{ ...summary, stage: "audited", conformity: { num: 0, den: 2 } },
				{ ...summary, year: 2024, domain: "FIN", conformity: { num: 0, den: 2 } },
				{ ...summary, cooperativeId: "stranger", conformity: { num: 0, den: 2 } },
			],
			{ year: 2025, stage: "declared", measure: "conformity" },
		);
		expect(rows).toEqual([
			{ id: "a", name: "A", rates: { JUR: { num: 1, den: 2 } } },
			{ id: "b", name: "B", rates: {} },
		]);
	});

	it("sorts names as a French reader does", () => {
		const names = sortHeatRows([row("Zélie"), row("Élan"), row("CAE 10"), row("CAE 9"), row("Ébène")], NAME_ORDER);
		expect(names.map(({ name }) => name)).toEqual(["CAE 9", "CAE 10", "Ébène", "Élan", "Zélie"]);
	});

	it("sorts a column from the highest, reversed from the lowest, and rows without a figure last both ways", () => {
		const rows = [row("none"), row("low", 10), row("high", 90), row("also", 10)];
		expect(sortHeatRows(rows, "JUR").map(({ name }) => name)).toEqual(["high", "also", "low", "none"]);
		expect(sortHeatRows(rows, "JUR", true).map(({ name }) => name)).toEqual(["also", "low", "high", "none"]);
	});

	it("loses no row, whatever the order asked", () => {
		const rows = fc.uniqueArray(
			fc.record({ name: fc.string(), num: fc.option(fc.integer({ min: 0, max: 100 }), { nil: undefined }) }),
			{ selector: ({ name }) => name },
		);
		fc.assert(
			fc.property(rows, fc.constantFrom(NAME_ORDER, "JUR", "*", "unknown"), fc.boolean(), (given, order, reversed) => {
				const before = given.map(({ name, num }) => row(name, num));
				const after = sortHeatRows(before, order, reversed);
				expect(new Set(after)).toEqual(new Set(before));
			}),
		);
	});
});
