/** Owns copies of `criteria/` that a test changes: a version made from another one, as its authors would. */
import { mkdir, readdir, readFile, symlink, writeFile } from "node:fs/promises";
import path from "node:path";
import { copyFolder } from "./copy-folder";
import { createTemporaryFolder, type TemporaryFolder } from "./temporary-folder";

export interface CriterionEdit {
	readonly id: string;
	/** A text of the criterion, and what replaces it. */
	readonly replace: readonly [from: string, to: string];
	/** Flow mapping of `change`. */
	readonly change: string;
}

/** A statement of `JUR-01` that says more: nobody keeps their answer. */
export const TIGHTENED: CriterionEdit = {
	id: "JUR-01",
	replace: ["par des entrepreneurs personnes physiques.", "par des entrepreneurs personnes physiques, membres ou non."],
	change: "kind: tightened, from: [JUR-01], keepAnswer: reset, note: Les statuts nomment aussi les non-membres.",
};

/** A folder that holds `criteria/`; with `app`, also what a server needs of the project. */
export async function copyCriteria(name: string, { app = false } = {}): Promise<TemporaryFolder> {
	const folder = await createTemporaryFolder(name);
	await copyFolder("criteria", path.join(folder.path, "criteria"));
	if (app) {
		for (const entry of ["drizzle", "build"]) await symlink(path.resolve(entry), path.join(folder.path, entry));
	}
	return folder;
}

/** Writes `label-cae/<version>` from `label-cae/<previous>`: nothing changes but these criteria. */
export async function addVersion(
	root: string,
	{
		version,
		previous = "2.0",
		publishedOn = "2026-02-01",
		edits = [TIGHTENED],
	}: {
		readonly version: string;
		readonly previous?: string;
		readonly publishedOn?: string;
		readonly edits?: readonly CriterionEdit[];
	},
): Promise<string> {
	const of = (number: string) => path.join(root, "criteria/label-cae", number);
	await mkdir(of(version));
	for (const file of await readdir(of(previous))) {
		const text = await readFile(path.join(of(previous), file), "utf8");
		const made =
			file === "standard.yaml"
				? text
						.replace(/^version: .*$/m, `version: "${version}"`)
						.replace(/^previous: .*\n/m, "")
						.replace(/^(version: .*)$/m, `$1\nprevious: "${previous}"`)
						.replace(/^publishedOn: .*$/m, `publishedOn: ${publishedOn}`)
						.replace(/^retired:\n(?: .*\n?)+/m, "")
				: edits.reduce(edited, text.replace(/^ {4}change:\n(?: {6}.*\n)+/gm, "").replace(/^ {4}change: \{.*\n/gm, ""));
		await writeFile(path.join(of(version), file), made);
	}
	return of(version);
}

function edited(text: string, { id, replace: [from, to], change }: CriterionEdit): string {
	const start = text.indexOf(`  - id: ${id}\n`);
	if (start === -1) return text;
	const next = /\n(?: {2}- id: | {2}# )/.exec(text.slice(start + 1));
	const end = next ? start + 1 + next.index + 1 : text.length;
	const block = text.slice(start, end);
	if (!block.includes(from)) throw new Error(`${id} does not contain ${from}`);
	return `${text.slice(0, start)}${block.replace(from, () => to)}    change: { ${change} }\n${text.slice(end)}`;
}

/** Changes one text of a file of a version. Returns the line it is on, from 1. */
export async function changeFile(root: string, place: string, from: string, to: string): Promise<number> {
	const file = path.join(root, "criteria", place);
	const text = await readFile(file, "utf8");
	const at = text.indexOf(from);
	if (at === -1) throw new Error(`${place} does not contain ${from}`);
	await writeFile(file, text.slice(0, at) + to + text.slice(at + from.length));
	return text.slice(0, at).split("\n").length;
}
