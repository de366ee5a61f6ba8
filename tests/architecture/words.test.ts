/** The glossary is true, the documentation leads somewhere, and the label is never called « certifié ». */
import path from "node:path";
import { describe, expect, it } from "vitest";
import { appSources, files, filesIn, linesMatching, read } from "./source-files";

interface Term {
	readonly term: string;
	readonly identifier: string;
	readonly where: string;
}

const terms: readonly Term[] = read("docs/glossary.md")
	.split("\n")
	.filter((line) => line.startsWith("|") && !/^\|\s*(Terme|-+)\s*\|/.test(line))
	.map((line) => {
		const [, term = "", identifier = "", , where = ""] = line.split("|").map((cell) => cell.trim());
		return { term, identifier: /^`(\w+)`$/.exec(identifier)?.[1] ?? "", where: where.replaceAll("`", "") };
	});

describe("glossary", () => {
	it("gives each term one identifier, and each identifier one term", () => {
		expect(terms.length).toBeGreaterThan(50);
		expect(terms.filter(({ identifier }) => identifier === "")).toEqual([]);
		const identifiers = terms.map(({ identifier }) => identifier);
		expect(identifiers.filter((identifier, index) => identifiers.indexOf(identifier) !== index)).toEqual([]);
	});

	it("names a file that contains the identifier", () => {
		const wrong = terms
			.filter(({ where }) => where !== "—")
			.filter(({ identifier, where }) => !appSources.includes(where) || !hasWord(read(where), identifier));
		expect(wrong).toEqual([]);
	});

	it("calls unused only what the code does not declare", () => {
		const names = terms.filter(({ where }) => where === "—").map(({ identifier }) => identifier);
		const declared = new RegExp(`\\b(const|let|function|type|interface|class|pgTable\\(")\\s*(${names.join("|")})\\b`);
		expect(linesMatching(appSources, declared)).toEqual([]);
	});
});

describe("documentation", () => {
	const documents = files.filter((file) => file.endsWith(".md"));

	it.each(documents)("%s links to files that exist", (document) => {
		const targets = [...read(document).matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = ""]) =>
			target.replace(/#.*$/, ""),
		);
		const local = targets.filter((target) => target !== "" && !/^[a-z]+:/.test(target));
		const missing = local.filter((target) => {
			const found = path.posix.join(path.posix.dirname(document), decodeURI(target)).replace(/\/$/, "");
			return !files.some((file) => file === found || file.startsWith(`${found}/`));
		});
		expect(missing).toEqual([]);
	});

	it("names in the README only files that exist", () => {
		const named = [
			...read("README.md").matchAll(/`((?:app|criteria|drizzle|docs|scripts|tests|bench|public)\/[\w./-]*)`/g),
		].map(([, file = ""]) => file.replace(/\/$/, ""));
		expect(named.filter((name) => !files.some((file) => file === name || file.startsWith(`${name}/`)))).toEqual([]);
	});

	it("keeps the README under a hundred lines", () => {
		expect(read("README.md").trimEnd().split("\n").length).toBeLessThanOrEqual(100);
	});
});

describe("« certifié »", () => {
	const CERTIFIED = /certifi(é|ée|és|ées|e|ent|er)(?!\p{L})/iu;

	it("is said in app/ only by the rule that refuses it", () => {
		const rule = ["app/domain/standard/certified-wording.ts", "app/domain/standard/lint-criteria.ts"];
		const others = appSources.filter((file) => !rule.includes(file));
		expect(linesMatching(others, CERTIFIED)).toEqual([]);
	});

	it("is said in criteria/ of accounts only, and once to refuse it", () => {
		const said = linesMatching(filesIn("criteria", /\.ya?ml$/), CERTIFIED);
		const fine = /commissaire aux comptes (a )?certifi|certifi\S* (les|ses|leurs) comptes|sans le mot “certifié”/i;
		expect(said.filter((line) => !fine.test(line))).toEqual([]);
	});
});

function hasWord(text: string, word: string): boolean {
	return new RegExp(`(?<![\\w$])${word}(?![\\w$])`).test(text);
}
