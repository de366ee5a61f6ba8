import { describe, expect, test } from "vitest";
import { smallStandard } from "../../../tests/fixtures/standard/small-standard";
import type { Profile } from "../standard/standard";
import type { Answers } from "./answer";
import { scoreAssessment } from "./score-assessment";

const standard = smallStandard();
const everyone: Profile = { sectors: [], activities: [], headcount: 5, conditions: [] };
const builder: Profile = { sectors: ["batiment"], activities: [], headcount: 11, conditions: ["uses_cape"] };

describe("scoreAssessment", () => {
	test("counts weights, recommended criteria and maturity of what applies", () => {
		const score = scoreAssessment(standard, builder, {
			"JUR-01": 2,
			"JUR-02": 1,
			"JUR-03": 3,
			"JUR-04": 2,
			"ANC-01": 2,
			"ANC-02": 0,
		});
		expect(score).toEqual({
			applicable: 6,
			answered: 6,
			conformity: { num: 7, den: 9 },
			recommended: { met: 1, applicable: 2 },
			maturity: { num: 6 + 2 + 6 + 4 + 2 + 0, den: 3 * 12 },
			majors: [],
			minors: ["JUR-02"],
			domains: {
				JUR: {
					applicable: 4,
					answered: 4,
					conformity: { num: 7, den: 9 },
					recommended: { met: 0, applicable: 0 },
					maturity: { num: 18, den: 27 },
					majors: [],
					minors: ["JUR-02"],
				},
				ANC: {
					applicable: 2,
					answered: 2,
					conformity: { num: 0, den: 0 },
					recommended: { met: 1, applicable: 2 },
					maturity: { num: 2, den: 9 },
					majors: [],
					minors: [],
				},
			},
		});
	});

	test("leaves out criteria the profile does not put, even answered, and ids it does not know", () => {
		const score = scoreAssessment(standard, everyone, {
			"JUR-01": 2,
			"JUR-02": 2,
			"JUR-03": 0,
			"ANC-01": 2,
			"XXX-99": 3,
		});
		expect(score.applicable).toBe(3);
		expect(score.conformity).toEqual({ num: 5, den: 5 });
		expect(score.minors).toEqual([]);
	});

	test("an unanswered criterion counts as not met, level 0, and not as answered", () => {
		const unanswered = scoreAssessment(standard, everyone, { "JUR-01": 2, "JUR-02": null });
		expect(unanswered.applicable).toBe(3);
		expect(unanswered.answered).toBe(1);
		expect(unanswered.conformity).toEqual({ num: 3, den: 5 });
		expect(unanswered.maturity).toEqual({ num: 6, den: 18 });
		expect(unanswered.minors).toEqual(["JUR-02"]);
	});

	test("declared not applicable leaves both sides; without a written reason it stays, unanswered", () => {
		const aside: Answers = { "JUR-01": 2, "JUR-02": { notApplicable: "Sans objet" }, "ANC-01": 2 };
		expect(scoreAssessment(standard, everyone, aside).conformity).toEqual({ num: 3, den: 3 });
		const blank: Answers = { ...aside, "JUR-02": { notApplicable: "  " } };
		const score = scoreAssessment(standard, everyone, blank);
		expect(score.conformity).toEqual({ num: 3, den: 5 });
		expect([score.applicable, score.answered]).toEqual([3, 2]);
	});

	test("a blocking criterion not met is a major, not a minor", () => {
		const score = scoreAssessment(standard, everyone, { "JUR-01": 1, "JUR-02": 2, "ANC-01": 2 });
		expect([score.majors, score.minors]).toEqual([["JUR-01"], []]);
	});

	test("enough minors in one domain make one major, under the code of the domain, sorted with the others", () => {
		const score = scoreAssessment(standard, builder, { "JUR-01": 0, "JUR-02": 1, "JUR-03": 1, "JUR-04": 2 });
		expect(score.majors).toEqual(["JUR", "JUR-01"]);
		expect(score.domains.JUR?.majors).toEqual(["JUR", "JUR-01"]);
		expect(score.minors).toEqual(["JUR-02", "JUR-03"]);
	});

	test("two standards do not share what was computed for one", () => {
		const heavier = {
			...standard,
			criteria: standard.criteria.map((criterion) => ({ ...criterion, weight: 3 as const })),
		};
		expect(scoreAssessment(standard, everyone, {}).conformity.den).toBe(5);
		expect(scoreAssessment(heavier, everyone, {}).conformity.den).toBe(6);
	});
});
