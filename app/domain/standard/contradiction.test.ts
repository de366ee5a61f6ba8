/** What contradicts itself, on both sides of each condition; then every way of declaring it wrongly, at its line. */
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { realStandard } from "../../../tests/fixtures/standard/real-standard";
import { smallStandard } from "../../../tests/fixtures/standard/small-standard";
import type { RecordedAnswer } from "../assessment/answer-record";
import { contradictionsIn } from "./contradiction";
import { readContradictions, withContradictions } from "./lint-contradictions";
import { formatProblem } from "./problem";
import type { Level } from "./standard";

const standard = smallStandard();
const RIGHT = `contradictions:
  - id: X01
    between:
      - { criterion: JUR-01, atLeast: 2 }
      - { criterion: ANC-01, atMost: 0 }
    message: L’un suppose l’autre.
  - id: X02
    between:
      - { criterion: JUR-02, atLeast: 1, atMost: 2 }
      - { criterion: JUR-01, notApplicable: true }
    message: L’un écarte l’autre.
`;
const file = (text: string) => ({
	path: "criteria/petit/1.0/contradictions.yaml",
	bytes: new TextEncoder().encode(text),
});

function declared(text = RIGHT) {
	const read = readContradictions(standard, file(text));
	if (!read.ok) throw new Error(read.problems.map(formatProblem).join("\n"));
	return read.value;
}

function problems(text: string): string[] {
	const read = readContradictions(standard, file(text));
	return read.ok
		? []
		: read.problems.map((one) => formatProblem(one).replace(/^criteria\/petit\/1\.0\/contradictions\.yaml:/, ""));
}

function broken(from: string, to: string): string[] {
	if (!RIGHT.includes(from)) throw new Error(`the contradictions do not hold ${from}`);
	return problems(RIGHT.replace(from, () => to));
}

const level = (value: Level | null, more: Partial<RecordedAnswer> = {}): RecordedAnswer => {
	return { level: value, notApplicable: false, reason: "", comment: "", version: 1, ...more };
};
const aside = level(null, { notApplicable: true, reason: "Rien de tel" });

function found(answers: Readonly<Record<string, RecordedAnswer>>, put = ["JUR-01", "JUR-02", "ANC-01"]): string[] {
	return contradictionsIn(declared(), new Set(put), new Map(Object.entries(answers))).map(({ id }) => id);
}

describe("answers that contradict one another (R-143)", () => {
	test("each condition on both sides", () => {
		expect(found({ "JUR-01": level(2), "ANC-01": level(0) })).toEqual(["X01"]);
		expect(found({ "JUR-01": level(3), "ANC-01": level(0) })).toEqual(["X01"]);
		expect(found({ "JUR-01": level(1), "ANC-01": level(0) })).toEqual([]);
		expect(found({ "JUR-01": level(2), "ANC-01": level(1) })).toEqual([]);
		expect(found({ "JUR-01": aside, "JUR-02": level(1) })).toEqual(["X02"]);
		expect(found({ "JUR-01": aside, "JUR-02": level(2) })).toEqual(["X02"]);
		expect(found({ "JUR-01": aside, "JUR-02": level(0) })).toEqual([]);
		expect(found({ "JUR-01": aside, "JUR-02": level(3) })).toEqual([]);
		expect(found({ "JUR-01": level(0), "JUR-02": level(2) })).toEqual([]);
	});

	test("nothing of an answer that does not count, is missing, or is not asked for", () => {
		const both = { "JUR-01": level(2), "ANC-01": level(0) };
		expect(found({ ...both, "ANC-01": level(0, { toConfirm: true }) })).toEqual([]);
		expect(found({ "JUR-01": level(2) })).toEqual([]);
		expect(found({ ...both, "ANC-01": level(null) })).toEqual([]);
		expect(found(both, ["JUR-01", "JUR-02"])).toEqual([]);
		expect(found({ ...both, "ANC-01": aside })).toEqual([]);
	});
});

describe("the file of a version", () => {
	test("is right, or holds the version back", () => {
		expect(declared()).toHaveLength(2);
		const parsed = { ok: true, value: standard } as const;
		expect(withContradictions(parsed, file(RIGHT))).toBe(parsed);
		expect(withContradictions(parsed, undefined)).toBe(parsed);
		expect(withContradictions(parsed, file("contradictions: []")).ok).toBe(false);
	});

	test("names criteria that are there, twice the same never", () => {
		expect(broken("ANC-01", "ANC-77")).toEqual([
			"5:11 contradictions[0].between[1].criterion : Le critère « ANC-77 » n’est pas dans cette version. → Corriger son identifiant, ou ôter cette contradiction.",
		]);
		expect(broken("ANC-01", "JUR-01")).toEqual([
			"5:11 contradictions[0].between[1].criterion : Le critère « JUR-01 » ne peut pas se contredire lui-même. → Nommer deux critères différents.",
		]);
	});

	test("holds no condition that never is, always is, or says nothing", () => {
		expect(broken("atLeast: 1, atMost: 2", "atLeast: 2, atMost: 1")).toEqual([
			"9:42 contradictions[1].between[0].atMost : Aucun niveau n’est à la fois au moins 2 et au plus 1. → Corriger l’un des deux niveaux.",
		]);
		for (const always of ["atLeast: 0", "atMost: 3", "atLeast: 0, atMost: 3"]) {
			expect(broken("atMost: 0", always)).toEqual([
				expect.stringContaining("Toute réponse remplit cette condition. → Choisir un niveau qui écarte quelque chose."),
			]);
		}
		expect(broken(", atMost: 0", "")).toEqual([
			"5:9 contradictions[0].between[1] : La condition ne dit pas quelle réponse elle attend. → Écrire atLeast, atMost ou notApplicable.",
		]);
		expect(broken("notApplicable: true", "notApplicable: true, atMost: 1")).toEqual([
			"10:30 contradictions[1].between[1].notApplicable : Non applicable, un critère n’a pas de niveau. → Garder notApplicable seul, ou l’ôter.",
		]);
	});

	test("says each thing once", () => {
		expect(broken("id: X02", "id: X01")).toEqual([
			"7:5 contradictions[1].id : Le repère « X01 » est déjà écrit ligne 2. → Prendre le premier repère libre.",
		]);
		expect(broken("L’un écarte l’autre.", "L’un suppose l’autre.")).toEqual([
			"11:5 contradictions[1].message : Le message « L’un suppose l’autre. » est déjà écrit ligne 6. → Dire chaque contradiction une seule fois.",
		]);
		const turned = RIGHT.replace(
			"{ criterion: JUR-02, atLeast: 1, atMost: 2 }",
			"{ criterion: ANC-01, atMost: 0 }",
		).replace("{ criterion: JUR-01, notApplicable: true }", "{ criterion: JUR-01, atLeast: 2, atMost: 3 }");
		expect(problems(turned)).toEqual([
			"8:5 contradictions[1].between : Les mêmes réponses se contredisent déjà ligne 3. → Garder une seule des deux.",
		]);
	});

	test("has the right shape", () => {
		expect(broken("    message: L’un suppose l’autre.\n", "")).toHaveLength(1);
		expect(broken("message: L’un suppose l’autre.", "message: '  '")).toHaveLength(1);
		expect(broken("atMost: 0", "atmost: 0")).toEqual([
			expect.stringContaining("contradictions[0].between[1].atmost : La clé « atmost » est inconnue"),
		]);
		expect(broken("atMost: 0", "atMost: 4")).toHaveLength(1);
		expect(broken("id: X02", "id: deux")).toHaveLength(1);
		expect(broken("      - { criterion: ANC-01, atMost: 0 }\n", "")).toHaveLength(1);
		for (const text of ["", "\0", "contradictions: {}", "- - -", "autre: []", "a: &x [*x]"]) {
			expect(problems(text).length).toBeGreaterThan(0);
		}
	});
});

test("the published version has a sober set, each pair of criteria put together to some cooperative", async () => {
	const real = await realStandard();
	const read = readContradictions(real, file(readFileSync("criteria/label-cae/2.0/contradictions.yaml", "utf8")));
	expect(read.ok ? read.value.length : read.problems.map(formatProblem)).toBe(14);
});
