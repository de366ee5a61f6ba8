/** Whole files with the score and outcome they must have: one folder of YAML cases per standard version. */
import { spawn } from "node:child_process";
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { parse } from "yaml";
import { admissibility } from "../../app/domain/scoring/admissibility";
import type { Answers, AnswerValue } from "../../app/domain/scoring/answer";
import { type DecisionContext, labelOutcome } from "../../app/domain/scoring/label-outcome";
import { type AssessmentScore, scoreAssessment } from "../../app/domain/scoring/score-assessment";
import { applicableCriteria } from "../../app/domain/standard/applicability";
import type { Criterion, Level, Profile, Standard } from "../../app/domain/standard/standard";
import { realStandard } from "../fixtures/standard/real-standard";

interface GoldenCase {
	readonly name: string;
	readonly title: string;
	readonly profile: Profile;
	/** Of every applicable criterion that `answers` does not name. */
	readonly default: Level | "notApplicable";
	/** By criterion id, domain code, `mandatory` or `recommended`. Null: unanswered. */
	readonly answers: Readonly<Record<string, AnswerValue | null>>;
	readonly context: DecisionContext;
	readonly expect: Readonly<Record<string, unknown>>;
}

const REASON = "Écarté pour ce cas d’essai";
const folders = (await readdir(import.meta.dirname, { withFileTypes: true })).filter((entry) => entry.isDirectory());

async function readCases(folder: string): Promise<GoldenCase[]> {
	const names = (await readdir(path.join(import.meta.dirname, folder))).filter((name) => name.endsWith(".yaml")).sort();
	const texts = await Promise.all(names.map((name) => readFile(path.join(import.meta.dirname, folder, name), "utf8")));
	return texts.map((text) => parse(text) as GoldenCase);
}

/** Answers of a case, for the applicable criteria. Refuses a case that names what it does not put. */
function answersOf(standard: Standard, golden: GoldenCase): Answers {
	const put = applicableCriteria(standard, golden.profile);
	const fits = (criterion: Criterion, key: string) =>
		criterion.id === key || criterion.domain === key || criterion.kind === key;
	for (const key of Object.keys(golden.answers)) {
		if (!put.some((criterion) => fits(criterion, key))) throw new Error(`${golden.name}: ${key} answers nothing`);
	}
	const usual: AnswerValue = golden.default === "notApplicable" ? { notApplicable: REASON } : golden.default;
	return Object.fromEntries(
		put.map((criterion) => {
			const keys = [criterion.id, criterion.domain, criterion.kind].filter((key) => Object.hasOwn(golden.answers, key));
			return [criterion.id, keys[0] === undefined ? usual : (golden.answers[keys[0]] as AnswerValue | null)];
		}),
	);
}

/** Everything a case may expect, in its own words. */
function found(standard: Standard, golden: GoldenCase, answers: Answers, score: AssessmentScore) {
	return {
		applicable: score.applicable,
		mandatoryApplicable: score.applicable - score.recommended.applicable,
		recommended: score.recommended,
		conformity: score.conformity,
		domains: score.domains,
		maturity: score.maturity,
		majors: score.majors.length,
		minors: score.minors.length,
		outcome: labelOutcome(standard.labelRules, score, golden.context).outcome,
		admissible: admissibility(standard, golden.profile, answers).ok,
	};
}

for (const { name: folder } of folders) {
	const [, version = ""] = /^label-cae-(.+)$/.exec(folder) ?? [];
	const standard = await realStandard(version);
	const cases = await readCases(folder);

	describe(folder, () => {
		test("holds cases", () => {
			expect(cases.length).toBeGreaterThan(0);
		});

		test.each(cases)("$name : $title", (golden) => {
			const answers = answersOf(standard, golden);
			const all = found(standard, golden, answers, scoreAssessment(standard, golden.profile, answers));
			expect(Object.keys(golden.expect).filter((key) => !Object.hasOwn(all, key))).toEqual([]);
			expect(all).toMatchObject(golden.expect);
		});
	});
}

describe("command lines", { timeout: 120_000 }, async () => {
	const folder = await mkdtemp(path.join(tmpdir(), "golden-"));
	afterAll(() => rm(folder, { recursive: true, force: true }));
	const standard = await realStandard();
	const golden = (await readCases("label-cae-2.0")).find(({ name }) => name === "G09") as GoldenCase;
	const answers = answersOf(standard, golden);

	async function run(script: string, ...args: string[]) {
		const child = spawn(process.execPath, ["--import", "tsx", `scripts/${script}.ts`, ...args], {
			stdio: ["ignore", "pipe", "pipe"],
		});
		const [stdout, stderr] = await Promise.all(
			[child.stdout, child.stderr].map((stream) => stream.setEncoding("utf8").toArray()),
		);
		const code = child.exitCode ?? (await new Promise<number | null>((resolve) => child.once("close", resolve)));
		return { code, stdout: stdout?.join("") ?? "", stderr: stderr?.join("") ?? "" };
	}

	async function score(profile: unknown, given: unknown, ...args: string[]) {
		await writeFile(path.join(folder, "profile.json"), typeof profile === "string" ? profile : JSON.stringify(profile));
		await writeFile(path.join(folder, "answers.json"), JSON.stringify(given));
		const files = ["--profile", path.join(folder, "profile.json"), "--answers", path.join(folder, "answers.json")];
		return run("score", "--standard", "label-cae/2.0", ...files, ...args);
	}

	test("score prints one JSON object with the figures of the module", async () => {
		const { code, stdout, stderr } = await score(golden.profile, answers);
		const { domains, ...whole } = scoreAssessment(standard, golden.profile, answers);
		const { outcome, reasons } = labelOutcome(standard.labelRules, { ...whole, domains });
		expect([code, stderr]).toEqual([0, ""]);
		expect(JSON.parse(stdout)).toEqual({
			standard: "label-cae/2.0",
			...whole,
			outcome,
			reasons,
			domains: Object.fromEntries(
				Object.entries(domains).map(([key, { majors, minors, ...figures }]) => [key, figures]),
			),
		});
		expect(whole.majors).toEqual(["FIN", "JUR"]);
	});

	test("score takes the context of the decision", async () => {
		const { stdout } = await score(golden.profile, answers, "--after-deferral", "--plan-not-accepted");
		expect(JSON.parse(stdout)).toMatchObject({
			outcome: "refused",
			reasons: expect.arrayContaining(["PLAN_NOT_ACCEPTED"]),
		});
	});

	test.each([
		["bad JSON", "{", {}, "n’est pas du JSON valable"],
		["unknown sector", { ...golden.profile, sectors: ["bois"] }, {}, "profile.sectors[0]"],
		["unknown criterion", golden.profile, { "JUR-99": 2 }, "n’existe pas dans le référentiel"],
		["level outside the scale", golden.profile, { "JUR-01": 4 }, "niveau de 0 à 3"],
		["criterion not put", golden.profile, { "ACC-22": 2, "ACC-23": 2, "ACC-24": 2, "ACC-25": 2 }, "ne s’applique pas"],
	])("score refuses, in French and without a trace: %s", async (_, profile, given, message) => {
		const { code, stdout, stderr } = await score(profile, given);
		expect([code, stdout]).toEqual([1, ""]);
		expect(stderr).toContain(message);
		expect(stderr).not.toMatch(/\n\s+at /);
	});

	test("criteria:check counts the real version, and locates the problems of a broken copy", async () => {
		const right = await run("criteria-check");
		expect(right).toMatchObject({ code: 0, stderr: "" });
		expect(right.stdout).toMatch(/^label-cae 2\.0 : 120 critères, 5 domaines, 23 chapitres$/m);
		await cp("criteria", path.join(folder, "criteria"), { recursive: true });
		const file = path.join(folder, "criteria/label-cae/2.0/jur.yaml");
		await writeFile(file, (await readFile(file, "utf8")).replace("weight: 3", "weight: 1.5"));
		const broken = await run("criteria-check", "--root", folder);
		expect(broken.code).toBe(1);
		expect(broken.stderr).toMatch(
			/^criteria\/label-cae\/2\.0\/jur\.yaml:\d+:5 criteria\[0\]\.weight : La valeur « 1\.5 » n’est pas admise\. → Écrire 1, 2 ou 3\.$/m,
		);
		expect(broken.stderr).not.toMatch(/\n\s+at /);
	});
});
