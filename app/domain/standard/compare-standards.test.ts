import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { arbitraryStep, type Step, stepFiles } from "../../../tests/fixtures/standard/arbitrary-versions";
import { realStandard } from "../../../tests/fixtures/standard/real-standard";
import { applicableCriteria } from "./applicability";
import { compareStandards } from "./compare-standards";
import { COMPARED_KINDS, type CriterionComparison, LABEL_RULES, type StandardComparison } from "./comparison";
import { parseVersions } from "./parse-versions";
import type { Profile, Standard } from "./standard";

function parsed(step: Step): [Standard, Standard] {
	return parseVersions(stepFiles(step)).map((version) => {
		if (!version.ok) throw new Error(JSON.stringify(version.problems, null, 1));
		return version.value;
	}) as [Standard, Standard];
}

describe("on the real versions", () => {
	let previous: Standard;
	let next: Standard;
	let comparison: StandardComparison;
	beforeAll(async () => {
		previous = await realStandard("1.0");
		next = await realStandard("2.0");
		comparison = compareStandards([previous, next]);
	});
	const one = (id: string) => comparison.criteria.find((criterion) => criterion.id === id) as CriterionComparison;
	const words = ({ texts }: CriterionComparison, field: string, kind: string) =>
		texts
			.find((text) => text.field === field)
			?.pieces.flatMap((piece) => (piece.kind === kind ? piece.text : ""))
			.join("");

	test("counts what became of the criteria", () => {
		expect(comparison.counts).toEqual({
			unchanged: 95,
			reworded: 4,
			tightened: 8,
			relaxed: 6,
			new: 1,
			split: 4,
			merged: 2,
			retired: 1,
		});
		expect(comparison.kept.carry + comparison.kept.carryIfMet + comparison.kept.confirm + comparison.kept.reset).toBe(
			119,
		);
		expect(comparison.whole.after).toEqual({
			criteria: 120,
			mandatory: 95,
			recommended: 25,
			blocking: 30,
			weight: 262,
		});
		expect(comparison.domains.map(({ code, after }) => [code, after.criteria])).toEqual([
			["JUR", 24],
			["FIN", 26],
			["RHU", 22],
			["ACC", 30],
			["ANC", 18],
		]);
	});

	test("an unchanged criterion has no difference, and a changed one says what and why", () => {
		for (const criterion of comparison.criteria) {
			const differences = criterion.texts.length + criterion.evidence.length + criterion.traits.length;
			expect([criterion.id, differences > 0]).toEqual([criterion.id, criterion.kind !== "unchanged"]);
			expect([criterion.id, criterion.note !== null]).toEqual([criterion.id, criterion.kind !== "unchanged"]);
		}
	});

	test("shows a rewording word by word", () => {
		expect(words(one("ANC-09"), "statement", "removed")).toMatch(/Pôle emploi/);
		expect(words(one("ANC-09"), "statement", "added")).toMatch(/France Travail/);
	});

	test("compares the two parts of a split with the same criterion", () => {
		expect(one("FIN-22")).toMatchObject({ kind: "split", from: ["FIN-21"], parts: ["FIN-21", "FIN-22"] });
		expect(one("FIN-21")).toMatchObject({ kind: "split", from: ["FIN-21"], parts: ["FIN-21", "FIN-22"] });
	});

	test("names what a merge gathers", () => {
		const merged = one("RHU-17");
		expect(merged).toMatchObject({ kind: "merged", from: ["RHU-17", "RHU-23"] });
		expect(merged.gathered.map(({ id }) => id)).toEqual(["RHU-23"]);
	});

	test("shows what was retired, and why", () => {
		expect(one("ANC-19")).toMatchObject({
			kind: "retired",
			keepAnswer: null,
			note: expect.stringContaining("annuaire"),
		});
		expect(words(one("ANC-19"), "statement", "removed")).toBe(
			previous.criteria.find(({ id }) => id === "ANC-19")?.statement,
		);
	});

	test("says for whom the criteria put are not the same", () => {
		const [everyone, ...others] = comparison.audiences;
		expect(everyone?.audience).toEqual({ scope: "everyone" });
		expect(everyone?.gained).toContain("RHU-15");
		expect(everyone?.lost).toContain("ANC-19");
		const large = others.find(({ audience }) => audience.scope === "headcount" && audience.min === 50);
		expect(large?.gained).not.toContain("RHU-15");
		const profile: Profile = { sectors: [], activities: [], headcount: 50, conditions: [] };
		expect(large?.before).toBe(applicableCriteria(previous, profile).length);
		expect(large?.after).toBe(applicableCriteria(next, profile).length);
	});

	test("tells every threshold and delay that changes", () => {
		expect(comparison.rules).toEqual([]);
		const { labelRules } = next;
		const conformity = { ...labelRules.conformity, reservationsPercent: 92 };
		const stricter = { ...next, labelRules: { ...labelRules, validityYears: 2, conformity } };
		expect(compareStandards([previous, stricter]).rules).toEqual([
			{ rule: "reservations", before: labelRules.conformity.reservationsPercent, after: 92 },
			{ rule: "validityYears", before: labelRules.validityYears, after: 2 },
		]);
		const numbers = JSON.stringify(labelRules).match(/\d+/g) ?? [];
		expect(Object.keys(LABEL_RULES)).toHaveLength(numbers.length);
	});

	test("refuses two versions that do not follow one another", () => {
		expect(() => compareStandards([next, previous])).toThrow(RangeError);
	});
});

describe("on random versions that follow one another", () => {
	test("each criterion of both versions is there once, and the counts add up", () => {
		fc.assert(
			fc.property(arbitraryStep, (step) => {
				const [previous, next] = parsed(step);
				const { criteria, counts, domains, whole } = compareStandards([previous, next]);
				expect(criteria.map(({ id }) => id)).toEqual([...next.criteria.map(({ id }) => id), ...sorted(previous, step)]);
				const total = COMPARED_KINDS.reduce((sum, kind) => sum + counts[kind], 0);
				expect(total).toBe(next.criteria.length + step.retired.length);
				for (const side of ["before", "after"] as const) {
					expect(domains.reduce((sum, domain) => sum + domain[side].weight, 0)).toBe(whole[side].weight);
				}
				for (const { kind, parts, from, gathered } of criteria) {
					expect(parts.length > 1).toBe(kind === "split");
					expect(gathered.length).toBe(kind === "merged" ? from.length - 1 : 0);
				}
			}),
			{ numRuns: 60 },
		);
	});
});

/** The retired ones, in the order of the previous version. */
function sorted(previous: Standard, { retired }: Step): readonly string[] {
	return previous.criteria.flatMap(({ id }) => (retired.includes(id) ? id : []));
}
