import { describe, expect, it } from "vitest";
import { DEPARTMENTS, REGIONS, regionOf } from "./regions";

describe("regions and departments of France", () => {
	it("are eighteen and a hundred and one, each once", () => {
		expect(REGIONS).toHaveLength(18);
		expect(DEPARTMENTS).toHaveLength(101);
		for (const key of ["code", "name"] as const) {
			expect(new Set(DEPARTMENTS.map((department) => department[key])).size).toBe(101);
		}
	});

	it("number from 01 to 95 without 20, with 2A and 2B, and the five overseas", () => {
		const numbers = Array.from({ length: 95 }, (_, index) => String(index + 1).padStart(2, "0")).filter(
			(code) => code !== "20",
		);
		const expected = [...numbers, "2A", "2B", "971", "972", "973", "974", "976"].sort();
		expect(DEPARTMENTS.map(({ code }) => code)).toEqual(expected);
	});

	it("know the region of each department, and of nothing else", () => {
		for (const { name, region } of DEPARTMENTS) {
			expect(REGIONS).toContain(region);
			expect(regionOf(name)).toBe(region);
		}
		expect(regionOf("Finistère")).toBe("Bretagne");
		expect(regionOf("Loire-Atlantique")).toBe("Pays de la Loire");
		expect(regionOf("Atlantide")).toBeNull();
	});

	it("write apostrophes as French does", () => {
		expect([...REGIONS, ...DEPARTMENTS.map(({ name }) => name)].filter((name) => name.includes("'"))).toEqual([]);
	});

	it("cover the departments of the demonstration", async () => {
		const { INVENTED_COOPERATIVES } = await import("../../../scripts/demo/invented-cooperatives");
		for (const { place } of INVENTED_COOPERATIVES) expect(regionOf(place.department)).toBe(place.region);
	});
});
