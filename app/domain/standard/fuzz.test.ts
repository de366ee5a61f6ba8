/**
 * Whatever the bytes: never a crash, never more than two seconds, never a stack trace nor a hole in a sentence. A few hundred
 * cases in every run; CRITERIA_FUZZ=100000 for the long one.
 */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { realFiles } from "../../../tests/fixtures/standard/real-standard";
import {
	asFiles,
	SMALL_FOLDER,
	SMALL_TEXTS,
	smallCriterion,
	smallStandard,
} from "../../../tests/fixtures/standard/small-standard";
import { checkExamples } from "./check-examples";
import { domainSchema } from "./domain-schema";
import { parseStandard, readVersion } from "./parse-standard";
import { lineUp } from "./parse-versions";
import { type CriteriaFile, formatProblem, type Problem } from "./problem";
import { readAs } from "./read-as";

const CASES = Number(process.env.CRITERIA_FUZZ ?? 600);
const CPU_SECONDS = 2;
const REFUSED = /\n|\r|\s{4}at |node_modules|undefined|\[object|NaN:|function|=>/;

const encoder = new TextEncoder();
const real = await realFiles();
const standard = smallStandard();
const EXAMPLES = `examples:
  - id: E01
    title: Une petite CAE
    given:
      profile: { sectors: [batiment], headcount: 3 }
      answers: { default: 2, except: { JUR-02: unanswered, ANC: { na: Motif } } }
      planAccepted: false
    expect: { outcome: deferred, reasons: [NOTHING_APPLICABLE], conformity: 5/7, domains: { JUR: { minors: 1 } } }
`;
/** One domain, two criteria: what is quick to read is read more often. */
const TINY = {
	"standard.yaml": SMALL_TEXTS["standard.yaml"]
		.replace(/ {2}- code: ANC[\s\S]*?(?=labelRules)/, "")
		.replace(/^ +- \{ code: JUR-B.*\n/m, "")
		.replace("criteria: 6, domains: 2, chapters: 3", "criteria: 3, domains: 1, chapters: 1")
		.replace("{ criteria: 4 }", "{ criteria: 3 }"),
	"jur.yaml": `domain: JUR\ncriteria:\n${[
		smallCriterion({ id: "JUR-01", chapter: "JUR-A" }),
		smallCriterion({ id: "JUR-02", chapter: "JUR-A" }),
		smallCriterion({ id: "JUR-03", chapter: "JUR-A", kind: "recommended" }),
	].join("")}`,
};
const first = { files: asFiles(TINY), read: readVersion(asFiles(TINY)) };
const NEXT = {
	"standard.yaml": `${TINY["standard.yaml"].replace('version: "1.0"', 'version: "2.0"\nprevious: "1.0"')}retired: []\n`,
	"jur.yaml": `${TINY["jur.yaml"]}    change: { kind: relaxed, from: [JUR-03], keepAnswer: confirm }\n`,
};

const CRITERION = `domain: JUR\ncriteria:\n${smallCriterion({ id: "JUR-01", chapter: "JUR-A", change: "kind: new" })}`;

const PIECES = [
	..."&a|*a|!!str |[|]|{|}|: |- |? |\n|\n  |\n    |\"|'|#|%|@|`|>-\n|---\n|...\n|<<: |domain|criteria|~|.inf|-1|0x1|1e999|\t|\r\n|é|\u2028|\u202e|\ud83d\ude00|\u0000|\ufeff|__proto__: 1|constructor: |prototype: |null|true|2026-02-30|''".split(
		"|",
	),
	...["examples:", "  - id: G01", "JUR-01", "toString", "hasOwnProperty", "a".repeat(300), "\n".repeat(20)],
];
const edit = fc.record({
	at: fc.nat(),
	cut: fc.oneof({ weight: 4, arbitrary: fc.nat(30) }, fc.nat(2000)),
	insert: fc.oneof(fc.string({ maxLength: 8 }), fc.constantFrom("", ...PIECES)),
	copy: fc.boolean(),
});
type Edit = typeof edit extends fc.Arbitrary<infer Value> ? Value : never;
const edits = fc.array(edit, { minLength: 1, maxLength: 4 });

function edited(text: string, changes: readonly Edit[]): Uint8Array {
	let changed = text;
	for (const { at, cut, insert, copy } of changes) {
		const from = at % (changed.length + 1);
		const inserted = copy ? changed.slice(from, from + cut) : insert;
		changed = changed.slice(0, from) + inserted + changed.slice(copy ? from : from + cut);
	}
	return encoder.encode(changed);
}

/** One file of the small version, changed. */
function withEdits(texts: Readonly<Record<string, string>>, which: number, changes: readonly Edit[], folder?: string) {
	const names = Object.keys(texts);
	const chosen = names[which % names.length] as string;
	return asFiles(texts, folder).map((file) =>
		file.path.endsWith(`/${chosen}`) ? { path: file.path, bytes: edited(texts[chosen] as string, changes) } : file,
	);
}

type Checked = { readonly ok: true } | { readonly ok: false; readonly problems: readonly Problem[] };
type Case = readonly [weight: number, arbitrary: fc.Arbitrary<() => readonly Checked[]>];

const path = `${SMALL_FOLDER}/standard.yaml`;
const cases: Readonly<Record<string, Case>> = {
	bytes: [30, fc.uint8Array({ maxLength: 400 }).map((bytes) => () => [parseStandard([{ path, bytes }])])],
	pieces: [
		30,
		fc.array(fc.constantFrom(...PIECES), { maxLength: 60 }).map((pieces) => () => {
			const bytes = encoder.encode(pieces.join(""));
			return [parseStandard([{ path, bytes }]), checkExamples(standard, { path: "examples.yaml", bytes })];
		}),
	],
	edits: [6, fc.tuple(fc.nat(), edits).map((drawn) => () => [parseStandard(withEdits(TINY, ...drawn))])],
	file: [
		25,
		edits.map((drawn) => () => {
			const read = readAs({ path: `${SMALL_FOLDER}/jur.yaml`, bytes: edited(CRITERION, drawn) }, domainSchema);
			return [read.ok ? { ok: true } : read];
		}),
	],
	examples: [
		8,
		edits.map((drawn) => () => [checkExamples(standard, { path: "examples.yaml", bytes: edited(EXAMPLES, drawn) })]),
	],
	lineage: [
		1,
		fc.tuple(fc.nat(), edits).map((drawn) => () => {
			const files = withEdits(NEXT, ...drawn, "criteria/petit/2.0");
			return lineUp([first, { files, read: readVersion(files) }]);
		}),
	],
};

function flippedReal(which: number, at: number, bytes: Uint8Array): CriteriaFile {
	const file = real[which % real.length] as CriteriaFile;
	const flipped = new Uint8Array(file.bytes);
	flipped.set(bytes, at % (flipped.length - bytes.length));
	return { path: file.path, bytes: flipped };
}

function holds(run: () => readonly Checked[]): void {
	const before = process.cpuUsage();
	const results = run();
	const { user, system } = process.cpuUsage(before);
	expect((user + system) / 1e6).toBeLessThan(CPU_SECONDS);
	for (const result of results) {
		if (result.ok) continue;
		for (const problem of result.problems) {
			const text = formatProblem(problem);
			if (REFUSED.test(text) || text.length > 1500 || problem.line < 1 || problem.column < 1) {
				throw new Error(`not fit to be read: ${JSON.stringify(text.slice(0, 2000))}`);
			}
		}
	}
}

describe("whatever the bytes", { timeout: 3_600_000 }, () => {
	const whole = Object.values(cases).reduce((sum, [weight]) => sum + weight, 0);
	test.each(Object.entries(cases))("%s", (_, [weight, arbitrary]) => {
		fc.assert(fc.property(arbitrary, holds), { numRuns: Math.ceil((CASES * weight) / whole) });
	});

	test("what is changed is right before", () => {
		const next = asFiles(NEXT, "criteria/petit/2.0");
		expect(lineUp([first, { files: next, read: readVersion(next) }])).toMatchObject([{ ok: true }, { ok: true }]);
		const examples = checkExamples(standard, { path: "examples.yaml", bytes: encoder.encode(EXAMPLES) });
		expect(examples.ok ? [] : examples.problems.map(({ keyPath }) => keyPath)).toEqual(["examples[0].expect.reasons"]);
	});

	test("bytes flipped in a real file, then in the whole real version", () => {
		const bytes = fc.uint8Array({ minLength: 1, maxLength: 3 });
		fc.assert(
			fc.property(fc.nat(), fc.nat(), bytes, (...drawn) =>
				holds(() => {
					const read = readAs(flippedReal(...drawn), domainSchema);
					return [read.ok ? { ok: true } : read];
				}),
			),
			{ numRuns: Math.ceil(CASES / 200) },
		);
		fc.assert(
			fc.property(fc.nat(), fc.nat(), bytes, (...drawn) => {
				const flipped = flippedReal(...drawn);
				holds(() => [parseStandard(real.map((file) => (file.path === flipped.path ? flipped : file)))]);
			}),
			{ numRuns: Math.ceil(CASES / 2000) },
		);
	});
});
