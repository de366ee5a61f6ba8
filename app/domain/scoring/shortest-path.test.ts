import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { arbitraryDossier, arbitraryStandard } from "../../../tests/fixtures/standard/arbitraries";
import { realStandard } from "../../../tests/fixtures/standard/real-standard";
import { smallStandard } from "../../../tests/fixtures/standard/small-standard";
import { applicableCriteria } from "../standard/applicability";
import type { Level, Profile, Standard } from "../standard/standard";
import { type Answers, answeredLevel, isSetAside } from "./answer";
import { OUTCOMES } from "./label-outcome";
import { projectScore } from "./project-score";
import { climbEffort, type Effort, shortestPath } from "./shortest-path";

const TARGETS = ["awarded", "awardedWithReservations", "deferred"] as const;
const small = smallStandard();
const full: Profile = { sectors: ["culture"], activities: [], headcount: 20, conditions: ["uses_cape"] };

let real: Standard;
beforeAll(async () => {
	real = await realStandard();
});

/** Least effort over every subset of the criteria that can be raised; null when none reaches the target. */
function bruteForce(standard: Standard, profile: Profile, answers: Answers, target: string, effort: Effort) {
	const open = applicableCriteria(standard, profile).filter(({ id, metFrom }) => {
		const value = answers[id];
		return !isSetAside(value) && (answeredLevel(value) ?? -1) < metFrom;
	});
	let least: number | null = null;
	for (let subset = 0; subset < 2 ** open.length; subset++) {
		const raised = open.filter((_, index) => subset & (1 << index));
		const cost = raised.reduce((sum, criterion) => {
			return sum + effort(criterion, answeredLevel(answers[criterion.id]) ?? 0, criterion.metFrom);
		}, 0);
		if (least !== null && cost >= least) continue;
		const changes = Object.fromEntries(raised.map(({ id, metFrom }) => [id, metFrom]));
		if (reaches(projectScore(standard, profile, answers, changes).outcome, target)) least = cost;
	}
	return least;
}

function reaches(outcome: string, target: string) {
	return (OUTCOMES as readonly string[]).indexOf(outcome) <= (OUTCOMES as readonly string[]).indexOf(target);
}

describe("shortestPath", { timeout: 60_000 }, () => {
	test("to the label: every mandatory criterion, and the cheapest recommended ones", () => {
		const answers: Answers = { "JUR-01": 2, "JUR-02": 1, "JUR-03": 2, "JUR-04": null, "ANC-01": 0, "ANC-02": 0 };
		const found = shortestPath(small, full, answers, "awarded");
		expect(found).toMatchObject({ ok: true, value: { effort: 2 + 4 + 2 } });
		expect(
			found.ok && found.value.raises.map(({ criterion, from, to, effort }) => [criterion.id, from, to, effort]),
		).toEqual([
			["ANC-01", 0, 2, 2],
			["JUR-02", 1, 2, 2],
			["JUR-04", null, 2, 4],
		]);
	});

	test("is empty when the outcome is already there", () => {
		const met = Object.fromEntries(small.criteria.map(({ id }) => [id, 2 as Level]));
		for (const target of TARGETS)
			expect(shortestPath(small, full, met, target)).toEqual({ ok: true, value: { effort: 0, raises: [] } });
	});

	test("says why no raising can help", () => {
		const aside = (ids: readonly string[]) => Object.fromEntries(ids.map((id) => [id, { notApplicable: "Motif" }]));
		const recommended = aside(["ANC-01", "ANC-02"]);
		const mandatory = aside(["JUR-01", "JUR-02", "JUR-03", "JUR-04"]);
		expect(shortestPath(small, full, recommended, "awarded")).toEqual({
			ok: false,
			reason: "NO_RECOMMENDED_APPLICABLE",
		});
		expect(shortestPath(small, full, mandatory, "awardedWithReservations")).toEqual({
			ok: false,
			reason: "NOTHING_APPLICABLE",
		});
		expect(shortestPath(small, full, mandatory, "deferred")).toEqual({ ok: true, value: { effort: 0, raises: [] } });
	});

	test("costs as little as the best of all subsets, for every target and another effort", () => {
		const cases = arbitraryStandard(9).chain((standard) => fc.tuple(fc.constant(standard), arbitraryDossier(standard)));
		const odd: Effort = ({ id, weight }, from, to) => (id.charCodeAt(5) % 4) * weight + to - from;
		let refused = 0;
		let found = 0;
		fc.assert(
			fc.property(
				cases,
				fc.constantFrom(...TARGETS),
				fc.constantFrom(climbEffort, odd),
				([standard, dossier], target, effort) => {
					const { profile, answers } = dossier;
					const least = bruteForce(standard, profile, answers, target, effort);
					const path = shortestPath(standard, profile, answers, target, effort);
					expect(path.ok ? path.value.effort : null).toBe(least);
					if (!path.ok) {
						refused += 1;
						return;
					}
					if (path.value.raises.length > 0) found += 1;
					const changes = Object.fromEntries(path.value.raises.map(({ criterion, to }) => [criterion.id, to]));
					expect(reaches(projectScore(standard, profile, answers, changes).outcome, target)).toBe(true);
					const reversed = { ...standard, criteria: [...standard.criteria].reverse() };
					expect(shortestPath(reversed, profile, answers, target, effort)).toEqual(path);
				},
			),
			{ numRuns: 2000 },
		);
		expect(found).toBeGreaterThan(500);
		expect(refused).toBeGreaterThan(10);
	});

	test("on the real version, reaches its target and raises nothing for nothing", () => {
		fc.assert(
			fc.property(arbitraryDossier(real), fc.constantFrom(...TARGETS), ({ profile, answers }, target) => {
				const path = shortestPath(real, profile, answers, target);
				if (!path.ok) return;
				const changes = Object.fromEntries(path.value.raises.map(({ criterion, to }) => [criterion.id, to]));
				expect(reaches(projectScore(real, profile, answers, changes).outcome, target)).toBe(true);
				expect(path.value.raises.every(({ effort }) => effort > 0)).toBe(true);
			}),
			{ numRuns: 500 },
		);
	});
});
