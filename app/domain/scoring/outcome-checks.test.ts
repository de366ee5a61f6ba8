import { describe, expect, test } from "vitest";
import { smallStandard } from "../../../tests/fixtures/standard/small-standard";
import type { Answers } from "./answer";
import type { DecisionContext } from "./label-outcome";
import { OUTCOME_CHECKS, outcomeChecks } from "./outcome-checks";
import { scoreAssessment } from "./score-assessment";

const standard = smallStandard();
const profile = { sectors: ["culture"], activities: [], headcount: 20, conditions: ["uses_cape"] };
const ANSWERS: Answers = { "JUR-01": 1, "JUR-02": 1, "JUR-03": 2, "JUR-04": 2, "ANC-01": 2, "ANC-02": 1 };

function checks(changes: Answers = {}, context?: DecisionContext) {
	return outcomeChecks(standard.labelRules, scoreAssessment(standard, profile, { ...ANSWERS, ...changes }), context);
}

describe("outcomeChecks", () => {
	test("says what the file has and what it needs, in the same unit", () => {
		const line = (code: string, domain: string | null = null) =>
			checks().find((check) => check.code === code && check.domain === domain);
		expect(line("BLOCKING_MET")).toMatchObject({ satisfied: false, have: 1, need: 0, sense: "atMost", of: null });
		expect(line("DOMAIN_MINORS_LIMIT", "JUR")).toMatchObject({ satisfied: true, have: 1, need: 1, sense: "atMost" });
		expect(line("RECOMMENDED_SHARE")).toMatchObject({ satisfied: true, have: 1, of: 2, need: 1, sense: "atLeast" });
		expect(line("MANDATORY_MET")).toMatchObject({ satisfied: false, have: 4, of: 9, need: 9, opens: "awarded" });
		expect(line("RESERVATIONS_FLOOR")).toMatchObject({ satisfied: false, have: 4, of: 9, need: 8 });
		expect(line("RESERVATIONS_DOMAIN_FLOOR", "JUR")).toMatchObject({ satisfied: false, have: 4, of: 9, need: 7 });
		expect(line("REFUSAL_FLOOR")).toMatchObject({ satisfied: false, have: 4, of: 9, need: 6, opens: "deferred" });
		expect(line("PLAN_ACCEPTED")).toMatchObject({ satisfied: true, have: 1, of: 1, need: 1 });
	});

	test("lists every rule, in the order one reads them", () => {
		expect([...new Set(checks().map(({ code }) => code))]).toEqual([...OUTCOME_CHECKS]);
	});

	test("a plan refused is not satisfied; without minors there is no such line", () => {
		expect(checks({}, { planAccepted: false }).find(({ code }) => code === "PLAN_ACCEPTED")?.satisfied).toBe(false);
		expect(checks({ "JUR-02": 2 }).some(({ code }) => code === "PLAN_ACCEPTED")).toBe(false);
	});

	test("over nothing, no share is satisfied, and no floor refuses", () => {
		const nothing = Object.fromEntries(standard.criteria.map(({ id }) => [id, { notApplicable: "Motif" }]));
		const lines = checks(nothing);
		expect(lines.filter(({ satisfied }) => satisfied).map(({ code }) => code)).toEqual(["BLOCKING_MET"]);
		expect(lines.map(({ code }) => code)).not.toContain("REFUSAL_FLOOR");
	});
});
