/** Names of folders and files, and the size of a room. */
import { describe, expect, it } from "vitest";
import { files, filesIn, linesMatching, read, TYPESCRIPT } from "./source-files";

const CODE = files.filter((file) => /^(app|scripts|bench|tests)\/.*\.(tsx?|mjs|css)$/.test(file));
const MAX_LINES = 300;

describe("names", () => {
	it("finds the code", () => {
		expect(CODE.length).toBeGreaterThan(100);
	});

	it("has no catch-all folder", () => {
		expect(CODE.filter((file) => /\/(utils?|helpers?|misc|common|lib|shared)\//.test(file))).toEqual([]);
	});

	it("writes file names in kebab-case", () => {
		const kebab = /^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z]+)*\.(tsx?|mjs|css)$/;
		expect(CODE.filter((file) => !kebab.test(file.split("/").at(-1) ?? ""))).toEqual([]);
	});

	it("keeps tests out of app/routes, where Remix would make pages of them", () => {
		expect(filesIn("app/routes", /\.(test|spec)\./)).toEqual([]);
	});

	it("has no TypeScript enum", () => {
		const typescript = CODE.filter((file) => TYPESCRIPT.test(file));
		expect(linesMatching(typescript, /^\s*(export\s+)?(declare\s+)?(const\s+)?enum\s+\w/)).toEqual([]);
	});

	it(`has no TypeScript file of more than ${MAX_LINES} lines in app/`, () => {
		// A test file is a list of examples: its length says nothing of a room too full.
		const rooms = filesIn("app", TYPESCRIPT).filter((file) => !/\.test\.tsx?$/.test(file));
		const lengths = rooms.map((file) => ({ file, lines: read(file).split("\n").length - 1 }));
		expect(lengths.filter(({ lines }) => lines > MAX_LINES)).toEqual([]);
	});
});

describe("machines", () => {
	it("names no folder of one machine", () => {
		// Spelt in two parts, or this file would find itself.
		const homes = ["work/main", "work/shared", "root/", "home/[a-z]", "Users/[A-Za-z]"];
		expect(linesMatching(files, new RegExp(homes.map((home) => `(?<![\\w.-])/${home}`).join("|")))).toEqual([]);
	});

	it("locks the packages of every platform, or `npm ci` would refuse", () => {
		const { packages } = JSON.parse(read("package-lock.json")) as {
			packages: Record<string, { optionalDependencies?: Record<string, string> }>;
		};
		const missing = Object.entries(packages).flatMap(([where, { optionalDependencies = {} }]) =>
			Object.keys(optionalDependencies).filter(
				(name) => !packages[`node_modules/${name}`] && !packages[`${where}/node_modules/${name}`],
			),
		);
		expect(missing, "pin a release whose platform packages the registry serves").toEqual([]);
	});

	it("locks packages by name and hash, from whatever registry the machine uses", () => {
		const { packages } = JSON.parse(read("package-lock.json")) as {
			packages: Record<string, { resolved?: string; link?: boolean }>;
		};
		const elsewhere = Object.entries(packages).filter(([, { resolved }]) => resolved !== undefined);
		expect(elsewhere).toEqual([]);
		expect(
			linesMatching(
				[".npmrc"].filter((file) => files.includes(file)),
				/registry\s*=/,
			),
		).toEqual([]);
	});
});
