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

	it("gives an address without a space or a quote", () => {
		expect(csvAddress(radar)).toMatch(/^data:text\/csv;charset=utf-8,[^\s"<>]+$/);
	});
});
