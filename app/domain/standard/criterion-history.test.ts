import { beforeAll, describe, expect, it } from "vitest";
import { realStandard } from "../../../tests/fixtures/standard/real-standard";
import { smallStandard } from "../../../tests/fixtures/standard/small-standard";
import { criterionHistory, whereaboutsOf } from "./criterion-history";
import type { Criterion, CriterionChange, RetiredCriterion, Standard } from "./standard";

const first = smallStandard();
const [model] = first.criteria as [Criterion, ...Criterion[]];

function version(
	number: string,
	previous: string | undefined,
	criteria: Readonly<Record<string, CriterionChange | null>>,
	retired: readonly RetiredCriterion[] = [],
): Standard {
	return {
		...first,
		version: number,
		...(previous === undefined ? {} : { previous }),
		publishedOn: `20${number.split(".")[0]?.padStart(2, "0")}-01-01`,
		criteria: Object.entries(criteria).map(([id, change]) => {
			const { change: _, ...rest } = model;
			return { ...rest, id, title: `Titre de ${id}`, ...(change ? { change } : {}) };
		}),
		retired,
	};
}

/** Four versions: a split, then a merge that gathers one of the parts, then a retirement. The second number of the third is 10. */
const one = version("1.0", undefined, { "JUR-01": null, "JUR-02": null, "JUR-03": null });
const two = version("2.0", "1.0", {
	"JUR-01": { kind: "split", from: ["JUR-01"], keepAnswer: "confirm", note: "Une moitié." },
	"JUR-04": { kind: "split", from: ["JUR-01"], keepAnswer: "reset", note: "L’autre." },
	"JUR-02": null,
	"JUR-03": { kind: "reworded", from: ["JUR-03"], keepAnswer: "carry" },
	"JUR-05": { kind: "new" },
});
const three = version(
	"2.10",
	"2.0",
	{
		"JUR-01": null,
		"JUR-02": { kind: "merged", from: ["JUR-02", "JUR-04"], keepAnswer: "confirm", note: "Réunis." },
		"JUR-05": null,
	},
	[{ id: "JUR-03", reason: "Il n’était plus demandé.", replacedBy: "JUR-05" }],
);
const four = version("10.0", "2.10", {
	"JUR-01": null,
	"JUR-05": null,
	"JUR-06": { kind: "reworded", from: ["JUR-02"], keepAnswer: "carry" },
});
/** Not in order: the database gives them as it likes. */
const ALL = [three, one, four, two];

const lived = (number: string, id: string) =>
	criterionHistory(ALL, number, id).map((step) => [
		step.version,
		step.entries.map((entry) => `${entry.id} ${entry.origin?.kind ?? "first"}`).join(", "),
		step.retired.map((retired) => retired.id).join(),
	]);

describe("the history of a criterion", () => {
	it("goes back to all it comes from and on to all it became, the latest first", () => {
		expect(lived("2.0", "JUR-04")).toEqual([
			["10.0", "JUR-06 reworded", ""],
			["2.10", "JUR-02 merged", ""],
			["2.0", "JUR-04 split", ""],
			["1.0", "JUR-01 first", ""],
		]);
		expect(lived("10.0", "JUR-06")).toEqual([
			["10.0", "JUR-06 reworded", ""],
			["2.10", "JUR-02 merged", ""],
			["2.0", "JUR-04 split, JUR-02 unchanged", ""],
			["1.0", "JUR-01 first, JUR-02 first", ""],
		]);
		expect(lived("1.0", "JUR-01")).toEqual([
			["10.0", "JUR-01 unchanged, JUR-06 reworded", ""],
			["2.10", "JUR-01 unchanged, JUR-02 merged", ""],
			["2.0", "JUR-01 split, JUR-04 split", ""],
			["1.0", "JUR-01 first", ""],
		]);
	});

	it("ends with a retirement, and begins where a criterion is new", () => {
		expect(lived("1.0", "JUR-03")).toEqual([
			["2.10", "", "JUR-03"],
			["2.0", "JUR-03 reworded", ""],
			["1.0", "JUR-03 first", ""],
		]);
		expect(lived("10.0", "JUR-05").at(-1)).toEqual(["2.0", "JUR-05 new", ""]);
	});

	it("gives the note, the date and the title of that version", () => {
		const step = criterionHistory(ALL, "2.10", "JUR-02")[1];
		expect(step).toMatchObject({ version: "2.10", publishedOn: "2002-01-01" });
		expect(step?.entries[0]).toMatchObject({
			title: "Titre de JUR-02",
			origin: { note: "Réunis.", keepAnswer: "confirm" },
		});
	});

	it("stops where a version is missing, and is empty for an id that version lacks", () => {
		expect(criterionHistory([four, three], "10.0", "JUR-06").map((step) => step.version)).toEqual(["10.0", "2.10"]);
		expect(criterionHistory(ALL, "10.0", "JUR-02")).toEqual([]);
		expect(criterionHistory(ALL, "3.0", "JUR-01")).toEqual([]);
	});
});

describe("where a criterion went", () => {
	it.each([
		["10.0", "JUR-03", { kind: "retired", in: "2.10", last: "2.0", because: three.retired[0] }],
		["10.0", "JUR-04", { kind: "takenOver", in: "2.10", last: "2.0", change: "merged", to: ["JUR-02"] }],
		["10.0", "JUR-02", { kind: "takenOver", in: "10.0", last: "2.10", change: "reworded", to: ["JUR-06"] }],
		["1.0", "JUR-05", { kind: "notYet", since: "2.0" }],
		["2.0", "JUR-06", { kind: "notYet", since: "10.0" }],
		["2.0", "JUR-99", null],
	])("in %s, %s", (number, id, found) => {
		expect(whereaboutsOf(ALL, number, id)).toEqual(found);
	});

	it("is not guessed when the version that followed is missing", () => {
		expect(whereaboutsOf([one, four], "10.0", "JUR-03")).toBeNull();
	});
});

describe("from the real 1.0 to the real 2.0", () => {
	let versions: readonly Standard[];
	beforeAll(async () => {
		versions = await Promise.all([realStandard("1.0"), realStandard("2.0")]);
	});

	it("every criterion of both has a history that holds it, and every id gone or to come is explained", () => {
		for (const { version: number, criteria } of versions) {
			for (const { id } of criteria) {
				const step = criterionHistory(versions, number, id).find((one) => one.version === number);
				expect(step?.entries.map((entry) => entry.id)).toContain(id);
				for (const other of versions) {
					const held = other.criteria.some((criterion) => criterion.id === id);
					if (!held) expect([id, other.version, whereaboutsOf(versions, other.version, id)]).not.toContain(null);
				}
			}
		}
		expect(whereaboutsOf(versions, "2.0", "ANC-19")).toMatchObject({ kind: "retired", in: "2.0" });
		expect(whereaboutsOf(versions, "2.0", "RHU-23")).toMatchObject({
			kind: "takenOver",
			change: "merged",
			to: ["RHU-17"],
		});
		expect(whereaboutsOf(versions, "1.0", "ANC-17")).toEqual({ kind: "notYet", since: "2.0" });
	});
});
