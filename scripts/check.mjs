/** `npm run check`: format and lint, types, import rules, dead code, unit tests. `npm run check -- types` runs one. */
import { availableParallelism } from "node:os";
import path from "node:path";
import { run } from "./support/run.mjs";

// TypeScript 7 checks types six times faster; 5.9 stays for the tools that read its API (dependency-cruiser, Remix).
const TSC = "node_modules/typescript-7/bin/tsc";

/** The longest first, so that the others fit beside it. @type {Record<string, readonly [string, ...string[]]>} */
const STEPS = {
	types: [TSC, "--noEmit"],
	unit: ["vitest", "run", "--project", "unit", "--reporter=default"],
	imports: ["depcruise", "--config", ".dependency-cruiser.cjs", "app", "tests", "scripts"],
	"dead-code": ["knip", "--no-progress"],
	"format-and-lint": ["biome", "check", "--error-on-warnings", "."],
};

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !(name in STEPS));
if (unknown.length > 0) {
	console.error(`Étape inconnue : ${unknown.join(", ")}. Les étapes sont ${Object.keys(STEPS).join(", ")}.`);
	process.exit(2);
}

process.chdir(path.resolve(import.meta.dirname, ".."));
const started = Date.now();
const waiting = Object.keys(STEPS).filter((name) => asked.length === 0 || asked.includes(name));
/** @type {string[]} */
const failed = [];

async function takeSteps() {
	for (let name = waiting.shift(); name; name = waiting.shift()) {
		const [program, ...args] = /** @type {readonly [string, ...string[]]} */ (STEPS[name]);
		const { ok, seconds, output } = await run(program, args, { env: { NO_COLOR: "1" } });
		console.log(`${ok ? "ok    " : "FAILED"} ${name.padEnd(16)} ${seconds.toFixed(1).padStart(5)} s`);
		if (ok) continue;
		failed.push(name);
		console.log(output.trimEnd());
	}
}

await Promise.all(Array.from({ length: Math.min(2, availableParallelism()) }, takeSteps));
const seconds = ((Date.now() - started) / 1000).toFixed(1);
console.log(
	failed.length === 0 ? `All checks passed in ${seconds} s.` : `Failed: ${failed.join(", ")} (${seconds} s).`,
);
process.exitCode = failed.length === 0 ? 0 : 1;
