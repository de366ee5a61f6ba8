import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
	asFiles,
	SMALL_TEXTS,
	type SmallFileName,
	smallStandard,
	smallWith,
} from "../../../tests/fixtures/standard/small-standard";
import { parseStandard } from "./parse-standard";
import { type CriteriaFile, formatProblem } from "./problem";

/** `file:line:column keyPath : message` of each problem, without the folder and the fix. */
function problems(files: readonly CriteriaFile[]): string[] {
	const parsed = parseStandard(files);
	if (parsed.ok) return [];
	return parsed.problems.map((problem) => {
		expect(problem.fix).toMatch(/^\S.{6,}[^.]$/s);
		const text = formatProblem(problem);
		expect(text).not.toMatch(/\.ts|at .*\(|undefined|Invalid|expected/);
		return text.slice(text.lastIndexOf("/", text.indexOf(":")) + 1, text.indexOf(". → "));
	});
}

describe("parseStandard", () => {
	test("gives the standard, criteria with their domain and levels", () => {
		const standard = smallStandard();
		expect([standard.code, standard.version, standard.criteria.length]).toEqual(["petit", "1.0", 6]);
		expect(standard.domains[0]).toEqual({
			code: "JUR",
			title: "Juridique",
			description: "Le droit.",
			chapters: [
				{ code: "JUR-A", title: "Statuts" },
				{ code: "JUR-B", title: "Contrats" },
			],
		});
		expect(standard.criteria[2]).toEqual({
			id: "JUR-03",
			domain: "JUR",
			chapter: "JUR-B",
			title: "Titre de JUR-03",
			statement: "Énoncé de JUR-03.",
			kind: "mandatory",
			type: "legalObligation",
			blocking: false,
			weight: 2,
			metFrom: 2,
			levels: ["Rien pour JUR-03", "Une partie de JUR-03", "Tout JUR-03", "Mieux que JUR-03"],
			evidence: [{ label: "Pièce de JUR-03", required: true, maxAgeMonths: 12 }],
			source: { text: "Loi d’essai", confidence: "high" },
			applicability: { scope: "sector", anyOf: ["batiment", "culture"] },
		});
	});

	test("gives criteria in domain, chapter and file order, whatever the order of the files", () => {
		const [first, ...others] = SMALL_TEXTS["jur.yaml"].split("  - id: ");
		const scrambled = [first, others[3], others[0], others[2], others[1]].join("  - id: ");
		const parsed = parseStandard(asFiles({ ...SMALL_TEXTS, "jur.yaml": scrambled }).reverse());
		expect(parsed.ok && parsed.value.criteria.map(({ id }) => id)).toEqual([
			...["JUR-01", "JUR-02", "JUR-04", "JUR-03"],
			...["ANC-01", "ANC-02"],
		]);
	});

	test("accepts lines ended by CR LF", () => {
		const texts = Object.fromEntries(
			Object.entries(SMALL_TEXTS).map(([name, text]) => [name, text.replaceAll("\n", "\r\n")]),
		);
		expect(parseStandard(asFiles(texts))).toEqual({ ok: true, value: smallStandard() });
	});

	test("a problem reads file, line, column, key path, message and fix", () => {
		const parsed = parseStandard(smallWith("jur.yaml", "weight: 3", "weight: 1.5"));
		expect(parsed.ok ? [] : parsed.problems.map(formatProblem)).toEqual([
			"criteria/petit/1.0/jur.yaml:10:5 criteria[0].weight : La valeur « 1.5 » n’est pas admise. → Écrire 1, 2 ou 3.",
		]);
	});

	test("no file, no standard.yaml, a missing or an undeclared file", () => {
		expect(problems([])).toEqual(["standard.yaml:1:1 : Le fichier manque"]);
		expect(problems(asFiles({ "jur.yaml": SMALL_TEXTS["jur.yaml"] }))).toEqual([
			"standard.yaml:1:1 : Le fichier manque",
		]);
		expect(
			problems(asFiles({ "standard.yaml": SMALL_TEXTS["standard.yaml"], "jur.yaml": SMALL_TEXTS["jur.yaml"] })),
		).toEqual(["standard.yaml:34:5 domains[1].file : Le fichier « anc.yaml » n’existe pas"]);
		expect(problems(asFiles({ ...SMALL_TEXTS, "autre.yaml": SMALL_TEXTS["anc.yaml"] }))).toEqual([
			"autre.yaml:1:1 : Aucun domaine de standard.yaml ne nomme ce fichier",
		]);
	});

	test("problems of several files come together, in reading order", () => {
		const texts = {
			...SMALL_TEXTS,
			"standard.yaml": SMALL_TEXTS["standard.yaml"].replace("validityYears: 3", "validityYears: 0"),
			"anc.yaml": SMALL_TEXTS["anc.yaml"].replace("weight: 1", "weight: 9").replace("metFrom: 2", "metFrom: 0"),
		};
		expect(problems(asFiles(texts)).map((problem) => problem.split(" ")[0])).toEqual([
			"anc.yaml:10:5",
			"anc.yaml:11:5",
			"standard.yaml:43:3",
		]);
	});
});

describe("parseStandard refuses what does not have the right shape", () => {
	const cases: readonly (readonly [SmallFileName, from: string, to: string, ...expected: string[]])[] = [
		[
			"jur.yaml",
			"    weight: 3",
			"    weight: 3\n    poids: 3",
			"jur.yaml:11:5 criteria[0].poids : La clé « poids » est inconnue",
		],
		[
			"jur.yaml",
			"      3: Mieux que JUR-01\n",
			"",
			"jur.yaml:12:5 criteria[0].levels.3 : Le descripteur du niveau 3 manque",
		],
		["jur.yaml", "3: Mieux que JUR-01", "3:", "jur.yaml:16:7 criteria[0].levels.3 : Le descripteur du niveau 3 manque"],
		["jur.yaml", "3: Mieux que JUR-01", '3: " "', "jur.yaml:16:7 criteria[0].levels.3 : Le texte est vide"],
		["jur.yaml", "    title: Titre de JUR-01\n", "", "jur.yaml:3:5 criteria[0].title : La clé « title » manque"],
		[
			"jur.yaml",
			"title: Titre de JUR-01",
			"title: 12",
			"jur.yaml:5:5 criteria[0].title : Un texte est attendu, et non « 12 »",
		],
		[
			"jur.yaml",
			"blocking: true",
			"blocking: oui",
			"jur.yaml:9:5 criteria[0].blocking : Vrai ou faux est attendu, et non « oui »",
		],
		["jur.yaml", "weight: 3", "weight: 0", "jur.yaml:10:5 criteria[0].weight : La valeur « 0 » n’est pas admise"],
		["jur.yaml", "weight: 3", 'weight: "3"', "jur.yaml:10:5 criteria[0].weight : La valeur « 3 » n’est pas admise"],
		["jur.yaml", "metFrom: 2", "metFrom: 0", "jur.yaml:11:5 criteria[0].metFrom : La valeur « 0 » n’est pas admise"],
		[
			"jur.yaml",
			"kind: mandatory",
			"kind: requis",
			"jur.yaml:7:5 criteria[0].kind : La valeur « requis » n’est pas admise",
		],
		["jur.yaml", "id: JUR-01", "id: J1", "jur.yaml:3:5 criteria[0].id : « J1 » n’a pas la forme attendue"],
		["jur.yaml", "chapter: JUR-A", "chapter: A", "jur.yaml:4:5 criteria[0].chapter : « A » n’a pas la forme attendue"],
		["jur.yaml", "domain: JUR", "domain: jur", "jur.yaml:1:1 domain : « jur » n’a pas la forme attendue"],
		[
			"jur.yaml",
			"scope: all",
			"scope: tous",
			"jur.yaml:22:22 criteria[0].applicability.scope : La valeur « tous » n’est pas admise",
		],
		[
			"jur.yaml",
			"{ scope: all }",
			"all",
			"jur.yaml:22:5 criteria[0].applicability : Un groupe de clés est attendu, et non « all »",
		],
		[
			"jur.yaml",
			"anyOf: [batiment, culture]",
			"anyOf: batiment",
			"jur.yaml:62:37 criteria[2].applicability.anyOf : Une liste est attendue, et non « batiment »",
		],
		[
			"jur.yaml",
			"anyOf: [batiment, culture]",
			"anyOf: []",
			"jur.yaml:62:37 criteria[2].applicability.anyOf : La liste est vide : le critère ne s’appliquerait jamais",
		],
		[
			"jur.yaml",
			"min: 11",
			"min: 0",
			"jur.yaml:82:40 criteria[3].applicability.min : Un effectif minimal de 0 s’atteint toujours",
		],
		[
			"jur.yaml",
			"min: 11",
			"min: 9999999",
			"jur.yaml:82:40 criteria[3].applicability.min : « 9999999 » est trop grand",
		],
		[
			"jur.yaml",
			"maxAgeMonths: 12",
			"maxAgeMonths: 1.5",
			"jur.yaml:18:51 criteria[0].evidence[0].maxAgeMonths : Un nombre entier est attendu, et non « 1.5 »",
		],
		[
			"jur.yaml",
			"confidence: high",
			"confidence: sure",
			"jur.yaml:21:7 criteria[0].source.confidence : La valeur « sure » n’est pas admise",
		],
		[
			"standard.yaml",
			"publishedOn: 2026-01-15",
			"publishedOn: 2026-02-30",
			"standard.yaml:4:1 publishedOn : « 2026-02-30 » n’a pas la forme attendue",
		],
		[
			"standard.yaml",
			'version: "1.0"',
			"version: 1.0",
			"standard.yaml:2:1 version : Un texte est attendu, et non « 1 »",
		],
		[
			"standard.yaml",
			"validityYears: 3",
			"validityYears: .nan",
			"standard.yaml:43:3 labelRules.validityYears : Un nombre est attendu, et non « NaN »",
		],
		[
			"standard.yaml",
			"recommendedSharePercent: 50",
			"recommendedSharePercent: 101",
			"standard.yaml:39:3 labelRules.recommendedSharePercent : « 101 » est trop grand",
		],
		[
			"standard.yaml",
			"minorsMakingMajor: 2",
			"minorsMakingMajor: 1",
			"standard.yaml:40:3 labelRules.minorsMakingMajor : « 1 » est trop petit",
		],
		[
			"standard.yaml",
			"refusedBelowPercent: 60",
			"refusedBelowPercent: 59.5",
			"standard.yaml:41:94 labelRules.conformity.refusedBelowPercent : Un nombre entier est attendu, et non « 59.5 »",
		],
		[
			"standard.yaml",
			"refusedBelowPercent: 60",
			"refusedBelowPercent: -1",
			"standard.yaml:41:94 labelRules.conformity.refusedBelowPercent : « -1 » est trop petit",
		],
		[
			"standard.yaml",
			"file: anc.yaml",
			"file: examples.yaml",
			"anc.yaml:1:1 : Aucun domaine de standard.yaml ne nomme ce fichier",
			"standard.yaml:34:5 domains[1].file : Le nom « examples.yaml » est réservé",
		],
		[
			"standard.yaml",
			"  - { level: 3, label: Exemplaire, meaning: Au-delà. }\n",
			"",
			"standard.yaml:9:1 scale : La liste compte 3 élément(s)",
		],
		[
			"standard.yaml",
			"{ level: 2,",
			"{ level: 3,",
			"standard.yaml:12:7 scale[2].level : La valeur « 3 » n’est pas admise",
		],
		[
			"standard.yaml",
			"{ code: batiment,",
			"{ code: Bâtiment,",
			"standard.yaml:16:7 sectors[0].code : « Bâtiment » n’a pas la forme attendue",
		],
		[
			"standard.yaml",
			"file: jur.yaml",
			"file: ../../secret.yaml",
			"standard.yaml:26:5 domains[0].file : « ../../secret.yaml » n’a pas la forme attendue",
		],
		[
			"standard.yaml",
			"notice: Texte d’essai.",
			"notice:",
			"standard.yaml:5:1 notice : La clé « notice » n’a pas de valeur",
		],
		["standard.yaml", "scaleNotes: []", "scaleNotes: [~]", "standard.yaml:14:14 scaleNotes[0] : Cet élément est vide"],
		[
			"standard.yaml",
			"code: JUR\n",
			"code: Jur\n",
			"standard.yaml:23:5 domains[0].code : « Jur » n’a pas la forme attendue",
		],
	];

	const named = cases.map(([name, from, to, ...expected]) => ({ name, from, to, expected }));
	test.each(named)("$name: $from → $to", ({ name, from, to, expected }) => {
		expect(problems(smallWith(name, from, to))).toEqual(expected);
	});

	test("at most 50 problems a file", () => {
		expect(
			problems(asFiles({ ...SMALL_TEXTS, "jur.yaml": `domain: JUR\ncriteria:\n${"  - 3\n".repeat(200)}` })),
		).toHaveLength(50);
	});
});

describe("whatever is edited", () => {
	test("it is either right, or its problems are inside the files", () => {
		const names = Object.keys(SMALL_TEXTS) as SmallFileName[];
		const edit = fc.record({
			name: fc.constantFrom(...names),
			at: fc.nat(),
			cut: fc.nat({ max: 30 }),
			insert: fc.oneof(
				fc.string({ maxLength: 8 }),
				fc.constantFrom("", "\n", "  ", ": ", "- ", "[", "}", '"', "&a ", "1", "null"),
			),
		});
		fc.assert(
			fc.property(fc.array(edit, { minLength: 1, maxLength: 3 }), (edits) => {
				const texts: Record<string, string> = { ...SMALL_TEXTS };
				for (const { name, at, cut, insert } of edits) {
					const text = texts[name] ?? "";
					const from = at % text.length;
					texts[name] = text.slice(0, from) + insert + text.slice(from + cut);
				}
				const parsed = parseStandard(asFiles(texts));
				if (parsed.ok) return;
				expect(parsed.problems.length).toBeGreaterThan(0);
				for (const { file, line, column, message, fix } of parsed.problems) {
					const text = texts[file.split("/").at(-1) ?? ""] ?? "";
					const lines = text.split("\n");
					expect(line).toBeGreaterThanOrEqual(1);
					expect(line).toBeLessThanOrEqual(lines.length);
					expect(column).toBeGreaterThanOrEqual(1);
					expect(column).toBeLessThanOrEqual((lines[line - 1] ?? "").length + 1);
					expect(message.length * fix.length).toBeGreaterThan(0);
				}
			}),
			{ numRuns: 60 },
		);
	});
});
