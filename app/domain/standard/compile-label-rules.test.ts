/** What is certain of every set of label rules that a version may bear. Each refusal and its line: lint.test.ts. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { SMALL_TEXTS, smallStandard } from "../../../tests/fixtures/standard/small-standard";
import { labelOutcome } from "../scoring/label-outcome";
import { scoreAssessment } from "../scoring/score-assessment";
import { compileLabelRules } from "./compile-label-rules";
import type { LabelRules, Profile } from "./standard";
import { readYamlDocument } from "./yaml-document";

const standard = smallStandard();
const bytes = new TextEncoder().encode(SMALL_TEXTS["standard.yaml"]);
const read = readYamlDocument({ path: "standard.yaml", bytes });
if (!read.ok) throw new Error("the small version is read");
const document = read.value;

const up = (min: number, max: number) => fc.integer({ min, max });
/** Near the edge of what is coherent, on both sides of it. */
const rules: fc.Arbitrary<LabelRules> = fc.record({
	recommendedSharePercent: up(0, 100),
	minorsMakingMajor: up(2, 4),
	conformity: fc.record({
		awardedPercent: fc.constantFrom(100, 100, 100, 90),
		reservationsPercent: up(60, 100),
		reservationsDomainPercent: up(0, 70),
		refusedBelowPercent: up(0, 70),
	}),
	deadlinesMonths: fc.record({ major: up(1, 4), majorExtended: up(3, 40), minor: up(1, 40) }),
	validityYears: fc.constantFrom(3, 5),
	followUpMonths: fc.record({ from: up(1, 20), to: up(15, 38) }),
	renewalMonthsBefore: fc.record({ from: up(5, 14), to: up(1, 7) }),
});
const profile: fc.Arbitrary<Profile> = fc.record({
	sectors: fc.subarray(["batiment", "culture"]),
	activities: fc.subarray(["organisme_formation"]),
	headcount: fc.nat(60),
	conditions: fc.subarray(["uses_cape"]),
});

test("rules that compile give the label to whoever meets everything, never to who misses a blocking criterion", () => {
	let accepted = 0;
	fc.assert(
		fc.property(rules, profile, (drawn, cooperative) => {
			const compiled = compileLabelRules(document, drawn, standard.criteria);
			if (!compiled.ok) {
				expect(compiled.problems.every(({ line, message }) => line >= 38 && message !== "")).toBe(true);
				return;
			}
			accepted += 1;
			const outcome = (level: 1 | 2) => {
				const answers = { ...Object.fromEntries(standard.criteria.map(({ id }) => [id, 2] as const)), "JUR-01": level };
				return labelOutcome(compiled.value, scoreAssessment(standard, cooperative, answers)).outcome;
			};
			expect(outcome(2)).toBe("awarded");
			expect(outcome(1)).toMatch(/^(deferred|refused)$/);
			const { followUpMonths, renewalMonthsBefore, validityYears } = compiled.value;
			const dates = [followUpMonths.from, followUpMonths.to, 12 * validityYears - renewalMonthsBefore.from];
			expect([...dates].sort((a, b) => a - b)).toEqual(dates);
		}),
		{ numRuns: 1000 },
	);
	expect(accepted).toBeGreaterThan(100);
});
