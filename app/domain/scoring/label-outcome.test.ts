import { describe, expect, test } from "vitest";
import { smallStandard } from "../../../tests/fixtures/standard/small-standard";
import type { Profile, Standard } from "../standard/standard";
import type { Answers } from "./answer";
import { type DecisionContext, labelOutcome, OUTCOME_REASONS } from "./label-outcome";
import { scoreAssessment } from "./score-assessment";

// JUR-01 blocking 3, JUR-02 to JUR-04 mandatory 2 each, ANC-01 and ANC-02 recommended. Two minors in a domain make a major.
// Floors: 80 % overall, 70 % by domain, refused under 60 %.
const standard = smallStandard();
const full: Profile = { sectors: ["culture"], activities: [], headcount: 20, conditions: ["uses_cape"] };
const small: Profile = { sectors: [], activities: [], headcount: 3, conditions: [] };
const ALL_MET: Answers = { "JUR-01": 2, "JUR-02": 2, "JUR-03": 2, "JUR-04": 2, "ANC-01": 2, "ANC-02": 2 };

function outcome(
	changes: Answers,
	{ profile = full, context = {} as DecisionContext, of = standard as Standard } = {},
) {
	const score = scoreAssessment(of, profile, { ...ALL_MET, ...changes }, context.raised);
	return labelOutcome(of.labelRules, score, context);
}

function withFloors(floors: Partial<Standard["labelRules"]["conformity"]>, minorsMakingMajor = 2): Standard {
	const { labelRules } = standard;
	return {
		...standard,
		labelRules: { ...labelRules, minorsMakingMajor, conformity: { ...labelRules.conformity, ...floors } },
	};
}

const lenient = withFloors({ reservationsPercent: 50, reservationsDomainPercent: 40, refusedBelowPercent: 30 });
const aside = { notApplicable: "Sans objet" };
const nothing = Object.fromEntries(standard.criteria.map(({ id }) => [id, aside]));

const cases: readonly (readonly [name: string, ...Parameters<typeof outcome>, expected: ReturnType<typeof outcome>])[] =
	[
		["everything met", {}, {}, { outcome: "awarded", reasons: ["ALL_MANDATORY_MET", "RECOMMENDED_SHARE_MET"] }],
		[
			"one minor, which the audit raised to a major",
			{ "JUR-02": 1 },
			{ of: lenient, context: { raised: new Set(["JUR-02"]) } },
			{ outcome: "deferred", reasons: ["MINOR_RAISED", "RECOMMENDED_SHARE_MET"] },
		],
		[
			"the same minor, as the level says",
			{ "JUR-02": 1 },
			{ of: lenient },
			{ outcome: "awardedWithReservations", reasons: ["MINORS_TO_LIFT", "RECOMMENDED_SHARE_MET"] },
		],
		[
			"raised, then met in answer to a remark",
			{},
			{ context: { raised: new Set(["JUR-02"]) } },
			{ outcome: "awarded", reasons: ["ALL_MANDATORY_MET", "RECOMMENDED_SHARE_MET"] },
		],
		[
			"half of the recommended, exactly",
			{ "ANC-02": 1 },
			{},
			{ outcome: "awarded", reasons: ["ALL_MANDATORY_MET", "RECOMMENDED_SHARE_MET"] },
		],
		[
			"less than half of the recommended",
			{ "ANC-02": 1, "ANC-01": 1 },
			{},
			{ outcome: "deferred", reasons: ["RECOMMENDED_SHARE_MISSED", "ALL_MANDATORY_MET"] },
		],
		[
			"no recommended criterion left",
			{ "ANC-02": aside, "ANC-01": aside },
			{},
			{ outcome: "deferred", reasons: ["NO_RECOMMENDED_APPLICABLE", "ALL_MANDATORY_MET"] },
		],
		[
			"nothing left",
			nothing,
			{},
			{ outcome: "deferred", reasons: ["NOTHING_APPLICABLE", "NO_RECOMMENDED_APPLICABLE"] },
		],
		[
			"nothing left, after a deferral: never refused for nothing",
			nothing,
			{ context: { afterDeferral: true } },
			{ outcome: "deferred", reasons: ["NOTHING_APPLICABLE", "NO_RECOMMENDED_APPLICABLE"] },
		],
		[
			"no mandatory criterion left",
			{ "JUR-01": aside, "JUR-02": aside, "JUR-03": aside, "JUR-04": aside },
			{},
			{ outcome: "deferred", reasons: ["NOTHING_APPLICABLE", "RECOMMENDED_SHARE_MET"] },
		],
		[
			"one minor over the floors: 7/9",
			{ "JUR-02": 1 },
			{ of: withFloors({ reservationsPercent: 77 }) },
			{ outcome: "awardedWithReservations", reasons: ["MINORS_TO_LIFT", "RECOMMENDED_SHARE_MET"] },
		],
		[
			"one minor under the overall floor: 7/9 is under 78 %",
			{ "JUR-02": 1 },
			{ of: withFloors({ reservationsPercent: 78 }) },
			{ outcome: "deferred", reasons: ["CONFORMITY_BELOW_RESERVATIONS", "MINORS_TO_LIFT", "RECOMMENDED_SHARE_MET"] },
		],
		[
			"one minor under the floor of its domain: 7/9 is under 80 %",
			{ "JUR-02": 1 },
			{ of: withFloors({ reservationsPercent: 70, reservationsDomainPercent: 80 }) },
			{ outcome: "deferred", reasons: ["DOMAIN_BELOW_RESERVATIONS", "MINORS_TO_LIFT", "RECOMMENDED_SHARE_MET"] },
		],
		[
			"plan not accepted",
			{ "JUR-02": 1 },
			{ of: lenient, context: { planAccepted: false } },
			{ outcome: "deferred", reasons: ["PLAN_NOT_ACCEPTED", "MINORS_TO_LIFT", "RECOMMENDED_SHARE_MET"] },
		],
		[
			"without minors there is no plan to accept",
			{},
			{ context: { planAccepted: false } },
			{ outcome: "awarded", reasons: ["ALL_MANDATORY_MET", "RECOMMENDED_SHARE_MET"] },
		],
		[
			"two minors in one domain",
			{ "JUR-02": 1, "JUR-03": 1 },
			{ of: lenient },
			{ outcome: "deferred", reasons: ["MINORS_MAKE_MAJOR", "MINORS_TO_LIFT", "RECOMMENDED_SHARE_MET"] },
		],
		[
			"blocking not met",
			{ "JUR-01": 1 },
			{ of: lenient },
			{ outcome: "deferred", reasons: ["BLOCKING_NOT_MET", "RECOMMENDED_SHARE_MET"] },
		],
		[
			"blocking not met, after a deferral",
			{ "JUR-01": 1 },
			{ of: lenient, context: { afterDeferral: true } },
			{ outcome: "refused", reasons: ["AFTER_DEFERRAL", "BLOCKING_NOT_MET", "RECOMMENDED_SHARE_MET"] },
		],
		[
			"a deferral behind does not weigh on a file that is right",
			{ "JUR-02": 1 },
			{ of: lenient, context: { afterDeferral: true } },
			{ outcome: "awardedWithReservations", reasons: ["MINORS_TO_LIFT", "RECOMMENDED_SHARE_MET"] },
		],
		[
			"under the refusal floor: 3/5 reaches 60 %, 2/5 does not",
			{ "JUR-01": 0 },
			{ profile: small },
			{
				outcome: "refused",
				reasons: [
					"CONFORMITY_BELOW_REFUSAL",
					"BLOCKING_NOT_MET",
					"CONFORMITY_BELOW_RESERVATIONS",
					"DOMAIN_BELOW_RESERVATIONS",
					"RECOMMENDED_SHARE_MET",
				],
			},
		],
		[
			"on the refusal floor exactly: 3/5",
			{ "JUR-02": 0 },
			{ profile: small },
			{
				outcome: "deferred",
				reasons: [
					"CONFORMITY_BELOW_RESERVATIONS",
					"DOMAIN_BELOW_RESERVATIONS",
					"MINORS_TO_LIFT",
					"RECOMMENDED_SHARE_MET",
				],
			},
		],
	];

describe("labelOutcome", () => {
	test.each(cases)("%s", (_, changes, options, expected) => {
		expect(outcome(changes, options)).toEqual(expected);
	});

	test("every reason code is met by an example above", () => {
		const met = new Set(cases.flatMap(([, , , { reasons }]) => reasons));
		expect(OUTCOME_REASONS.filter((reason) => !met.has(reason))).toEqual([]);
	});

	test("a domain without applicable mandatory criteria has no floor", () => {
		expect(scoreAssessment(standard, full, ALL_MET).domains.ANC?.conformity.den).toBe(0);
		expect(outcome({}).reasons).not.toContain("DOMAIN_BELOW_RESERVATIONS");
	});
});
