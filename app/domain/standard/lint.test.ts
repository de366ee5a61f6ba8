/** Every rule of the linter on the small version: where it points, and that it says no more than it should. */
import { describe, expect, test } from "vitest";
import { asFiles, SMALL_TEXTS, type SmallFileName, smallWith } from "../../../tests/fixtures/standard/small-standard";
import { parseStandard } from "./parse-standard";
import type { CriteriaFile } from "./problem";

function problems(files: readonly CriteriaFile[]): string[] {
	const parsed = parseStandard(files);
	if (parsed.ok) return [];
	return parsed.problems.map(
		({ file, line, column, keyPath, message }) => `${file.split("/").at(-1)}:${line}:${column} ${keyPath} : ${message}`,
	);
}

const rules: readonly (readonly [rule: string, SmallFileName, from: string, to: string, ...expected: string[]])[] = [
	[
		"duplicate id",
		"jur.yaml",
		"id: JUR-02",
		"id: JUR-01",
		"jur.yaml:23:5 criteria[1].id : L’identifiant « JUR-01 » est déjà pris par jur.yaml, ligne 3",
	],
	[
		"id of another domain",
		"jur.yaml",
		"id: JUR-02",
		"id: FIN-02",
		"jur.yaml:23:5 criteria[1].id : L’identifiant « FIN-02 » ne commence pas par le code du domaine",
	],
	[
		"duplicate title, letter case aside, across files",
		"jur.yaml",
		"title: Titre de JUR-02",
		"title: TITRE de anc-01",
		"anc.yaml:5:5 criteria[0].title : Le titre « Titre de ANC-01 » est déjà pris par jur.yaml, ligne 25",
	],
	[
		"unknown domain",
		"jur.yaml",
		"domain: JUR",
		"domain: XYZ",
		"jur.yaml:1:1 domain : Le domaine « XYZ » n’est pas déclaré dans standard.yaml",
	],
	[
		"domain of another file",
		"jur.yaml",
		"domain: JUR",
		"domain: ANC",
		"jur.yaml:1:1 domain : standard.yaml range ce fichier dans le domaine JUR, et non ANC",
	],
	[
		"unknown chapter",
		"jur.yaml",
		"chapter: JUR-A\n    title: Titre de JUR-02",
		"chapter: JUR-Z\n    title: Titre de JUR-02",
		"jur.yaml:24:5 criteria[1].chapter : Le chapitre « JUR-Z » n’est pas déclaré dans le domaine JUR",
	],
	[
		"unknown sector",
		"jur.yaml",
		"[batiment, culture]",
		"[batiment, bois]",
		"jur.yaml:62:55 criteria[2].applicability.anyOf[1] : La filière « bois » n’est pas déclarée : le critère ne s’appliquerait jamais",
	],
	[
		"unknown activity",
		"jur.yaml",
		"scope: headcount, min: 11",
		"scope: activity, anyOf: [bois]",
		"jur.yaml:82:47 criteria[3].applicability.anyOf[0] : L’activité « bois » n’est pas déclarée : le critère ne s’appliquerait jamais",
	],
	[
		"unknown condition",
		"anc.yaml",
		"key: uses_cape",
		"key: bois",
		"anc.yaml:42:40 criteria[1].applicability.key : La condition « bois » n’est pas déclarée : le critère ne s’appliquerait jamais",
	],
	[
		"sector written twice",
		"jur.yaml",
		"[batiment, culture]",
		"[batiment, batiment]",
		"jur.yaml:62:55 criteria[2].applicability.anyOf[1] : Le code « batiment » est écrit deux fois",
	],
	[
		"type and kind",
		"jur.yaml",
		"type: legalObligation",
		"type: goodPractice",
		"jur.yaml:7:5 criteria[0].kind : Un critère de type goodPractice ne peut pas être mandatory",
	],
	[
		"blocking on a recommended criterion",
		"anc.yaml",
		"blocking: false",
		"blocking: true",
		"anc.yaml:9:5 criteria[0].blocking : Un critère recommandé ne peut pas être bloquant",
	],
	[
		"count of criteria",
		"standard.yaml",
		"counts: { criteria: 6,",
		"counts: { criteria: 7,",
		"standard.yaml:8:11 counts.criteria : Le nombre annoncé est 7, or il y a 6 critères",
	],
	[
		"count of domains",
		"standard.yaml",
		"domains: 2",
		"domains: 3",
		"standard.yaml:8:24 counts.domains : Le nombre annoncé est 3, or il y a 2 domaines",
	],
	[
		"count of chapters",
		"standard.yaml",
		"chapters: 3",
		"chapters: 4",
		"standard.yaml:8:36 counts.chapters : Le nombre annoncé est 4, or il y a 3 chapitres",
	],
	[
		"count of a domain",
		"standard.yaml",
		"counts: { criteria: 4 }",
		"counts: { criteria: 5 }",
		"standard.yaml:27:15 domains[0].counts.criteria : Le nombre annoncé est 5, or il y a 4 critères",
	],
	[
		"chapter without criteria",
		"standard.yaml",
		"      - { code: ANC-A, title: Vie coopérative }",
		"      - { code: ANC-A, title: Vie coopérative }\n      - { code: ANC-B, title: Réseau }",
		"standard.yaml:8:36 counts.chapters : Le nombre annoncé est 3, or il y a 4 chapitres",
		"standard.yaml:38:9 domains[1].chapters[1] : Le chapitre ANC-B n’a aucun critère",
	],
	[
		"chapter of another domain",
		"standard.yaml",
		"{ code: JUR-B,",
		"{ code: ANC-B,",
		"jur.yaml:44:5 criteria[2].chapter : Le chapitre « JUR-B » n’est pas déclaré dans le domaine JUR",
		"jur.yaml:64:5 criteria[3].chapter : Le chapitre « JUR-B » n’est pas déclaré dans le domaine JUR",
		"standard.yaml:30:9 domains[0].chapters[1] : Le chapitre ANC-B n’a aucun critère",
		"standard.yaml:30:11 domains[0].chapters[1].code : Le chapitre « ANC-B » est rangé dans le domaine JUR",
	],
	[
		"two domains in one file",
		"standard.yaml",
		"file: anc.yaml",
		"file: jur.yaml",
		"anc.yaml:1:1  : Aucun domaine de standard.yaml ne nomme ce fichier",
		"standard.yaml:34:5 domains[1].file : Le fichier « jur.yaml » est déjà pris ligne 26",
	],
	[
		"duplicate chapter title",
		"standard.yaml",
		"title: Contrats",
		"title: Vie coopérative",
		"standard.yaml:37:24 domains[1].chapters[0].title : Le titre « Vie coopérative » est déjà pris ligne 30",
	],
	[
		"duplicate sector",
		"standard.yaml",
		"{ code: culture,",
		"{ code: batiment,",
		"jur.yaml:62:55 criteria[2].applicability.anyOf[1] : La filière « culture » n’est pas déclarée : le critère ne s’appliquerait jamais",
		"standard.yaml:17:7 sectors[1].code : Le code « batiment » est déjà pris ligne 16",
	],
	[
		"folder and version",
		"standard.yaml",
		'version: "1.0"',
		'version: "1.1"',
		"standard.yaml:2:1 version : « 1.1 » n’est pas le nom du dossier « 1.0 »",
	],
	[
		"folder and name",
		"standard.yaml",
		"standard: petit",
		"standard: grand",
		"standard.yaml:1:1 standard : « grand » n’est pas le nom du dossier « petit »",
	],
	[
		"« certifié »",
		"jur.yaml",
		"statement: Énoncé de JUR-02.",
		"statement: Les CAE certifiées l’affichent.",
		"jur.yaml:26:5 criteria[1].statement : Le label n’est pas une certification : « certifié » est refusé ici",
	],
	[
		"« certifié » in the notices",
		"standard.yaml",
		"notice: Texte d’essai.",
		"notice: Un label certifié.",
		"standard.yaml:5:1 notice : Le label n’est pas une certification : « certifié » est refusé ici",
	],
	[
		"award below everything met",
		"standard.yaml",
		"awardedPercent: 100",
		"awardedPercent: 95",
		"standard.yaml:41:17 labelRules.conformity.awardedPercent : Le label sans réserve ne laisse manquer aucun critère obligatoire : un autre seuil ne déciderait rien",
	],
	[
		"award below reservations",
		"standard.yaml",
		"awardedPercent: 100",
		"awardedPercent: 75",
		"standard.yaml:41:17 labelRules.conformity.awardedPercent : Le label sans réserve ne laisse manquer aucun critère obligatoire : un autre seuil ne déciderait rien",
		"standard.yaml:41:37 labelRules.conformity.reservationsPercent : Le label avec réserves demande autant que le label sans réserve, ou plus : personne ne l’aurait jamais",
	],
	[
		"reservations as high as award",
		"standard.yaml",
		"reservationsPercent: 80",
		"reservationsPercent: 100",
		"standard.yaml:41:38 labelRules.conformity.reservationsPercent : Le label avec réserves demande autant que le label sans réserve, ou plus : personne ne l’aurait jamais",
	],
	[
		"domain floor over the whole one",
		"standard.yaml",
		"reservationsDomainPercent: 70",
		"reservationsDomainPercent: 81",
		"standard.yaml:41:63 labelRules.conformity.reservationsDomainPercent : Le plancher par domaine dépasse le plancher global, qui ne déciderait plus rien",
	],
	[
		"refusal over reservations",
		"standard.yaml",
		"refusedBelowPercent: 60",
		"refusedBelowPercent: 81",
		"standard.yaml:41:94 labelRules.conformity.refusedBelowPercent : Le seuil de refus dépasse le plancher du label avec réserves",
	],
	[
		"extended deadline",
		"standard.yaml",
		"majorExtended: 6",
		"majorExtended: 2",
		"standard.yaml:42:32 labelRules.deadlinesMonths.majorExtended : Le délai prolongé est plus court que le délai ordinaire",
	],
	[
		"minors lifted after validity",
		"standard.yaml",
		"minor: 6 }",
		"minor: 37 }",
		"standard.yaml:42:50 labelRules.deadlinesMonths.minor : Les écarts mineurs se lèveraient après la fin de la validité (36 mois)",
	],
	[
		"follow-up that runs into the renewal",
		"standard.yaml",
		"{ from: 14, to: 22 }",
		"{ from: 14, to: 31 }",
		"standard.yaml:45:26 labelRules.renewalMonthsBefore.from : Le renouvellement s’ouvre 30 mois après la décision, avant la fin du suivi (31 mois)",
	],
	[
		"no domain with so many minors",
		"standard.yaml",
		"minorsMakingMajor: 2",
		"minorsMakingMajor: 4",
		"standard.yaml:40:3 labelRules.minorsMakingMajor : Aucun domaine ne compte 4 critères obligatoires non bloquants : cette règle ne servirait jamais",
	],
	[
		"recommended criteria of a few only",
		"anc.yaml",
		"applicability: { scope: all }",
		"applicability: { scope: headcount, min: 11 }",
		"standard.yaml:39:3 labelRules.recommendedSharePercent : Aucun critère recommandé ne concerne toutes les CAE : certaines ne rempliraient jamais cette règle",
	],
	[
		"follow-up window",
		"standard.yaml",
		"{ from: 14, to: 22 }",
		"{ from: 14, to: 12 }",
		"standard.yaml:44:31 labelRules.followUpMonths.to : Le suivi finit avant de commencer",
	],
	[
		"follow-up after validity",
		"standard.yaml",
		"{ from: 14, to: 22 }",
		"{ from: 14, to: 37 }",
		"standard.yaml:44:31 labelRules.followUpMonths.to : Le suivi finit après la validité (36 mois)",
	],
	[
		"renewal window",
		"standard.yaml",
		"{ from: 6, to: 3 }",
		"{ from: 3, to: 6 }",
		"standard.yaml:45:35 labelRules.renewalMonthsBefore.to : Le renouvellement finit avant de commencer : les mois se comptent à rebours",
	],
	[
		"renewal before the decision",
		"standard.yaml",
		"{ from: 6, to: 3 }",
		"{ from: 37, to: 3 }",
		"standard.yaml:45:26 labelRules.renewalMonthsBefore.from : Le renouvellement s’ouvre avant la décision (validité 36 mois)",
	],
];

describe("the linter refuses", () => {
	const named = rules.map(([rule, name, from, to, ...expected]) => ({ rule, name, from, to, expected }));
	test.each(named)("$rule", ({ name, from, to, expected }) => {
		expect(problems(smallWith(name, from, to))).toEqual(expected);
	});

	test("label rules no file could satisfy", () => {
		const mandatory = SMALL_TEXTS["anc.yaml"]
			.replaceAll("kind: recommended", "kind: mandatory")
			.replaceAll("goodPractice", "labelRequirement");
		expect(problems(asFiles({ ...SMALL_TEXTS, "anc.yaml": mandatory }))).toEqual([
			"standard.yaml:39:3 labelRules.recommendedSharePercent : Aucun critère n’est recommandé : cette règle ne pourrait jamais être remplie, et personne n’aurait le label",
		]);
		const recommended = SMALL_TEXTS["jur.yaml"]
			.replaceAll("kind: mandatory", "kind: recommended")
			.replaceAll("legalObligation", "goodPractice")
			.replaceAll("blocking: true", "blocking: false");
		expect(problems(asFiles({ ...SMALL_TEXTS, "jur.yaml": recommended }))).toEqual([
			"standard.yaml:41:3 labelRules.conformity : Aucun critère n’est obligatoire : ces règles ne pourraient jamais être remplies, et personne n’aurait le label",
		]);
	});

	test("label rules some cooperatives could never satisfy", () => {
		const few = SMALL_TEXTS["jur.yaml"].replaceAll("{ scope: all }", "{ scope: headcount, min: 2 }");
		expect(problems(asFiles({ ...SMALL_TEXTS, "jur.yaml": few }))).toEqual([
			"standard.yaml:41:3 labelRules.conformity : Aucun critère obligatoire ne concerne toutes les CAE : certaines ne rempliraient jamais ces règles",
		]);
	});

	test("nothing in the small version as it is", () => {
		expect(problems(asFiles(SMALL_TEXTS))).toEqual([]);
	});
});
