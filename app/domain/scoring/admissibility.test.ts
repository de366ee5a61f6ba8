import { describe, expect, test } from "vitest";
import { smallStandard } from "../../../tests/fixtures/standard/small-standard";
import { admissibility } from "./admissibility";
import type { Answers } from "./answer";

const standard = smallStandard();
const profile = { sectors: [], activities: [], headcount: 3, conditions: [] };
const COMPLETE: Answers = { "JUR-01": 2, "JUR-02": 0, "ANC-01": 0 };

describe("admissibility", () => {
	test("complete with every blocking criterion met is enough: other gaps are planned", () => {
		expect(admissibility(standard, profile, COMPLETE)).toEqual({ ok: true });
	});

	test("names what is blank, what has no written reason and which blocking criterion is not met", () => {
		const answers: Answers = { "JUR-01": 1, "JUR-02": { notApplicable: " " } };
		expect(admissibility(standard, profile, answers)).toEqual({
			ok: false,
			reasons: ["UNANSWERED", "REASON_MISSING", "BLOCKING_NOT_MET"],
			unanswered: ["ANC-01"],
			withoutReason: ["JUR-02"],
			blockingNotMet: ["JUR-01"],
		});
	});

	test("criteria that are not put to this profile are not asked for", () => {
		expect(admissibility(standard, { ...profile, headcount: 11 }, COMPLETE)).toMatchObject({ unanswered: ["JUR-04"] });
	});

	test("everything set aside leaves nothing to audit", () => {
		const aside = Object.fromEntries(standard.criteria.map(({ id }) => [id, { notApplicable: "Motif" }]));
		expect(admissibility(standard, profile, aside)).toMatchObject({ ok: false, reasons: ["NOTHING_APPLICABLE"] });
	});
});
