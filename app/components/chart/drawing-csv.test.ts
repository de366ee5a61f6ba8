import { describe, expect, it } from "vitest";
import { csvAddress, drawingCsv } from "./drawing-csv";
import { rateSeries } from "./series";

const radar = {
	kind: "radar" as const,
	axes: ["Juridique", "=1+1"],
	series: [rateSeries('La "CAE"', "own", [{ num: 199, den: 200 }, null], "conformity")],
};

describe("drawingCsv", () => {
	it("writes what is read, rounded down, and no formula", () => {
		expect(drawingCsv(radar)).toBe('\ufeff"";"La ""CAE"""\r\n"Juridique";"99%"\r\n"\'=1+1";"–"');
	});

	it("writes bars in two columns", () => {
		const bars = [{ label: "Engagées", value: 53, text: "53", tone: "network" as const }];
		expect(drawingCsv({ kind: "bar", bars })).toBe('\ufeff"Engagées";"53"');
	});

	it("names the version of each year of a trend that crosses two, and says under the table what it rests on", () => {
		const trend = {
			kind: "trend" as const,
			years: ["2025", "2026"],
			series: [
				rateSeries(
					"CAE",
					"own",
					[
						{ num: 1, den: 2 },
						{ num: 3, den: 4 },
					],
					"maturity",
				),
			],
			versions: ["1.0", "2.0 (nouvelle)"],
		};
		expect(drawingCsv(trend, ["99 critères comparables sur 120"])).toBe(
			'\ufeff"";"Référentiel";"CAE"\r\n"2025";"1.0";"50"\r\n"2026";"2.0 (nouvelle)";"75"\r\n"99 critères comparables sur 120"',
		);
	});

	it("gives an address without a space or a quote", () => {
		expect(csvAddress(radar)).toMatch(/^data:text\/csv;charset=utf-8,[^\s"<>]+$/);
	});
});
