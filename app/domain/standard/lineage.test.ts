import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { arbitraryStep, type Step, stepFiles } from "../../../tests/fixtures/standard/arbitrary-versions";
import { realStandard } from "../../../tests/fixtures/standard/real-standard";
import { smallStandard } from "../../../tests/fixtures/standard/small-standard";
import { type Lineage, traceLineage } from "./lineage";
import { parseVersions } from "./parse-versions";
import type { Standard } from "./standard";

function parsed(step: Omit<Step, "heirs">): readonly Standard[] {
	return parseVersions(stepFiles(step)).map((version) => {
		if (!version.ok) throw new Error(JSON.stringify(version.problems, null, 1));
		return version.value;
	});
}

function lineageOf(step: Omit<Step, "heirs">): Lineage {
	const [previous, next] = parsed(step) as [Standard, Standard];
	return traceLineage(previous, next);
}

describe("on random versions that follow one another", () => {
	test("each old id is in exactly one place, and it is the right one", () => {
		fc.assert(
			fc.property(arbitraryStep, (step) => {
				const { fates } = lineageOf(step);
				expect([...fates.keys()].sort()).toEqual([...Object.keys(step.heirs), "ANC-01", "ANC-02"].sort());
				for (const [id, heirs] of Object.entries(step.heirs)) {
					const fate = fates.get(id);
					const found = fate?.retired === false ? [...fate.to].sort() : [];
					expect(found).toEqual([...heirs].sort());
					expect(fate?.retired).toBe(step.retired.includes(id));
				}
			}),
			{ numRuns: 20 },
		);
	});

	test("each new id has one origin, and both maps say the same thing", () => {
		fc.assert(
			fc.property(arbitraryStep, (step) => {
				const { origins, fates } = lineageOf(step);
				expect([...origins.keys()].sort()).toEqual([...step.next.map(({ id }) => id), "ANC-01", "ANC-02"].sort());
				const down = [...fates].flatMap(([id, fate]) => (fate.retired ? [] : fate.to.map((heir) => `${id} ${heir}`)));
				const up = [...origins].flatMap(([heir, { from }]) => from.map((id) => `${id} ${heir}`));
				expect(down.sort()).toEqual(up.sort());
				for (const { kind, from, keepAnswer } of origins.values()) {
					expect(from.length).toBe(kind === "new" ? 0 : kind === "merged" ? Math.max(2, from.length) : 1);
					expect(keepAnswer === null).toBe(kind === "new");
				}
			}),
			{ numRuns: 20 },
		);
	});

	test("without one of its places, the linter refuses", () => {
		fc.assert(
			fc.property(arbitraryStep, fc.nat(), (step, at) => {
				const places = [
					...step.retired,
					...step.next.filter(({ change }) => change !== "kind: new").map(({ id }) => id),
				];
				const lost = places[at % places.length];
				const { previous, next, retired } = step;
				const broken = {
					previous,
					next: next.filter(({ id }) => id !== lost),
					retired: retired.filter((id) => id !== lost),
				};
				const parts = Object.values(step.heirs).find((heirs) => heirs.includes(lost ?? ""))?.length ?? 1;
				fc.pre(broken.next.length > 0);
				const accepted = parseVersions(stepFiles(broken)).every(({ ok }) => ok);
				// Of a split, two parts are enough to take every answer over.
				expect(accepted).toBe(parts > 2);
			}),
			{ numRuns: 20 },
		);
	});
});

test("versions that do not follow one another have no lineage", () => {
	const first = smallStandard();
	expect(() => traceLineage(first, first)).toThrow(RangeError);
	expect(() => traceLineage(first, { ...first, version: "2.0", previous: "1.0", code: "autre" })).toThrow(RangeError);
	const next = { ...first, version: "2.0", previous: "1.0" };
	expect(traceLineage(first, next).fates.size).toBe(6);
	expect(() => traceLineage(first, { ...next, criteria: next.criteria.slice(1) })).toThrow(/JUR-01/);
});

test("an unchanged criterion may say so", () => {
	const first = smallStandard();
	const [criterion, ...others] = first.criteria;
	const said = { ...criterion, change: { kind: "unchanged", from: ["JUR-01"] } } as Standard["criteria"][number];
	const next = { ...first, version: "2.0", previous: "1.0", criteria: [said, ...others] };
	expect(traceLineage(first, next)).toEqual(traceLineage(first, { ...next, criteria: first.criteria }));
});

describe("from the real 1.0 to the real 2.0", () => {
	let one: Standard;
	let two: Standard;
	beforeAll(async () => {
		[one, two] = await Promise.all([realStandard("1.0"), realStandard("2.0")]);
	});

	test("the 1.0 has the figures of its time", () => {
		const by = (code: string) => one.criteria.filter(({ domain }) => domain === code);
		const weight = (criteria: Standard["criteria"]) => criteria.reduce((sum, criterion) => sum + criterion.weight, 0);
		expect(["JUR", "FIN", "RHU", "ACC", "ANC"].map((code) => [by(code).length, weight(by(code))])).toEqual([
			[24, weight(two.criteria.filter(({ domain }) => domain === "JUR"))],
			[25, 60],
			[23, 47],
			[30, 62],
			[18, 32],
		]);
		expect(weight(one.criteria)).toBe(260);
		const count = (test: (criterion: Standard["criteria"][number]) => boolean) => one.criteria.filter(test).length;
		expect(count(({ kind }) => kind === "mandatory")).toBe(94);
		expect(count(({ kind }) => kind === "recommended")).toBe(26);
		expect(count(({ blocking }) => blocking)).toBe(30);
	});

	test("24 differences, and nothing else changed", () => {
		const { origins, fates } = traceLineage(one, two);
		const changed = [...origins].filter(([, { kind }]) => kind !== "unchanged");
		expect(changed.map(([id, { kind, from, keepAnswer }]) => [id, kind, from.join(" + "), keepAnswer])).toEqual([
			["JUR-20", "reworded", "JUR-20", "carry"],
			["JUR-21", "relaxed", "JUR-21", "carryIfMet"],
			["FIN-03", "relaxed", "FIN-03", "confirm"],
			["FIN-14", "relaxed", "FIN-14", "carryIfMet"],
			["FIN-21", "split", "FIN-21", "confirm"],
			["FIN-22", "split", "FIN-21", "reset"],
			["RHU-01", "tightened", "RHU-01", "reset"],
			["RHU-02", "tightened", "RHU-02", "reset"],
			["RHU-11", "tightened", "RHU-11", "confirm"],
			["RHU-15", "tightened", "RHU-15", "confirm"],
			["RHU-17", "merged", "RHU-17 + RHU-23", "confirm"],
			["ACC-02", "tightened", "ACC-02", "reset"],
			["ACC-04", "merged", "ACC-04 + ACC-31", "confirm"],
			["ACC-08", "tightened", "ACC-08", "reset"],
			["ACC-10", "reworded", "ACC-10", "carry"],
			["ACC-16", "tightened", "ACC-16", "reset"],
			["ACC-19", "relaxed", "ACC-19", "carry"],
			["ACC-22", "relaxed", "ACC-22", "carryIfMet"],
			["ACC-26", "split", "ACC-26", "confirm"],
			["ACC-27", "split", "ACC-26", "reset"],
			["ANC-05", "reworded", "ANC-05", "carry"],
			["ANC-08", "relaxed", "ANC-08", "carryIfMet"],
			["ANC-09", "reworded", "ANC-09", "carry"],
			["ANC-17", "new", "", null],
			["ANC-18", "tightened", "ANC-18", "reset"],
		]);
		expect(changed.filter(([, { note }]) => !note)).toEqual([]);
		expect([...fates].filter(([, fate]) => fate.retired).map(([id]) => id)).toEqual(["ANC-19"]);
		expect([...fates.keys()]).toEqual(one.criteria.map(({ id }) => id));
		expect(fates.size).toBe(120);
	});
});
