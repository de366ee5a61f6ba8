/** How long does the shortest path take in a browser, with the whole référentiel to raise? Must hold 20 ms. */
import path from "node:path";
import { build } from "vite";
import { OUTCOMES } from "../app/domain/scoring/label-outcome";
import { formatProblem } from "../app/domain/standard/problem";
import { loadStandard } from "../app/services/standard/read-criteria.server";
import { launchChromium } from "../tests/support/chromium";

const MOST_MS = 20;
const TIMES = 50;

/** Prints the median and the p95 for each outcome; false when a median is too long. */
export async function benchShortestPath(): Promise<boolean> {
	const loaded = await loadStandard(".", "label-cae/2.0");
	if (!loaded.ok) {
		console.error(loaded.problems.map(formatProblem).join("\n"));
		return false;
	}
	const script = await bundle(path.resolve("app/domain/scoring/shortest-path.ts"));
	const browser = await launchChromium();
	try {
		const page = await browser.newPage();
		await page.addScriptTag({ content: script });
		let held = true;
		for (const target of OUTCOMES.filter((outcome) => outcome !== "refused")) {
			const times = await page.evaluate(
				({ standard, target, times }) => {
					const { shortestPath } = (globalThis as unknown as { measured: Measured }).measured;
					const profile = {
						sectors: standard.sectors.map(({ code }) => code),
						activities: standard.activities.map(({ code }) => code),
						headcount: 100,
						conditions: standard.conditions.map(({ code }) => code),
					};
					return Array.from({ length: times }, () => {
						const started = performance.now();
						const found = shortestPath(standard, profile, {}, target);
						if (!found.ok || found.value.raises.length === 0) throw new Error("nothing to raise");
						return performance.now() - started;
					});
				},
				{ standard: loaded.value, target, times: TIMES },
			);
			times.sort((a, b) => a - b);
			const [median = Number.NaN, p95 = Number.NaN] = [times[TIMES / 2], times[Math.floor(TIMES * 0.95)]];
			console.log(`${target} : médiane ${median.toFixed(2)} ms, p95 ${p95.toFixed(2)} ms (${TIMES} calculs)`);
			held &&= median < MOST_MS;
		}
		console.log(
			`${loaded.value.criteria.length} critères à relever, navigateur ${browser.version()}. Limite : ${MOST_MS} ms.`,
		);
		return held;
	} finally {
		await browser.close();
	}
}

type Measured = typeof import("../app/domain/scoring/shortest-path");

/** The module and what it imports, as one script that leaves its exports in `measured`. */
async function bundle(entry: string): Promise<string> {
	const built = await build({
		configFile: false,
		logLevel: "error",
		resolve: { alias: { "~": path.resolve("app") } },
		build: { write: false, target: "es2022", lib: { entry, formats: ["iife"], name: "measured" } },
	});
	const [result] = Array.isArray(built) ? built : [built];
	if (!result || !("output" in result)) throw new Error("vite built nothing");
	return result.output[0].code;
}
