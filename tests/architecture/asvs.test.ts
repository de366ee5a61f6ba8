/** docs/asvs.csv answers each requirement of OWASP ASVS 5.0, levels 1 and 2, with tests and headings that exist, or with a reason. */
import { describe, expect, it } from "vitest";
import { files, read } from "./source-files";

interface Requirement {
	readonly id: string;
	readonly level: string;
	readonly subject: string;
	readonly status: string;
	/** `file > title of a test` or `file > heading`. */
	readonly cited: readonly (readonly [file: string, title: string])[];
	/** What is written beside, in words. */
	readonly reason: string;
}

const FILE = "docs/asvs.csv";
const STATUSES = ["met", "not-applicable", "operator", "partial"];
const [head, ...lines] = parseCsv(read(FILE));
const requirements = lines.map(toRequirement);
const told = ({ id }: Requirement) => id;

describe("docs/asvs.csv", () => {
	it("has one row per requirement, in the order of the standard", () => {
		expect(head).toEqual(["id", "level", "subject", "status", "evidence"]);
		expect(
			lines.filter((cells) => cells.length !== 5 || cells.some((cell) => cell.trim() !== cell || cell === "")),
		).toEqual([]);
		expect(requirements.filter(({ level }) => level === "1")).toHaveLength(70);
		expect(requirements.filter(({ level }) => level === "2")).toHaveLength(183);
		expect(requirements).toHaveLength(253);
		expect(requirements.filter(({ id }) => !/^V\d+\.\d+\.\d+$/.test(id))).toEqual([]);
		const ranks = requirements.map(({ id }) =>
			id
				.slice(1)
				.split(".")
				.reduce((rank, part) => rank * 1_000 + Number(part), 0),
		);
		expect(
			requirements.filter((_, index) => index > 0 && Number(ranks[index]) <= Number(ranks[index - 1])).map(told),
		).toEqual([]);
	});

	it("gives each a known status, and leaves no question open", () => {
		expect(requirements.filter(({ status }) => !STATUSES.includes(status)).map(told)).toEqual([]);
		expect(lines.filter((cells) => cells.join().includes("?"))).toEqual([]);
	});

	it("shows what is met by a test or a document", () => {
		expect(requirements.filter(({ status, cited }) => status === "met" && cited.length === 0).map(told)).toEqual([]);
	});

	it("says why for the rest, each with a reason", () => {
		const short = requirements.filter(({ status, reason }) => status !== "met" && reason.length < 20);
		expect(short.map(told)).toEqual([]);
	});

	it("cites only tests and headings that exist", () => {
		const wrong = requirements.flatMap(({ id, cited }) =>
			cited.filter(([file, title]) => !exists(file, title)).map(([file, title]) => `${id}: ${file} > ${title}`),
		);
		expect(wrong).toEqual([]);
		expect(requirements.flatMap(({ cited }) => cited).length).toBeGreaterThan(200);
	});
});

function toRequirement([
	id = "",
	level = "",
	subject = "",
	status = "",
	evidence = "",
]: readonly string[]): Requirement {
	const parts = evidence.split(" ; ");
	// What looks like a citation and is none is told as one that does not exist.
	const cited = parts
		.filter((part) => part.includes(" > "))
		.map((part) => {
			const [, file = "", title = part] = /^(\S+\.\w+) > (.+)$/.exec(part) ?? [];
			return [file, title] as const;
		});
	const reason = parts.filter((part) => !part.includes(" > ")).join(" ");
	return { id, level, subject, status, cited, reason };
}

function exists(file: string, title: string): boolean {
	if (!files.includes(file)) return false;
	const text = read(file);
	if (file.endsWith(".md"))
		return text.split("\n").some((line) => /^#{1,6} /.test(line) && line.replace(/^#+ /, "") === title);
	// A title made from examples is cited up to what varies.
	const [, start = ""] = /^(.*?)(?=%[sdj]|\$\{|$)/.exec(title) ?? [];
	const literal = start.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
	const end = start === title ? "\\1\\s*," : "(%|\\$\\{)";
	return start.length > 0 && new RegExp(`\\(\\s*(["'\`])${literal}${end}`).test(text);
}

function parseCsv(text: string): string[][] {
	const rows: string[][] = [];
	for (const line of text.trimEnd().split("\n")) {
		const cells = [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^",]*))/g)].map(
			([, quoted, plain = ""]) => quoted?.replaceAll('""', '"') ?? plain,
		);
		rows.push(cells);
	}
	return rows;
}
