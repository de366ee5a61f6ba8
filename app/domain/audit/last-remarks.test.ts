import { describe, expect, it } from "vitest";
import { smallStandard } from "../../../tests/fixtures/standard/small-standard";
import type { Standard } from "../standard/standard";
import type { RecordedFinding } from "./finding";
import { lastRemarks } from "./last-remarks";

const finding = (level: RecordedFinding["level"], note = "", notApplicable = false): RecordedFinding => {
	return { level, note, notApplicable, version: 1 };
};

const first = smallStandard();
const [one, two, three, four] = first.criteria as [
	Standard["criteria"][number],
	Standard["criteria"][number],
	Standard["criteria"][number],
	Standard["criteria"][number],
];
/** JUR-01 in two parts, JUR-02 and JUR-03 in one, JUR-04 as it was. */
const second: Standard = {
	...first,
	version: "2.0",
	previous: "1.0",
	criteria: [
		{ ...one, change: { kind: "split", from: ["JUR-01"], keepAnswer: "confirm", note: "Une part." } },
		{ ...one, id: "JUR-09", change: { kind: "split", from: ["JUR-01"], keepAnswer: "confirm", note: "L’autre." } },
		{ ...two, change: { kind: "merged", from: ["JUR-02", "JUR-03"], keepAnswer: "confirm", note: "Réunis." } },
		four,
		...first.criteria.slice(4),
	],
};

describe("R-112 what the last visit left", () => {
	it("is told under the criterion itself, as it was written, when the version is the same", () => {
		const remarks = lastRemarks([first], new Map([["JUR-01", finding(1, "  Rien de daté.\n")]]));
		expect([...remarks]).toEqual([["JUR-01", [{ level: 1, notApplicable: false, note: "Rien de daté." }]]]);
	});

	it("follows its criterion into both parts of a split, and names each origin of a merge", () => {
		const found = new Map([
			["JUR-01", finding(2)],
			["JUR-02", finding(null, "à revoir")],
			["JUR-03", finding(null, "", true)],
		]);
		expect(Object.fromEntries(lastRemarks([first, second], found))).toEqual({
			"JUR-01": [{ level: 2, notApplicable: false, note: "" }],
			"JUR-09": [{ level: 2, notApplicable: false, note: "", from: "JUR-01" }],
			"JUR-02": [
				{ level: null, notApplicable: false, note: "à revoir" },
				{ level: null, notApplicable: true, note: "", from: "JUR-03" },
			],
		});
	});

	it("says nothing of a criterion that the visit did not look at", () => {
		expect(lastRemarks([first], new Map([[three.id, finding(null, " \n")]])).size).toBe(0);
		expect(lastRemarks([first, second], new Map()).size).toBe(0);
	});
});
