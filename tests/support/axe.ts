/** Owns the accessibility check of a page. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { AxeResults, RunOptions } from "axe-core";
import type { Page } from "playwright-core";

const SOURCE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** One text per violated rule, with its places: `expect(await findViolations(page)).toEqual([])`. */
export async function findViolations(page: Page, within = "html"): Promise<string[]> {
	// A colour on its way to another is nobody's last word.
	await page.evaluate(() =>
		Promise.race([
			Promise.allSettled(document.getAnimations().map(({ finished }) => finished)),
			new Promise((resolve) => setTimeout(resolve, 2_000)),
		]),
	);
	// Evaluated rather than added as a script: the page's content security policy stays as it is.
	await page.evaluate(`if (!window.axe) { ${SOURCE} }`);
	const options: RunOptions = { runOnly: { type: "tag", values: TAGS }, resultTypes: ["violations"] };
	const results = (await page.evaluate(
		`window.axe.run(${JSON.stringify(within)}, ${JSON.stringify(options)})`,
	)) as AxeResults;
	return results.violations.map((violation) => {
		const places = violation.nodes.map(
			(node) => `  ${node.target.join(" ")}\n    ${node.html}\n    ${node.failureSummary}`,
		);
		return `${violation.id} (${violation.impact}): ${violation.help}\n${places.join("\n")}`;
	});
}
