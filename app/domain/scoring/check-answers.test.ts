import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { smallStandard } from "../../../tests/fixtures/standard/small-standard";
import { checkAnswers, checkProfile } from "./check-answers";

const standard = smallStandard();
const profile = { sectors: ["batiment"], activities: [], headcount: 3, conditions: [] };

describe("checkProfile", () => {
	test("lets a right profile through", () => {
		expect(checkProfile(standard, profile)).toEqual({ ok: true, value: profile });
	});

	test.each([
		[null, "profile", "objet JSON"],
		[[], "profile", "objet JSON"],
		[{ ...profile, forme: "scop" }, "profile.forme", "Clé inconnue"],
		[{ ...profile, headcount: 1.5 }, "profile.headcount", "nombre entier"],
		[{ ...profile, headcount: -1 }, "profile.headcount", "nombre entier"],
		[{ ...profile, headcount: "3" }, "profile.headcount", "nombre entier"],
		[{ ...profile, sectors: ["bois"] }, "profile.sectors[0]", "la filière"],
		[{ ...profile, activities: ["bois"] }, "profile.activities[0]", "l’activité"],
		[{ ...profile, conditions: ["uses_cape", "bois"] }, "profile.conditions[1]", "la condition"],
		[{ ...profile, conditions: [3] }, "profile.conditions[0]", "la condition"],
		[{ sectors: [], activities: [], headcount: 3 }, "profile.conditions", "liste de codes"],
	])("refuses %j at %s", (input, path, message) => {
		expect(checkProfile(standard, input)).toEqual({
			ok: false,
			problems: [{ path, message: expect.stringContaining(message) }],
		});
	});
});

describe("checkAnswers", () => {
	test("lets levels, null and reasons through; what is not put may be null", () => {
		const answers = { "JUR-01": 3, "JUR-02": null, "JUR-03": { notApplicable: "Motif" }, "ANC-02": null };
		expect(checkAnswers(standard, profile, answers)).toEqual({ ok: true, value: answers });
	});

	test.each([
		["JUR-99", 2, "n’existe pas"],
		["constructor", 2, "n’existe pas"],
		["JUR-01", 4, "niveau de 0 à 3"],
		["JUR-01", -1, "niveau de 0 à 3"],
		["JUR-01", 1.5, "niveau de 0 à 3"],
		["JUR-01", "2", "niveau de 0 à 3"],
		["JUR-01", [2], "niveau de 0 à 3"],
		["JUR-01", { notApplicable: "" }, "motif écrit"],
		["JUR-01", { notApplicable: true }, "motif écrit"],
		["JUR-01", { notApplicable: "Motif", level: 2 }, "Seule la clé"],
		["JUR-04", 2, "ne s’applique pas"],
		["ANC-02", { notApplicable: "Motif" }, "ne s’applique pas"],
	])("refuses %s: %j", (id, value, message) => {
		expect(checkAnswers(standard, profile, { [id]: value })).toEqual({
			ok: false,
			problems: [{ path: `answers.${id}`, message: expect.stringContaining(message) }],
		});
	});

	test("never throws, whatever the JSON", () => {
		fc.assert(
			fc.property(fc.jsonValue(), fc.constantFrom(...standard.criteria), (value, { id }) => {
				checkProfile(standard, value);
				checkAnswers(standard, profile, value);
				checkAnswers(standard, profile, { [id]: value });
			}),
			{ numRuns: 500 },
		);
	});
});
