/** Stopped anywhere, by kill -9 or by an error, a folder is wholly old or wholly new once the next command has looked. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { finishReplacements, replaceFiles } from "./replace-files";

const parent = await mkdtemp(path.join(os.tmpdir(), "label-cae-replace-"));
const folder = path.join(parent, "2.0");
const NEW = ["a.yaml", "b.yaml"].map((name) => ({ name, bytes: Buffer.from("new") }));
const old = { "a.yaml": "old", "b.yaml": "old", "c.yaml": "kept" };
const replaced = { "a.yaml": "new", "b.yaml": "new", "c.yaml": "kept" };

async function found() {
	const names = await readdir(folder).catch(() => []);
	return Object.fromEntries(
		await Promise.all(names.map(async (name) => [name, await readFile(path.join(folder, name), "utf8")])),
	);
}

beforeEach(async () => {
	await rm(parent, { recursive: true });
	await mkdir(folder, { recursive: true });
	for (const [name, text] of Object.entries(old)) await writeFile(path.join(folder, name), text);
});
afterAll(() => rm(parent, { recursive: true }));

/** Runs until the given move, which never comes; like a process that stops there, it tidies nothing. */
function stopAt(move: number, done: boolean): Promise<void> {
	let moves = 0;
	return new Promise((resolve, reject) => {
		replaceFiles(folder, NEW, async (from, to) => {
			moves += 1;
			if (moves !== move) return rename(from, to);
			if (done) await rename(from, to);
			resolve();
			return new Promise(() => {});
		}).catch(reject);
	});
}

describe("replaceFiles", () => {
	it("replaces the files, keeps the others, leaves nothing beside", async () => {
		await replaceFiles(folder, NEW);
		expect([await found(), await readdir(parent)]).toEqual([replaced, ["2.0"]]);
		expect(await finishReplacements(parent)).toEqual([]);
	});

	it.each([
		["before the folder is moved aside", 1, false, old, []],
		["between the two moves", 2, false, replaced, [folder]],
		["before what was moved aside is removed", 2, true, replaced, []],
	])("stopped %s, is made whole by the next command", async (_, move, done, expected, finished) => {
		await stopAt(move, done);
		expect(await finishReplacements(parent)).toEqual(finished);
		expect([await found(), await readdir(parent)]).toEqual([expected, ["2.0"]]);
	});

	it("killed by kill -9 between the two moves, is made whole by the next command", async () => {
		const script = `
			import { rename } from "node:fs/promises";
			const { replaceFiles } = await import(${JSON.stringify(pathToFileURL("scripts/support/replace-files.ts").href)});
			let moves = 0;
			await replaceFiles(process.argv[1], ["a.yaml", "b.yaml"].map((name) => ({ name, bytes: Buffer.from("new") })), (from, to) => {
				if (++moves === 2) process.kill(process.pid, "SIGKILL");
				return rename(from, to);
			});`;
		const child = spawn(process.execPath, ["--import", "tsx", "--input-type=module", "-e", script, folder]);
		expect(await once(child, "exit")).toEqual([null, "SIGKILL"]);
		expect((await readdir(parent)).sort()).toEqual([".2.0.before", ".2.0.import"]);
		expect(await finishReplacements(parent)).toEqual([folder]);
		expect([await found(), await readdir(parent)]).toEqual([replaced, ["2.0"]]);
	});

	it.each([1, 2])("undoes itself when move %d fails", async (failing) => {
		let moves = 0;
		const full = replaceFiles(folder, NEW, async (from, to) => {
			moves += 1;
			if (moves === failing) throw new Error("EIO");
			await rename(from, to);
		});
		await expect(full).rejects.toThrow("EIO");
		expect([await found(), await readdir(parent)]).toEqual([old, ["2.0"]]);
	});

	it("forgets a copy that was never whole", async () => {
		await mkdir(path.join(parent, ".2.0.import"));
		expect(await finishReplacements(parent)).toEqual([]);
		expect([await found(), await readdir(parent)]).toEqual([old, ["2.0"]]);
	});
});
