import { describe, expect, test } from "vitest";
import { smallStandard } from "../../../tests/fixtures/standard/small-standard";
import { applicableCriteria, applies } from "./applicability";
import type { Applicability, Profile } from "./standard";

const nobody: Profile = { sectors: [], activities: [], headcount: 0, conditions: [] };
const verdict = (applicability: Applicability, profile: Partial<Profile> = {}) =>
	applies({ applicability }, { ...nobody, ...profile });

describe("applies", () => {
	test("to all, always", () => {
		expect(verdict({ scope: "all" })).toEqual({ applies: true });
	});

	test("to a sector hosted, one of several being enough", () => {
		const rule: Applicability = { scope: "sector", anyOf: ["batiment", "culture"] };
		expect(verdict(rule, { sectors: ["generaliste", "culture"] })).toEqual({ applies: true });
		expect(verdict(rule, { sectors: ["generaliste"] })).toEqual({
			applies: false,
			reason: "SECTOR_NOT_HOSTED",
			anyOf: ["batiment", "culture"],
		});
	});

	test("to an activity carried", () => {
		const rule: Applicability = { scope: "activity", anyOf: ["organisme_formation"] };
		expect(verdict(rule, { activities: ["organisme_formation"] })).toEqual({ applies: true });
		expect(verdict(rule, { sectors: ["organisme_formation"] })).toEqual({
			applies: false,
			reason: "ACTIVITY_NOT_CARRIED",
			anyOf: ["organisme_formation"],
		});
	});

	test("from a headcount, reached exactly or over", () => {
		const rule: Applicability = { scope: "headcount", min: 11 };
		expect(verdict(rule, { headcount: 11 })).toEqual({ applies: true });
		expect(verdict(rule, { headcount: 10 })).toEqual({
			applies: false,
			reason: "HEADCOUNT_TOO_LOW",
			min: 11,
			headcount: 10,
		});
	});

	test("on a condition declared", () => {
		const rule: Applicability = { scope: "condition", key: "uses_cape" };
		expect(verdict(rule, { conditions: ["uses_cape"] })).toEqual({ applies: true });
		expect(verdict(rule)).toEqual({ applies: false, reason: "CONDITION_NOT_DECLARED", key: "uses_cape" });
	});
});

test("applicableCriteria keeps the order of the standard", () => {
	const ids = (profile: Profile) => applicableCriteria(smallStandard(), profile).map(({ id }) => id);
	expect(ids(nobody)).toEqual(["JUR-01", "JUR-02", "ANC-01"]);
	expect(ids({ ...nobody, headcount: 11, conditions: ["uses_cape"] })).toEqual([
		"JUR-01",
		"JUR-02",
		"JUR-04",
		"ANC-01",
		"ANC-02",
	]);
});
