import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { arbitraryStep, stepFiles } from "../../../tests/fixtures/standard/arbitrary-versions";
import { realStandard } from "../../../tests/fixtures/standard/real-standard";
import type { Answers } from "../scoring/answer";
import { scoreAssessment } from "../scoring/score-assessment";
import { parseVersions } from "../standard/parse-versions";
import type { Level, Standard } from "../standard/standard";
import { comparableCriteria, comparableParts } from "./comparable";

const SPAN = { since: "1.0", until: "2.0" };
const PROFILE = { sectors: ["generaliste"], activities: [], headcount: 80, conditions: ["auditor_threshold"] };

let one: Standard;
let two: Standard;
beforeAll(async () => {
	[one, two] = await Promise.all([realStandard("1.0"), realStandard("2.0")]);
});

/** A version that changes nothing of the one before but what is given. */
function following(previous: Standard, version: string, change: Partial<Standard["criteria"][number]> = {}): Standard {
	const criteria = previous.criteria.map(({ change: _, ...criterion }, index) =>
		index === 0 ? { ...criterion, ...change } : criterion,
	);
	return { ...previous, version, previous: previous.version, retired: [], criteria };
}

describe("comparable criteria", () => {
	it("from the real 1.0 to the real 2.0 are the 95 unchanged and the 4 reworded, the same ids at both ends", () => {
		const found = comparableCriteria([two, one], SPAN);
		const ids = found?.get("2.0") ?? [];
		expect(ids).toHaveLength(99);
		expect(found?.get("1.0")).toEqual(ids);
		for (const reworded of ["JUR-20", "ACC-10", "ANC-05", "ANC-09"]) expect(ids).toContain(reworded);
		for (const other of ["JUR-21", "FIN-21", "FIN-22", "RHU-17", "RHU-23", "ACC-08", "ACC-26", "ANC-17", "ANC-19"]) {
			expect(ids).not.toContain(other);
		}
	});

	it("ask the same of everybody: kind, weight, blocking, level to reach and applicability", () => {
		const found = comparableCriteria([one, two], SPAN);
		const asked = (standard: Standard) =>
			(found?.get(standard.version) ?? []).map((id) => {
				const criterion = standard.criteria.find((candidate) => candidate.id === id);
				const { domain, kind, weight, blocking, metFrom, applicability } = criterion as Standard["criteria"][number];
				return { domain, kind, weight, blocking, metFrom, applicability };
			});
		expect(asked(one)).toEqual(asked(two));
	});

	it("must last over the whole span: what one version changes is lost to all the others", () => {
		const three = following(two, "3.0", { change: { kind: "tightened", from: ["JUR-01"], keepAnswer: "reset" } });
		const all = comparableCriteria([one, two, three], { since: "1.0", until: "3.0" });
		expect(all?.get("1.0")).toHaveLength(98);
		expect(all?.get("3.0")).toEqual(all?.get("1.0"));
		expect(all?.get("2.0")).not.toContain("JUR-01");
		expect(comparableCriteria([one, two, three], { since: "2.0", until: "3.0" })?.get("2.0")).toHaveLength(119);
	});

	it("follow a criterion that changes its id on the way", () => {
		const renamed = following(two, "3.0", {
			id: "JUR-90",
			change: { kind: "reworded", from: ["JUR-01"], keepAnswer: "carry" },
		});
		const found = comparableCriteria([one, two, renamed], { since: "1.0", until: "3.0" });
		const place = found?.get("3.0")?.indexOf("JUR-90") ?? -1;
		expect(place).toBe(0);
		expect([found?.get("1.0")?.[place], found?.get("2.0")?.[place]]).toEqual(["JUR-01", "JUR-01"]);
	});

	it("are unknown between versions that do not lead to one another", () => {
		expect(comparableCriteria([one, two], { since: "2.0", until: "1.0" })).toBeNull();
		expect(comparableCriteria([two], SPAN)).toBeNull();
		expect(comparableCriteria([one, { ...two, previous: "1.5" }], SPAN)).toBeNull();
		expect(comparableCriteria([one, { ...two, retired: [] }], SPAN)).toBeNull();
		// Going round in circles.
		expect(comparableCriteria([one, { ...two, previous: "2.0" }], SPAN)).toBeNull();
	});

	it("on random versions, are those and only those said unchanged or reworded", () => {
		fc.assert(
			fc.property(arbitraryStep, (step) => {
				const [previous, next] = parseVersions(stepFiles(step)).map((version) => {
					if (!version.ok) throw new Error(JSON.stringify(version.problems));
					return version.value;
				}) as [Standard, Standard];
				const found = comparableCriteria([previous, next], { since: previous.version, until: next.version });
				const said = next.criteria.filter(({ change }) => !change || ["unchanged", "reworded"].includes(change.kind));
				expect(found?.get(next.version)).toEqual(said.map(({ id }) => id));
				expect(found?.get(previous.version)).toEqual(said.map(({ id, change }) => change?.from?.[0] ?? id));
			}),
			{ numRuns: 60 },
		);
	});
});

describe("the comparable part of a version", () => {
	it("scores the same answers the same at both ends, whatever they are", () => {
		const [before] = comparableParts([one, two], one);
		const [after] = comparableParts([one, two], two);
		expect([before?.basis, after?.basis]).toEqual(["1.0..2.0", "1.0..2.0"]);
		const ids = [...new Set([...one.criteria, ...two.criteria].map(({ id }) => id))];
		const values = fc.array(fc.option(fc.integer({ min: 0, max: 3 })), {
			minLength: ids.length,
			maxLength: ids.length,
		});
		fc.assert(
			fc.property(values, (levels) => {
				const answers: Answers = Object.fromEntries(ids.map((id, index) => [id, levels[index] as Level | null]));
				const figures = ({ standard }: { standard: Standard }) => {
					const score = scoreAssessment(standard, PROFILE, answers);
					return [score, ...Object.values(score.domains)].map(({ conformity, maturity }) => ({ conformity, maturity }));
				};
				if (!before || !after) throw new Error("nothing comparable");
				expect(figures(before)).toEqual(figures(after));
			}),
			{ numRuns: 100 },
		);
	});

	it("is one per span that holds the version, and none while it is alone", () => {
		const three = following(two, "3.0");
		expect(comparableParts([two], two)).toEqual([]);
		const bases = (standard: Standard) => comparableParts([three, one, two], standard).map(({ basis }) => basis);
		expect(bases(one)).toEqual(["1.0..2.0", "1.0..3.0"]);
		expect(bases(two)).toEqual(["1.0..2.0", "1.0..3.0", "2.0..3.0"]);
		expect(bases(three)).toEqual(["1.0..3.0", "2.0..3.0"]);
		expect(comparableParts([three, one, two, { ...one, code: "autre" }], one).length).toBe(2);
	});
});
