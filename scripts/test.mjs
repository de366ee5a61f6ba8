/**
 * `npm test`: runs every suite and ends with `N passed, N failed, N skipped`. `npm test -- unit e2e` runs those two.
 * A suite that ran nothing, or skipped anything, is a failure.
 */
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import os, { availableParallelism } from "node:os";
import path from "node:path";
import { ensureBuild } from "./support/ensure-build.mjs";
import { run } from "./support/run.mjs";

/**
 * Suites of one lane follow one another; the lanes go side by side. Journeys wait for pages as much as they compute: what
 * they leave of the cores goes to the others.
 */
const LANES = [["unit", "integration-pglite", "integration-postgres", "access"], ["e2e"]];
const SUITES = LANES.flat();
const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !SUITES.includes(name));
if (unknown.length > 0) {
	console.error(`Suite inconnue : ${unknown.join(", ")}. Les suites sont ${SUITES.join(", ")}.`);
	process.exit(2);
}

process.chdir(path.resolve(import.meta.dirname, ".."));
const reports = mkdtempSync(path.join(os.tmpdir(), "label-cae-reports-"));
process.on("exit", () => rmSync(reports, { recursive: true, force: true }));

const chosen = SUITES.filter((name) => asked.length === 0 || asked.includes(name));
const lines = new Map();
const total = { passed: 0, failed: 0, skipped: 0 };
// Both `access` and `e2e` need it, and would make it at the same time.
if (chosen.includes("access") && chosen.includes("e2e")) await ensureBuild();
await Promise.all(LANES.map((lane) => runLane(lane.filter((name) => chosen.includes(name)))));
console.log(`\n${chosen.map((name) => lines.get(name)).join("\n")}`);
console.log(inWords(total));
process.exitCode = total.failed > 0 || total.skipped > 0 ? 1 : 0;

/** @param {readonly string[]} suites */
async function runLane(suites) {
	for (const suite of suites) {
		const label = chosen.length > 1 ? `${suite} │ ` : undefined;
		const report = path.join(reports, `${suite}.json`);
		// Alone, the journeys take one worker more than there are cores.
		const alone = suite === "e2e" && chosen.length === 1 ? 1 : 0;
		const workers = `--maxWorkers=${availableParallelism() + alone}`;
		const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
		const args = ["run", "--project", suite, workers, ...reporters];
		const { ok, seconds } = await run("vitest", args, { stream: true, label });
		const counts = readCounts(report, ok);
		for (const key of /** @type {const} */ (["passed", "failed", "skipped"])) total[key] += counts[key];
		lines.set(suite, `${suite}: ${inWords(counts)} (${seconds.toFixed(1)} s)${counts.remark}`);
	}
}

/**
 * Counts from Vitest's report. What fails outside of any test (an import, a set-up, a stray rejection) counts as one.
 * @param {string} file
 * @param {boolean} ok
 */
function readCounts(file, ok) {
	if (!existsSync(file)) return { passed: 0, failed: 1, skipped: 0, remark: ": the suite did not run" };
	const report = JSON.parse(readFileSync(file, "utf8"));
	const broken = report.testResults.filter(
		(/** @type {{ status: string, assertionResults: unknown[] }} */ one) =>
			one.status === "failed" && one.assertionResults.length === 0,
	).length;
	const counts = {
		passed: report.numPassedTests,
		failed: report.numFailedTests + broken,
		skipped: report.numPendingTests + report.numTodoTests,
		remark: "",
	};
	if (counts.passed + counts.failed === 0) return { ...counts, failed: 1, remark: ": no test ran" };
	if (!ok && counts.failed === 0) return { ...counts, failed: 1, remark: ": an error outside of the tests, see above" };
	return counts;
}

/** @param {{ passed: number, failed: number, skipped: number }} counts */
function inWords({ passed, failed, skipped }) {
	return `${passed} passed, ${failed} failed, ${skipped} skipped`;
}
