import { describe, expect, it } from "vitest";
import { type ComparedLevel, countGaps, gapsConclusion, levelGap } from "./level-gaps";

const line = (declared: ComparedLevel, retained: ComparedLevel) => ({ declared, retained });

describe("the gap between declared and retained", () => {
	it("is the level retained minus the level declared, and nothing where one of them is no level", () => {
		expect([levelGap(2, 0), levelGap(1, 3), levelGap(2, 2), levelGap(0, 0)]).toEqual([-2, 2, 0, 0]);
		expect([levelGap("notApplicable", 2), levelGap(2, "notApplicable"), levelGap(null, 1)]).toEqual([null, null, null]);
	});

	it("is counted by sort: set aside by both is the same, by one alone is apart", () => {
		const lines = [
			line(2, 1),
			line(3, 1),
			line(0, 1),
			line(2, 2),
			line("notApplicable", "notApplicable"),
			line(null, 1),
		];
		expect(countGaps([...lines, line(2, "notApplicable")])).toEqual({ lower: 2, higher: 1, same: 2, apart: 2 });
	});

	it("says in one sentence what stands out, in the singular when there is one", () => {
		expect(gapsConclusion({ lower: 12, higher: 3, same: 89, apart: 0 })).toBe(
			"L’audit retient moins que déclaré sur 12 critères, plus que déclaré sur 3, la même chose sur 89",
		);
		expect(gapsConclusion({ lower: 0, higher: 1, same: 0, apart: 2 })).toBe(
			"L’audit retient plus que déclaré sur 1 critère, autre chose qu’un niveau sur 2",
		);
		expect(gapsConclusion({ lower: 0, higher: 0, same: 4, apart: 0 })).toBe(
			"L’audit retient partout ce que la CAE a déclaré",
		);
		expect(gapsConclusion({ lower: 0, higher: 0, same: 0, apart: 0 })).toBe("Aucun critère n’est encore examiné");
	});
});
