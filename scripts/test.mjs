/**
 * `npm test`: runs every suite and ends with `N passed, N failed, N skipped`. `npm test -- unit e2e` runs those two.
 * A suite that ran nothing, or skipped anything, is a failure.
 */
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import os, { availableParallelism } from "node:os";
import path from "node:path";
import { run } from "./support/run.mjs";

const SUITES = ["unit", "integration-pglite", "integration-postgres", "access", "e2e"];
const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !SUITES.includes(name));
if (unknown.length > 0) {
	console.error(`Suite inconnue : ${unknown.join(", ")}. Les suites sont ${SUITES.join(", ")}.`);
	process.exit(2);
}

process.chdir(path.resolve(import.meta.dirname, ".."));
const reports = mkdtempSync(path.join(os.tmpdir(), "label-cae-reports-"));
process.on("exit", () => rmSync(reports, { recursive: true, force: true }));

const lines = [];
const total = { passed: 0, failed: 0, skipped: 0 };
for (const suite of SUITES.filter((name) => asked.length === 0 || asked.includes(name))) {
	console.log(`\n── ${suite} ──`);
	const report = path.join(reports, `${suite}.json`);
	// Journeys wait for pages as much as they compute: two more at a time than there are cores.
	const workers = suite === "e2e" ? [`--maxWorkers=${availableParallelism() + 2}`] : [];
	const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
	const { ok, seconds } = await run("vitest", ["run", "--project", suite, ...workers, ...reporters], { stream: true });
	const counts = readCounts(report, ok);
	for (const key of /** @type {const} */ (["passed", "failed", "skipped"])) total[key] += counts[key];
	lines.push(`${suite}: ${inWords(counts)} (${seconds.toFixed(1)} s)${counts.remark}`);
}

console.log(`\n${lines.join("\n")}`);
console.log(inWords(total));
process.exitCode = total.failed > 0 || total.skipped > 0 ? 1 : 0;

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
