import { describe, expect, it } from "vitest";
import { realStandard } from "../tests/fixtures/standard/real-standard";
import { applies } from "./domain/standard/applicability";
import type { Criterion, Profile } from "./domain/standard/standard";
import { labelRuleSentences, listed, originText, verdictText, whereaboutsText } from "./messages.standard.fr";

const PROFILE: Profile = { sectors: ["batiment"], activities: [], headcount: 12, conditions: ["uses_cape"] };
const why = (applicability: Criterion["applicability"]) =>
	verdictText({ applicability, verdict: applies({ applicability }, PROFILE) }, PROFILE, {
		batiment: "Bâtiment",
		culture: "Culture",
		uses_cape: "La CAE signe des CAPE",
	});

it("lists codes as one says them", () => {
	expect(listed([])).toBe("");
	expect(listed(["A"])).toBe("A");
	expect(listed(["A", "B"])).toBe("A et B");
	expect(listed(["A", "B", "C"])).toBe("A, B et C");
});

describe("why a criterion is put, or not", () => {
	it.each<[Criterion["applicability"], string]>([
		[{ scope: "all" }, "Toutes les CAE."],
		[{ scope: "sector", anyOf: ["culture", "batiment"] }, "Filière hébergée : « Bâtiment »."],
		[{ scope: "sector", anyOf: ["culture"] }, "Pas d’activité hébergée en « Culture »."],
		[{ scope: "activity", anyOf: ["inconnue"] }, "Activité non exercée : « inconnue »."],
		[{ scope: "headcount", min: 11 }, "Effectif de 12, à partir de 11 personnes."],
		[{ scope: "headcount", min: 50 }, "À partir de 50 personnes ; l’effectif indiqué est de 12."],
		[{ scope: "condition", key: "uses_cape" }, "Situation cochée : « La CAE signe des CAPE »."],
		[{ scope: "condition", key: "autre" }, "Situation non cochée : « autre »."],
	])("%j: %s", (applicability, sentence) => {
		expect(why(applicability)).toBe(sentence);
	});
});

describe("what became of a criterion", () => {
	it("is said in one sentence", () => {
		const because = { id: "ANC-19", reason: "Il n’est plus demandé." };
		expect(whereaboutsText("ANC-19", { kind: "retired", in: "2.0", last: "1.0", because })).toBe(
			"ANC-19 a été retiré dans la 2.0 : Il n’est plus demandé.",
		);
		const taken = { kind: "takenOver", in: "2.0", last: "1.0", to: ["RHU-17"] } as const;
		expect(whereaboutsText("RHU-23", { ...taken, change: "merged" })).toContain("réuni à d’autres");
		expect(whereaboutsText("RHU-23", { ...taken, change: "split" })).toContain("scindé");
		expect(whereaboutsText("RHU-23", { ...taken, change: "reworded" })).toContain("lisez RHU-17");
		expect(whereaboutsText("ANC-17", { kind: "notYet", since: "2.0" })).toContain("depuis la version 2.0");
	});

	it("says where a criterion comes from", () => {
		const entry = { id: "A", title: "" };
		const origin = (kind: "unchanged" | "reworded" | "new" | "split" | "merged", from: readonly string[]) =>
			originText({ ...entry, origin: { kind, from, keepAnswer: null } });
		expect(originText({ ...entry, origin: null })).toBe("Première version de ce critère.");
		expect(origin("new", [])).toBe("Critère nouveau.");
		expect(origin("unchanged", ["A"])).toBe("Inchangé depuis la version précédente.");
		expect(origin("reworded", ["A"])).toBe("Reformulé depuis la version précédente.");
		expect(origin("reworded", ["B"])).toBe("Reformulé, d’après B.");
		expect(origin("split", ["B"])).toBe("Issu de B, scindé.");
		expect(origin("merged", ["A", "B"])).toBe("Réunit A et B de la version précédente.");
	});
});

it("says the rule of the label with the figures of the version", async () => {
	const { labelRules } = await realStandard();
	const said = labelRuleSentences({
		...labelRules,
		recommendedSharePercent: 41,
		minorsMakingMajor: 7,
		validityYears: 9,
	});
	const text = said.join(" ");
	for (const figure of ["41 %", "100 %", "90 %", "80 %", "7 écarts mineurs", "9 ans", "14 et 22 mois", "6 à 3 mois"]) {
		expect(text).toContain(figure);
	}
	expect(text).not.toMatch(/certifi/i);
});
