/** The examples of a version, on the small one: those that hold, and every way of being wrong, at its line. */
import { describe, expect, test } from "vitest";
import { smallStandard } from "../../../tests/fixtures/standard/small-standard";
import { checkExamples, withExamples } from "./check-examples";
import { formatProblem } from "./problem";

const standard = smallStandard();
const RIGHT = `examples:
  - id: E01
    title: Une petite CAE
    given:
      profile: { sectors: [], headcount: 3 }
      answers: { default: 2 }
    expect:
      outcome: awarded
      reasons: [RECOMMENDED_SHARE_MET, ALL_MANDATORY_MET]
      applicable: 3
      asked: [JUR-01, ANC-01]
      notApplicable: [JUR-03, JUR-04, ANC-02]
      conformity: 5/5
      recommended: 1/1
      maturity: 12/18
      majors: 0
      minors: 0
      domains:
        JUR: { conformity: 5/5, recommended: 0/0 }
      admissible: true
  - id: E02
    title: Des exceptions
    why: La plus précise l’emporte.
    given:
      profile: { sectors: [batiment], activities: [organisme_formation], headcount: 11, conditions: [uses_cape] }
      answers:
        default: unanswered
        except: { mandatory: 1, JUR: 2, JUR-02: 1, recommended: 2, ANC-02: { na: Pas de CAPE cette année } }
      planAccepted: false
    expect: { outcome: deferred, conformity: 7/9, recommended: 1/1, notApplicable: [ANC-02] }
`;

function check(text: string) {
	return checkExamples(standard, { path: "criteria/petit/1.0/examples.yaml", bytes: new TextEncoder().encode(text) });
}

/** `line:column keyPath : message. → fix.` of each problem. */
function problems(text: string): string[] {
	const checked = check(text);
	if (checked.ok) return [];
	return checked.problems.map((problem) =>
		formatProblem(problem).replace(/^criteria\/petit\/1\.0\/examples\.yaml:/, ""),
	);
}

function broken(from: string, to: string): string[] {
	if (!RIGHT.includes(from)) throw new Error(`the examples do not hold ${from}`);
	return problems(RIGHT.replace(from, () => to));
}

test("right examples hold", () => {
	expect(check(RIGHT)).toEqual({ ok: true, count: 2 });
});

const REVIEW = "Corriger l’attente ou les réponses, ou la règle si c’est elle qui se trompe";

describe("what the calculation says otherwise", () => {
	test.each([
		[
			"outcome: awarded",
			"outcome: refused",
			"8:7 examples[0].expect.outcome : L’exemple E01 attend « refused », or le calcul donne « awarded » (ALL_MANDATORY_MET, RECOMMENDED_SHARE_MET)",
		],
		[
			"[RECOMMENDED_SHARE_MET, ALL_MANDATORY_MET]",
			"[ALL_MANDATORY_MET]",
			"9:7 examples[0].expect.reasons : L’exemple E01 attend « ALL_MANDATORY_MET », or le calcul donne « ALL_MANDATORY_MET, RECOMMENDED_SHARE_MET »",
		],
		[
			"applicable: 3",
			"applicable: 4",
			"10:7 examples[0].expect.applicable : L’exemple E01 attend « 4 », or le calcul donne « 3 »",
		],
		[
			"asked: [JUR-01,",
			"asked: [JUR-03,",
			"11:15 examples[0].expect.asked[0] : L’exemple E01 attend que JUR-03 compte, or le calcul donne le contraire",
		],
		[
			"notApplicable: [JUR-03,",
			"notApplicable: [JUR-02,",
			"12:23 examples[0].expect.notApplicable[0] : L’exemple E01 attend que JUR-02 ne compte pas, or le calcul donne le contraire",
		],
		[
			"conformity: 5/5\n",
			"conformity: 10/10\n",
			"13:7 examples[0].expect.conformity : L’exemple E01 attend « 10/10 », or le calcul donne « 5/5 »",
		],
		[
			"{ conformity: 5/5,",
			"{ conformity: 4/5,",
			"19:16 examples[0].expect.domains.JUR.conformity : L’exemple E01 attend « 4/5 », or le calcul donne « 5/5 »",
		],
		["minors: 0", "minors: 1", "17:7 examples[0].expect.minors : L’exemple E01 attend « 1 », or le calcul donne « 0 »"],
		[
			"admissible: true",
			"admissible: false",
			"20:7 examples[0].expect.admissible : L’exemple E01 attend « false », or le calcul donne « true »",
		],
		[
			"planAccepted: false\n    expect: { outcome: deferred,",
			"planAccepted: false\n      afterDeferral: true\n    expect: { outcome: deferred,",
			"31:15 examples[1].expect.outcome : L’exemple E02 attend « deferred », or le calcul donne « refused » (AFTER_DEFERRAL, CONFORMITY_BELOW_RESERVATIONS, PLAN_NOT_ACCEPTED, MINORS_TO_LIFT, RECOMMENDED_SHARE_MET)",
		],
	])("%s, then %s", (from, to, expected) => {
		expect(broken(from, to)).toEqual([`${expected}. → ${REVIEW}.`]);
	});
});

describe("what is badly written", () => {
	test.each([
		[
			"sectors: []",
			"sectors: [bois]",
			"5:28 examples[0].given.profile.sectors[0] : La filière « bois » n’est pas déclarée dans standard.yaml. → Choisir parmi batiment, culture.",
		],
		[
			"[organisme_formation]",
			"[bois]",
			"25:52 examples[1].given.profile.activities[0] : L’activité « bois » n’est pas déclarée dans standard.yaml. → Choisir parmi organisme_formation.",
		],
		[
			"[uses_cape]",
			"[uses_cape, bois]",
			"25:113 examples[1].given.profile.conditions[1] : La condition « bois » n’est pas déclarée dans standard.yaml. → Choisir parmi uses_cape.",
		],
		[
			"[batiment]",
			"[batiment, batiment]",
			"25:38 examples[1].given.profile.sectors[1] : Le code « batiment » est écrit deux fois. → N’en garder qu’un.",
		],
		[
			"headcount: 3",
			"headcount: 3.5",
			"5:31 examples[0].given.profile.headcount : Un nombre entier est attendu, et non « 3.5 ». → Écrire un nombre entier, sans virgule ni guillemets.",
		],
		[
			"{ default: 2 }",
			"{ default: 4 }",
			"6:18 examples[0].given.answers.default : « 4 » n’est pas une réponse. → Écrire un niveau de 0 à 3, unanswered, ou { na: motif }.",
		],
		[
			"{ na: Pas de CAPE cette année }",
			'{ na: " " }',
			"28:78 examples[1].given.answers.except.ANC-02.na : Le texte est vide. → L’écrire.",
		],
		[
			"{ na: Pas de CAPE cette année }",
			"[1]",
			"28:68 examples[1].given.answers.except.ANC-02 : Ce contenu n’est pas une réponse. → Écrire un niveau de 0 à 3, unanswered, ou { na: motif }.",
		],
		[
			"JUR-02: 1",
			"JUR-99: 1",
			"28:41 examples[1].given.answers.except.JUR-99 : « JUR-99 » n’existe pas dans cette version. → Nommer un critère (JUR-01), un domaine (JUR), mandatory ou recommended.",
		],
		[
			"{ default: 2 }",
			"{ default: 2, except: { JUR-04: 1 } }",
			"6:40 examples[0].given.answers.except.JUR-04 : « JUR-04 » n’est pas posé à ce profil : cette réponse ne compterait pas. → Retirer cette réponse, ou corriger le profil.",
		],
		[
			"expect: { outcome: deferred, conformity: 7/9, recommended: 1/1, notApplicable: [ANC-02] }",
			"expect: {}",
			"30:5 examples[1].expect : L’exemple n’attend rien : il ne pourrait pas échouer. → Écrire au moins outcome.",
		],
		[
			"asked: [JUR-01,",
			"asked: [FIN-01,",
			"11:15 examples[0].expect.asked[0] : Le critère « FIN-01 » n’existe pas dans cette version. → Corriger son identifiant, ou l’ôter.",
		],
		[
			"JUR: { conformity: 5/5, recommended: 0/0 }",
			"FIN: { conformity: 5/5 }",
			"19:9 examples[0].expect.domains.FIN : Le domaine « FIN » n’est pas déclaré dans standard.yaml. → Choisir parmi JUR, ANC.",
		],
		[
			"JUR: { conformity: 5/5, recommended: 0/0 }",
			"JUR: {}",
			"19:9 examples[0].expect.domains.JUR : L’exemple n’attend rien du domaine JUR. → Écrire conformity ou recommended, ou l’ôter.",
		],
		[
			"id: E02",
			"id: E01",
			"21:5 examples[1].id : L’identifiant « E01 » est déjà pris ligne 2. → Prendre le premier repère libre.",
		],
		[
			"id: E02",
			"id: deux",
			"21:5 examples[1].id : « deux » n’a pas la forme attendue. → Écrire une capitale et deux ou trois chiffres : G06, G06b.",
		],
		[
			"title: Des exceptions",
			"title: une petite CAE",
			"22:5 examples[1].title : Le titre « une petite CAE » est déjà pris ligne 3. → Donner à chaque exemple un titre qui le distingue.",
		],
		[
			"recommended: 1/1, notApplicable",
			"recommended: 50 %, notApplicable",
			"30:51 examples[1].expect.recommended : « 50 % » n’a pas la forme attendue. → Écrire deux nombres entiers séparés par une barre : 11/22.",
		],
		[
			"outcome: awarded",
			"outcome: labellisé",
			"8:7 examples[0].expect.outcome : La valeur « labellisé » n’est pas admise. → Écrire awarded, awardedWithReservations, deferred ou refused.",
		],
		[
			"planAccepted: false",
			"planAccepté: false",
			"29:7 examples[1].given.planAccepté : La clé « planAccepté » est inconnue. → La retirer, ou corriger son nom.",
		],
		[
			"    given:\n      profile: { sectors: []",
			"    given:\n      __proto__: 1\n      profile: { sectors: []",
			"5:7 examples[0].given.__proto__ : La clé « __proto__ » est refusée. → La retirer.",
		],
	])("%s, then %s", (from, to, expected) => {
		expect(broken(from, to)).toEqual([expected]);
	});

	test("no example at all", () => {
		expect(problems("examples: []\n")).toEqual(["1:1 examples : La liste est vide. → En écrire au moins 1."]);
	});
});

test("a version is refused with its examples, and needs none", () => {
	const file = { path: "examples.yaml", bytes: new TextEncoder().encode(RIGHT.replace("minors: 0", "minors: 1")) };
	const parsed = { ok: true, value: standard } as const;
	expect(withExamples(parsed, file)).toMatchObject({ ok: false, problems: [{ file: "examples.yaml", line: 17 }] });
	expect(withExamples(parsed, undefined)).toBe(parsed);
	const wrong = { ok: false, problems: [] } as const;
	expect(withExamples(wrong, file)).toBe(wrong);
});
