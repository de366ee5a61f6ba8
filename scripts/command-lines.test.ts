/** The command lines about the référentiel, run as its authors run them: figures, located problems, and never a stack trace. */
import { spawn } from "node:child_process";
import { mkdir, mkdtemp, rename, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { labelOutcome } from "../app/domain/scoring/label-outcome";
import { scoreAssessment } from "../app/domain/scoring/score-assessment";
import { applicableCriteria } from "../app/domain/standard/applicability";
import { realStandard } from "../tests/fixtures/standard/real-standard";
import { copyFolder } from "../tests/support/copy-folder";
import { changeFile, copyCriteria } from "../tests/support/criteria-copy";
import { checkCriteria } from "./support/check-criteria";

const folder = await mkdtemp(path.join(tmpdir(), "commands-"));
afterAll(() => rm(folder, { recursive: true, force: true }));

async function run(script: string, ...args: string[]) {
	const child = spawn(process.execPath, ["--import", "tsx", `scripts/${script}.ts`, ...args], {
		stdio: ["ignore", "pipe", "pipe"],
	});
	const [stdout, stderr] = await Promise.all(
		[child.stdout, child.stderr].map((stream) => stream.setEncoding("utf8").toArray()),
	);
	const code = child.exitCode ?? (await new Promise<number | null>((resolve) => child.once("close", resolve)));
	const said = { code, stdout: stdout?.join("") ?? "", stderr: stderr?.join("") ?? "" };
	expect(said.stderr).not.toMatch(/\n\s+at |node_modules|undefined|\[object Object\]/);
	return said;
}

describe("score", { timeout: 120_000 }, async () => {
	const standard = await realStandard();
	const profile = { sectors: ["generaliste"], activities: [], headcount: 30, conditions: ["receives_grants"] };
	const weak = new Set(["JUR-04", "JUR-06", "JUR-08", "JUR-09", "JUR-11"]);
	const answers = Object.fromEntries(
		applicableCriteria(standard, profile).map(({ id }) => [id, weak.has(id) ? (1 as const) : (2 as const)]),
	);

	async function score(given: unknown, answered: unknown, ...args: string[]) {
		await writeFile(path.join(folder, "profile.json"), JSON.stringify(given));
		await writeFile(path.join(folder, "answers.json"), JSON.stringify(answered));
		const files = ["--profile", path.join(folder, "profile.json"), "--answers", path.join(folder, "answers.json")];
		return run("score", "--standard", "label-cae/2.0", ...files, ...args);
	}

	test("prints one JSON object with the figures of the module, in the context of the decision", async () => {
		const { code, stdout, stderr } = await score(profile, answers, "--after-deferral", "--plan-not-accepted");
		const { domains, ...whole } = scoreAssessment(standard, profile, answers);
		const context = { afterDeferral: true, planAccepted: false };
		const { outcome, reasons } = labelOutcome(standard.labelRules, { ...whole, domains }, context);
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
		expect([whole.majors, outcome]).toEqual([["JUR"], "refused"]);
		expect(reasons).toContain("PLAN_NOT_ACCEPTED");
	});

	test("refuses, in French and without a trace", async () => {
		const { code, stdout, stderr } = await score(profile, { "ACC-22": 2, "JUR-01": 4 });
		expect([code, stdout]).toEqual([1, ""]);
		expect(stderr).toContain("answers.ACC-22");
		expect(stderr).toContain("niveau de 0 à 3");
	});
});

describe("criteria:check", { timeout: 120_000 }, async () => {
	const copy = await copyCriteria("criteria-check");
	afterAll(() => copy.remove());
	const place = (name: string) => path.join(copy.path, "criteria/label-cae/2.0", name);

	test("counts the real versions and their examples", async () => {
		const { lines, problems } = await checkCriteria(process.cwd());
		expect(problems).toEqual([]);
		expect(lines).toHaveLength(3);
		expect(lines[0]).toMatch(/^label-cae 1\.0 : 120 critères, 5 domaines, 23 chapitres, \d{2} exemples vérifiés$/);
		expect(lines[2]).toMatch(/^label-cae 2\.0 depuis la 1\.0 : 95 critères inchangés, /);
	});

	test("run on a broken copy, prints where and what to do, and fails", async () => {
		const line = await changeFile(copy.path, "label-cae/2.0/jur.yaml", "weight: 3", "weight: 1.5");
		const broken = await run("criteria-check", "--root", copy.path);
		expect(broken.code).toBe(1);
		expect(broken.stderr).toBe(
			`criteria/label-cae/2.0/jur.yaml:${line}:5 criteria[0].weight : La valeur « 1.5 » n’est pas admise. → Écrire 1, 2 ou 3.\n1 problème à corriger.\n`,
		);
		await changeFile(copy.path, "label-cae/2.0/jur.yaml", "weight: 1.5", "weight: 3");
	});

	test("an example that no longer holds is a problem at its line", async () => {
		const line = await changeFile(
			copy.path,
			"label-cae/2.0/examples.yaml",
			"conformity: 171/190",
			"conformity: 172/190",
		);
		expect((await checkCriteria(copy.path)).problems).toEqual([
			`criteria/label-cae/2.0/examples.yaml:${line}:7 examples[12].expect.conformity : L’exemple G06 attend « 172/190 », or le calcul donne « 171/190 ». → Corriger l’attente ou les réponses, ou la règle si c’est elle qui se trompe.`,
		]);
		await changeFile(copy.path, "label-cae/2.0/examples.yaml", "conformity: 172/190", "conformity: 171/190");
	});

	test("a missing file, then a folder of its name", async () => {
		await rename(place("jur.yaml"), path.join(copy.path, "aside.yaml"));
		const missing =
			/^criteria\/label-cae\/2\.0\/standard\.yaml:\d+:5 domains\[0\]\.file : Le fichier « jur\.yaml » n’existe pas\. → L’écrire, ou corriger son nom\.$/;
		expect((await checkCriteria(copy.path)).problems).toEqual([expect.stringMatching(missing)]);
		await mkdir(place("jur.yaml"));
		expect((await checkCriteria(copy.path)).problems).toEqual([expect.stringMatching(missing)]);
		await rm(place("jur.yaml"), { recursive: true });
		await rename(path.join(copy.path, "aside.yaml"), place("jur.yaml"));
	});

	test("no référentiel, a file instead of a folder, a folder that cannot be read", async () => {
		const nowhere = path.join(folder, "nowhere");
		expect((await checkCriteria(nowhere)).problems).toEqual([`Aucun référentiel sous ${nowhere}/criteria.`]);
		await writeFile(nowhere, "");
		expect((await checkCriteria(nowhere)).problems).toEqual([`Aucun référentiel sous ${nowhere}/criteria.`]);
		const loop = path.join(folder, "loop");
		await symlink(loop, loop);
		const { code, stderr } = await run("criteria-check", "--root", loop);
		expect(code).toBe(1);
		expect(stderr).toContain(`${loop}/criteria n’a pas pu être lu : des liens tournent en rond. → `);
	});
});

test("a copy of the criteria alone is checked too", async () => {
	const alone = path.join(folder, "copie");
	await copyFolder("criteria", alone);
	expect((await checkCriteria(alone)).problems).toEqual([]);
});
