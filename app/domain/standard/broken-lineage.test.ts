/** Every rule between versions, by breaking copies of the real ones: where it points, and that it says no more than it should. */
import { beforeAll, describe, expect, test } from "vitest";
import { realFiles } from "../../../tests/fixtures/standard/real-standard";
import { readVersion } from "./parse-standard";
import { lineUp, parseVersions, type ReadFiles } from "./parse-versions";
import type { CriteriaFile } from "./problem";

type Texts = Readonly<Record<string, string>>;

/** Enough of the real versions for every rule: reading all of them for each test would take a minute. */
const KEPT = [
	...["JUR-01", "JUR-20", "JUR-21", "FIN-21", "FIN-22", "RHU-11", "RHU-17", "RHU-23", "ACC-04", "ACC-31", "ACC-10"],
	...["ACC-26", "ACC-27", "ANC-01", "ANC-06", "ANC-09", "ANC-15", "ANC-17", "ANC-18", "ANC-19"],
];

/** Texts by `version/file`: the real 1.0 and 2.0, cut down, and a 3.0 that changes nothing since the 2.0. */
let real: Texts;
beforeAll(async () => {
	const [one, two] = [cutDown(await realFiles("1.0")), cutDown(await realFiles("2.0"))];
	const three = Object.entries(two).map(([name, text]) => {
		const still = text
			.replace(/^ {4}change:\n(?: {6}.*\n)+/gm, "")
			.replace(/^retired:\n(?: .*\n)+/m, "")
			.replace('version: "2.0"\nprevious: "1.0"', 'version: "3.0"\nprevious: "2.0"');
		return [name.replace("2.0/", "3.0/"), still] as const;
	});
	real = { ...one, ...two, ...Object.fromEntries(three) };
});

function cutDown(files: readonly CriteriaFile[]): Texts {
	const texts = new Map(
		files.map(({ path, bytes }) => [path.split("/").slice(2).join("/"), new TextDecoder().decode(bytes)]),
	);
	const chapters = new Set<string>();
	let total = 0;
	for (const [name, text] of texts) {
		const [head, ...criteria] = text.split(/^(?= {2}- id: | {2}# )/m);
		const kept = criteria.filter((criterion) => KEPT.some((id) => criterion.startsWith(`  - id: ${id}\n`)));
		if (name.endsWith("/standard.yaml")) continue;
		for (const criterion of kept) chapters.add(/chapter: (\S+)/.exec(criterion)?.[1] ?? "");
		texts.set(name, [head, ...kept].join(""));
		total += kept.length;
		const counted = new RegExp(`(file: ${name.split("/")[1]}\\n +counts: \\{ criteria: )\\d+`);
		const main = `${name.split("/")[0]}/standard.yaml`;
		texts.set(
			main,
			(texts.get(main) ?? "").replace(counted, (_, before) => `${before}${kept.length}`),
		);
	}
	const [main = ""] = [...texts.keys()].filter((name) => name.endsWith("/standard.yaml"));
	const declared = (texts.get(main) ?? "")
		.replace(/^ +- \{ code: (\w+-\w),.*\n/gm, (entry, code) => (chapters.has(code) ? entry : ""))
		.replace(/^( +minorsMakingMajor:) \d+$/m, "$1 2")
		.replace(/^counts: .*/m, `counts: { criteria: ${total}, domains: 5, chapters: ${chapters.size} }`);
	texts.set(main, declared);
	return Object.fromEntries(texts);
}

/** Replaces a text that is there, inside one criterion when its id is given. */
function edit(texts: Texts, name: string, id: string | null, from: string | RegExp, to: string): Texts {
	const text = texts[name] ?? "";
	const start = id === null ? 0 : text.indexOf(`  - id: ${id}\n`);
	const next = id === null ? -1 : text.indexOf("\n  - id: ", start + 1);
	const end = next === -1 ? text.length : next + 1;
	const part = text.slice(start, end);
	const changed = part.replace(from, () => to);
	if (start === -1 || changed === part) throw new Error(`${name} ${id}: nothing to replace`);
	return { ...texts, [name]: text.slice(0, start) + changed + text.slice(end) };
}

/** `version/file:line keyPath : message` of each problem. The line is checked to be that of the key, or of its nearest parent. */
function problems(texts: Texts): string[] {
	const versions = ["1.0", "2.0", "3.0"].map((version) =>
		Object.entries(texts)
			.filter(([name]) => name.startsWith(version))
			.map(([name, text]) => ({ path: `criteria/label-cae/${name}`, bytes: new TextEncoder().encode(text) })),
	);
	return lineUp(versions.map(readOnce)).flatMap((parsed) => {
		if (parsed.ok) return [];
		return parsed.problems.map(({ file, line, keyPath, message, fix }) => {
			expect(fix).toMatch(/^\S.{6,}[^.]$/s);
			return `${file.split("/").slice(2).join("/")}:${line} ${keyPath} : ${message}`;
		});
	});
}

const known = new Map<string, ReadFiles>();

/** A test breaks one version: the others are read once. */
function readOnce(files: readonly CriteriaFile[]): ReadFiles {
	const key = files.map(({ path, bytes }) => `${path}\n${new TextDecoder().decode(bytes)}`).join("\n");
	const read = known.get(key) ?? { files, read: readVersion(files) };
	known.set(key, read);
	return read;
}

/** Line of a text, from 1, inside one criterion when its id is given. */
function line(name: string, id: string | null, text: string, texts: Texts = real): number {
	const whole = texts[name] ?? "";
	const at = whole.indexOf(text, id === null ? 0 : whole.indexOf(`- id: ${id}\n`));
	if (at === -1) throw new Error(`${name} does not hold ${text}`);
	return whole.slice(0, at).split("\n").length;
}

/** Position of a criterion in its file, as key paths write it. */
function at(name: string, id: string): string {
	const ids = [...(real[name] ?? "").matchAll(/^ {2}- id: (\S+)$/gm)].map((match) => match[1]);
	return `criteria[${ids.indexOf(id)}]`;
}

const JUR = "2.0/jur.yaml";
const RHU = "2.0/rhu.yaml";
const ACC = "2.0/acc.yaml";
const ANC = "2.0/anc.yaml";
const MAIN = "2.0/standard.yaml";

test("the real versions, whole, are accepted", async () => {
	const parsed = parseVersions([await realFiles("1.0"), await realFiles("2.0")]);
	expect(parsed.map(({ ok }) => ok)).toEqual([true, true]);
});

test("cut down, they are accepted too, and so is one that changes nothing", () => {
	expect(problems(real)).toEqual([]);
});

test("a wrong version is corrected first: its lineage is looked at afterwards", () => {
	const broken = edit(
		edit(real, "1.0/jur.yaml", "JUR-01", "weight: 3", "weight: 4"),
		MAIN,
		null,
		/^retired:[\s\S]*/m,
		"",
	);
	expect(problems(broken)).toEqual([expect.stringContaining("1.0/jur.yaml")]);
});

describe("no id is lost", () => {
	test("a criterion that vanished", () => {
		const broken = edit(real, MAIN, null, /^retired:[\s\S]*/m, "");
		expect(problems(broken)).toEqual([
			`2.0/standard.yaml:2 retired : « ANC-19 » (Annuaire des entrepreneurs) de la version 1.0 a disparu (anc.yaml, ligne ${line("1.0/anc.yaml", null, "- id: ANC-19")})`,
		]);
	});

	test("a criterion left out of a merge, which then merges nothing", () => {
		const broken = edit(real, RHU, "RHU-17", "[RHU-17, RHU-23]", "[RHU-17]");
		expect(problems(broken)).toEqual([
			`2.0/rhu.yaml:${line(RHU, "RHU-17", "from:")} ${at(RHU, "RHU-17")}.change.from : Un critère fusionné en réunit au moins deux`,
			`2.0/standard.yaml:${line(MAIN, null, "retired:")} retired : « RHU-23 » (État des lieux du parcours professionnel) de la version 1.0 a disparu (rhu.yaml, ligne ${line("1.0/rhu.yaml", null, "- id: RHU-23")})`,
		]);
	});

	test("two criteria that take the same one over", () => {
		const broken = edit(
			real,
			ANC,
			"ANC-17",
			"kind: new",
			"kind: relaxed\n      from: [ANC-18]\n      keepAnswer: confirm",
		);
		expect(problems(broken)).toEqual([
			`2.0/anc.yaml:${line(ANC, "ANC-17", "kind: new") + 1} ${at(ANC, "ANC-17")}.change.from : « ANC-18 » est déjà repris par ANC-18`,
		]);
	});

	test("a split in one part", () => {
		const broken = edit(
			real,
			ACC,
			"ACC-27",
			"kind: split\n      from: [ACC-26]\n      keepAnswer: reset\n",
			"kind: new\n",
		);
		expect(problems(broken)).toEqual([
			`2.0/acc.yaml:${line(ACC, "ACC-26", "kind: split")} ${at(ACC, "ACC-26")}.change.kind : « ACC-26 » n’est scindé qu’en un seul critère`,
		]);
	});
});

describe("no id is given twice", () => {
	test("an id retired by an earlier version comes back", () => {
		const text = edit(real, "3.0/anc.yaml", "ANC-17", "id: ANC-17", "id: ANC-19");
		const broken = {
			...edit(
				text,
				"3.0/anc.yaml",
				"ANC-19",
				/applicability: .*\n/,
				"applicability: { scope: all }\n    change: { kind: new }\n",
			),
			"3.0/standard.yaml": `${real["3.0/standard.yaml"]}retired: [{ id: ANC-17, reason: Essai }]\n`,
		};
		expect(problems(broken)).toEqual([
			`3.0/anc.yaml:${line("3.0/anc.yaml", null, "- id: ANC-17")} ${at("3.0/anc.yaml", "ANC-17")}.id : « ANC-19 » a désigné un critère jusqu’à la version 1.0 : un identifiant ne revient jamais`,
		]);
	});

	test("an id of the previous version is given for new", () => {
		const broken = edit(
			real,
			ACC,
			"ACC-10",
			"kind: reworded\n      from: [ACC-10]\n      keepAnswer: carry\n",
			"kind: new\n",
		);
		expect(problems(broken)).toEqual([
			`2.0/acc.yaml:${line(ACC, null, "- id: ACC-10")} ${at(ACC, "ACC-10")}.id : « ACC-10 » désigne un autre critère dans la version 1.0 : un identifiant ne change pas de sens`,
		]);
	});

	test("a new id that says nothing of where it comes from", () => {
		const broken = edit(real, ANC, "ANC-17", / {4}change:\n(?: {6}.*\n)+/, "");
		expect(problems(broken)).toEqual([
			`2.0/anc.yaml:${line(ANC, null, "- id: ANC-17")} ${at(ANC, "ANC-17")}.id : « ANC-17 » n’existe pas dans la version 1.0, et rien ne dit d’où il vient`,
		]);
	});
});

describe("retired", () => {
	const add = (entry: string) => ({ ...real, [MAIN]: `${real[MAIN]}  - ${entry}\n` });
	test.each([
		[
			"still lives",
			"{ id: ANC-01, reason: Essai }",
			"id",
			"« ANC-01 » est retiré, or il est encore dans cette version",
		],
		["is taken over", "{ id: RHU-23, reason: Essai }", "id", "« RHU-23 » est retiré, or RHU-17 le reprend"],
		["never was", "{ id: FIN-99, reason: Essai }", "id", "« FIN-99 » n’existe pas dans la version 1.0"],
		["is there twice", "{ id: ANC-19, reason: Essai }", "id", "« ANC-19 » est retiré deux fois"],
	])("a retired criterion %s", (_, entry, key, message) => {
		const after = (real[MAIN] ?? "").split("\n").length;
		expect(problems(add(entry))).toEqual([`2.0/standard.yaml:${after} retired[1].${key} : ${message}`]);
	});

	test.each(["ANC-99", "ANC-19"])("a retired criterion is replaced by %s, unknown of this version", (id) => {
		const broken = { ...real, [MAIN]: `${real[MAIN]}    replacedBy: ${id}\n` };
		expect(problems(broken)).toEqual([
			`2.0/standard.yaml:${(real[MAIN] ?? "").split("\n").length} retired[0].replacedBy : « ${id} » n’existe pas dans cette version`,
		]);
	});

	test("a retired criterion replaced by one of this version", () => {
		expect(problems({ ...real, [MAIN]: `${real[MAIN]}    replacedBy: ANC-15\n` })).toEqual([]);
	});
});

describe("previous", () => {
	test.each([
		["is missing", "2.0", 'previous: "1.0"\n', "", "version", "Cette version ne dit pas laquelle elle suit"],
		["is unknown", "2.0", 'previous: "1.0"', 'previous: "1.5"', "previous", "La version « 1.5 » n’existe pas"],
		[
			"skips one",
			"3.0",
			'previous: "2.0"',
			'previous: "1.0"',
			"previous",
			"La version « 2.0 » est entre « 1.0 » et celle-ci",
		],
		[
			"is itself",
			"2.0",
			'previous: "1.0"',
			'previous: "2.0"',
			"previous",
			"La version « 2.0 » n’est pas antérieure à celle-ci : les versions tourneraient en rond",
		],
		[
			"closes a loop",
			"1.0",
			'version: "1.0"',
			'version: "1.0"\nprevious: "2.0"',
			"previous",
			"La version « 2.0 » n’est pas antérieure à celle-ci : les versions tourneraient en rond",
		],
	])("previous %s", (_, version, from, to, key, message) => {
		const broken = edit(real, `${version}/standard.yaml`, null, from, to);
		const where = line(`${version}/standard.yaml`, null, `${key}: `, broken);
		expect(problems(broken)).toEqual([`${version}/standard.yaml:${where} ${key} : ${message}`]);
	});

	test("the first version changes and retires nothing", () => {
		const change = edit(real, "1.0/acc.yaml", "ACC-10", "    title:", "    change: { kind: new }\n    title:");
		const broken = {
			...change,
			"1.0/standard.yaml": `${real["1.0/standard.yaml"]}retired: [{ id: ANC-99, reason: Essai }]\n`,
		};
		const last = (real["1.0/standard.yaml"] ?? "").split("\n").length;
		expect(problems(broken)).toEqual([
			`1.0/acc.yaml:${line("1.0/acc.yaml", "ACC-10", "title:")} ${at("1.0/acc.yaml", "ACC-10")}.change : C’est la première version : rien ne la précède`,
			`1.0/standard.yaml:${last} retired[0] : C’est la première version : rien ne la précède`,
		]);
	});
});

describe("what a change says", () => {
	test.each([
		[RHU, "RHU-11", "renforcé"],
		["2.0/fin.yaml", "FIN-21", "scindé"],
		[ACC, "ACC-04", "fusionné"],
	])("%s %s keeps answers without a note", (name, id, kind) => {
		const broken = edit(real, name, id, / {6}note: >-\n(?: {8}.*\n)+/, "");
		expect(problems(broken)).toEqual([
			`${name}:${line(name, id, "change:")} ${at(name, id)}.change.note : Ce critère ${kind} garde les réponses sans dire pourquoi`,
		]);
		expect(problems(edit(broken, name, id, /keepAnswer: \w+/, "keepAnswer: reset"))).toEqual([]);
	});

	const rules: readonly (readonly [string, string, string, string | RegExp, string, string, string])[] = [
		[
			"unknown origin",
			RHU,
			"RHU-17",
			"RHU-23]",
			"RHU-23, RHU-99]",
			"from[2]",
			"« RHU-99 » n’existe pas dans la version 1.0",
		],
		["origin written twice", RHU, "RHU-17", "RHU-23]", "RHU-23, RHU-17]", "from[2]", "« RHU-17 » est écrit deux fois"],
		[
			"several origins without a merge",
			RHU,
			"RHU-17",
			"kind: merged",
			"kind: tightened",
			"from",
			"Un critère renforcé vient d’un seul critère",
		],
		[
			"new with an origin",
			ANC,
			"ANC-17",
			"kind: new",
			"kind: new\n      from: [ANC-18]",
			"from",
			"Un critère nouveau ne vient d’aucun autre",
		],
		[
			"new with an answer",
			ANC,
			"ANC-17",
			"kind: new",
			"kind: new\n      keepAnswer: carry",
			"keepAnswer",
			"Un critère nouveau n’a pas de réponse à garder",
		],
		[
			"no answer kept nor reset",
			JUR,
			"JUR-21",
			"      keepAnswer: carryIfMet\n",
			"",
			"keepAnswer",
			"Ce critère assoupli ne dit pas ce que devient la réponse",
		],
		[
			"unchanged but reset",
			"2.0/jur.yaml",
			"JUR-01",
			"    title:",
			"    change: { kind: unchanged, from: [JUR-01], keepAnswer: reset }\n    title:",
			"keepAnswer",
			"Un critère inchangé garde sa réponse",
		],
	];
	test.each(rules)("%s", (_, name, id, from, to, key, message) => {
		const [found, ...others] = problems(edit(real, name, id, from, to));
		expect(others).toEqual([]);
		expect(found).toMatch(/^2\.0\/\w+\.yaml:\d+ /);
		expect(found?.replace(/:\d+ /, " ")).toBe(`${name} ${at(name, id)}.change.${key} : ${message}`);
	});

	test("no origin: the criterion it was has another meaning too", () => {
		expect(problems(edit(real, JUR, "JUR-21", "      from: [JUR-21]\n", ""))).toEqual([
			`2.0/jur.yaml:${line(JUR, null, "- id: JUR-21")} ${at(JUR, "JUR-21")}.id : « JUR-21 » désigne un autre critère dans la version 1.0 : un identifiant ne change pas de sens`,
			`2.0/jur.yaml:${line(JUR, "JUR-21", "change:")} ${at(JUR, "JUR-21")}.change.from : Ce critère assoupli ne dit pas de quel critère il vient`,
		]);
	});
});

describe("unchanged means unchanged", () => {
	test.each([
		["title", "title", "title: Objet", "title: L’objet"],
		["level", "levels", / {6}2: .*\n/, "      2: Autre chose\n"],
		["weight", "weight", "weight: 3", "weight: 2"],
		["blocking", "blocking", "blocking: true", "blocking: false"],
		["evidence", "evidence", "required: true", "required: false"],
		["source", "source", "confidence: high", "confidence: check"],
	])("%s differs", (_, key, from, to) => {
		const broken = edit(real, JUR, "JUR-01", from, to);
		expect(problems(broken)).toEqual([
			`2.0/jur.yaml:${line(JUR, "JUR-01", `${key}:`)} ${at(JUR, "JUR-01")}.${key} : Ce critère est donné pour inchangé, or il diffère de la version 1.0 (jur.yaml, ligne ${line("1.0/jur.yaml", null, "- id: JUR-01")}) : ${key}`,
			// The 3.0 says it changes nothing either: it is then the one that differs from the 2.0.
			expect.stringMatching(
				/^3\.0\/jur\.yaml:\d+ criteria\[0\]\.\w+ : Ce critère est donné pour inchangé, or il diffère de la version 2\.0/,
			),
		]);
	});

	test("a kind that differs, written or not", () => {
		const kind = edit(
			edit(real, ANC, "ANC-06", "recommended", "mandatory"),
			ANC,
			"ANC-06",
			"goodPractice",
			"labelRequirement",
		);
		expect(problems(kind)[0]).toMatch(
			/^2\.0\/anc\.yaml:\d+ criteria\[1\]\.kind : Ce critère est donné pour inchangé.* : kind, type$/,
		);
		const written = edit(
			kind,
			ANC,
			"ANC-06",
			"    title:",
			"    change: { kind: unchanged, from: [ANC-06] }\n    title:",
		);
		expect(problems(written)[0]).toMatch(/ : kind, type$/);
	});
});

describe("a criterion reworded changes nothing but words", () => {
	test.each([
		["weight", "weight: 3", "weight: 2"],
		["blocking", "blocking: true", "blocking: false"],
		["metFrom", "metFrom: 2", "metFrom: 1"],
		["applicability", "{ scope: sector, anyOf: [batiment] }", "{ scope: all }"],
	])("%s differs", (key, from, to) => {
		const [found] = problems(edit(real, JUR, "JUR-20", from, to)).filter((problem) => problem.startsWith("2.0"));
		expect(found).toBe(
			`2.0/jur.yaml:${line(JUR, "JUR-20", `${key}:`)} ${at(JUR, "JUR-20")}.${key} : Un critère reformulé ne change que de mots, or ${key} diffère de la version 1.0 (jur.yaml, ligne ${line("1.0/jur.yaml", null, "- id: JUR-20")})`,
		);
	});

	test("kind differs", () => {
		const broken = edit(
			edit(real, ANC, "ANC-09", "recommended", "mandatory"),
			ANC,
			"ANC-09",
			"goodPractice",
			"labelRequirement",
		);
		expect(problems(broken)[0]).toMatch(/\.kind : Un critère reformulé ne change que de mots/);
	});

	test("the note of its applicability is words", () => {
		const [from, to] = ["{ scope: sector, anyOf: [batiment] }", "{ scope: sector, anyOf: [batiment], note: Essai }"];
		const two = edit(real, JUR, "JUR-20", from, to);
		expect(problems(edit(two, "3.0/jur.yaml", "JUR-20", from, to))).toEqual([]);
	});
});

describe("the shape of a change", () => {
	test.each([
		["kind: new", "kind: nouveau", "change.kind : La valeur « nouveau » n’est pas admise"],
		["kind: new", "kind: new\n      from: []", "change.from : La liste est vide"],
		["kind: new", "kind: new\n      from: [anc-1]", "change.from[0] : « anc-1 » n’a pas la forme attendue"],
		["kind: new", "kind: new\n      keepAnswer: yes", "change.keepAnswer : La valeur « yes » n’est pas admise"],
		["kind: new", "kind: new\n      since: 2026", "change.since : La clé « since » est inconnue"],
		["kind: new", "", "change.kind : La clé « kind » manque"],
	])("%s, then %s", (from, to, message) => {
		const [found] = problems(edit(real, ANC, "ANC-17", from, to));
		expect(found).toContain(`${at(ANC, "ANC-17")}.${message}`);
	});

	test("previous and replacedBy", () => {
		const previous = edit(real, MAIN, null, 'previous: "1.0"', "previous: un");
		expect(problems({ ...previous, [MAIN]: `${previous[MAIN]}    replacedBy: anc\n` })).toEqual([
			expect.stringMatching(/previous : « un » n’a pas la forme attendue$/),
			expect.stringMatching(/retired\[0\]\.replacedBy : « anc » n’a pas la forme attendue$/),
		]);
	});
});
