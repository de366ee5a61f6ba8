import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { SMALL_TEXTS } from "../../../tests/fixtures/standard/small-standard";
import { findContradictionsFile, loadStandard, readCriteriaFiles } from "./read-criteria.server";

let root: string;
beforeEach(async () => {
	root = await mkdtemp(path.join(tmpdir(), "criteria-"));
});
afterEach(() => rm(root, { recursive: true, force: true }));

async function write(folder: string, texts: Readonly<Record<string, string>> = { "standard.yaml": "a: 1\n" }) {
	await mkdir(path.join(root, folder), { recursive: true });
	for (const [name, text] of Object.entries(texts)) await writeFile(path.join(root, folder, name), text);
}

describe("readCriteriaFiles", () => {
	test("gives versions by number, with their YAML files and nothing else", async () => {
		for (const version of ["10.0", "2.0", "1.0"]) await write(`criteria/label/${version}`);
		await write("criteria/label/2.0", { "b.yaml": "", "a.yml": "", "notes.md": "", ".cache.txt": "" });
		await write("criteria/schema", { "domain.schema.json": "{}" });
		await write("criteria", { "README.md": "" });
		const found = await readCriteriaFiles(root);
		expect(found.map(({ standard, version }) => `${standard} ${version}`)).toEqual([
			"label 1.0",
			"label 2.0",
			"label 10.0",
		]);
		expect(found[1]?.files.map((file) => file.path)).toEqual([
			"criteria/label/2.0/a.yml",
			"criteria/label/2.0/b.yaml",
			"criteria/label/2.0/standard.yaml",
		]);
	});

	test("gives the examples and the contradictions apart, and alone they make no version", async () => {
		const beside = { "examples.yaml": "examples: []", "contradictions.yaml": "contradictions: []" };
		await write("criteria/label/1.0", { "standard.yaml": "", ...beside });
		await write("criteria/label/2.0", beside);
		const found = await readCriteriaFiles(root);
		expect(
			found.map(({ files, examples, contradictions }) => [
				...files.map((file) => file.path),
				examples?.path,
				contradictions?.path,
			]),
		).toEqual([
			[
				"criteria/label/1.0/standard.yaml",
				"criteria/label/1.0/examples.yaml",
				"criteria/label/1.0/contradictions.yaml",
			],
		]);
		expect((await findContradictionsFile(root, "label", "1.0"))?.path).toBe("criteria/label/1.0/contradictions.yaml");
		expect(await findContradictionsFile(root, "label", "3.0")).toBeNull();
		expect(await findContradictionsFile(root, "..", "label")).toBeNull();
	});

	test("a missing folder holds no version", async () => {
		expect(await readCriteriaFiles(path.join(root, "nowhere"))).toEqual([]);
	});

	test("does not follow links, nor read a huge file whole", async () => {
		await write("secret", { "x.yaml": "secret" });
		await write("criteria/label/1.0", { "standard.yaml": "#".repeat(3_000_000) });
		await symlink(path.join(root, "secret"), path.join(root, "criteria/label/2.0"));
		await symlink(path.join(root, "secret/x.yaml"), path.join(root, "criteria/label/1.0/x.yaml"));
		const found = await readCriteriaFiles(root);
		expect(found.flatMap(({ files }) => files.map(({ path: name, bytes }) => [name, bytes.length]))).toEqual([
			["criteria/label/1.0/standard.yaml", 1024 * 1024 + 1],
		]);
	});
});

describe("loadStandard", () => {
	test("parses the version asked for", async () => {
		await write("criteria/petit/1.0", SMALL_TEXTS);
		expect(await loadStandard(root, "petit/1.0")).toMatchObject({ ok: true, value: { code: "petit", version: "1.0" } });
	});

	test.each([
		"petit/2.0",
		"petit",
		"",
		"/",
		"../secret",
		"petit/../secret",
		"petit/1.0/x",
		"petit\\1.0",
		"..",
		"./petit/1.0",
		"petit/\u0000",
	])("answers %j as a version that does not exist", async (reference) => {
		await write("criteria/petit/1.0", SMALL_TEXTS);
		await write("criteria/secret", { "standard.yaml": "secret" });
		await write("secret", { "standard.yaml": "secret" });
		expect(await loadStandard(root, reference)).toEqual({
			ok: false,
			problems: [
				{
					file: "criteria",
					line: 1,
					column: 1,
					keyPath: "",
					message: `Le référentiel « ${reference} » n’existe pas`,
					fix: "Choisir parmi petit/1.0",
				},
			],
		});
	});
});
