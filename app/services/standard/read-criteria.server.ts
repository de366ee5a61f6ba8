/** Reads the criteria files from disk. The only reader of `criteria/`: everything else gets bytes or a Standard. */
import { open, readdir } from "node:fs/promises";
import path from "node:path";
import { CONTRADICTIONS_FILE } from "~/domain/standard/contradictions-schema";
import { MAX_FILE_BYTES } from "~/domain/standard/criteria-text";
import { EXAMPLES_FILE } from "~/domain/standard/examples-schema";
import { type ParsedStandard, parseStandard } from "~/domain/standard/parse-standard";
import type { CriteriaFile, Problem } from "~/domain/standard/problem";

export interface StandardFiles {
	/** Folder name, e.g. `label-cae`. */
	readonly standard: string;
	/** Folder name, e.g. `2.0`. */
	readonly version: string;
	/** Sorted by name; paths start with the name of the folder, `criteria/`. */
	readonly files: readonly CriteriaFile[];
	/** `examples.yaml`, no part of what is published: an example may be added to a published version. */
	readonly examples?: CriteriaFile;
	/** `contradictions.yaml`, no part of what is published either. */
	readonly contradictions?: CriteriaFile;
}

const FOLDER_NAME = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;
const NUMERIC = new Intl.Collator("en", { numeric: true });

/**
 * Every version found, by standard, then by version number (2.0 before 10.0).
 * @param root folder that holds `criteria/`. A missing folder holds no version. Symbolic links are not followed.
 * @param folder name of a copy, when it is not called `criteria`.
 */
export async function readCriteriaFiles(root: string, folder = "criteria"): Promise<readonly StandardFiles[]> {
	const found: StandardFiles[] = [];
	for (const standard of await subfolders(path.join(root, folder))) {
		for (const version of await subfolders(path.join(root, folder, standard))) {
			const { files, examples, contradictions } = await readVersion(root, [folder, standard, version]);
			if (files.length === 0) continue;
			found.push({
				standard,
				version,
				files,
				...(examples && { examples }),
				...(contradictions && { contradictions }),
			});
		}
	}
	return found;
}

/**
 * One version, parsed.
 * @param reference `label-cae/2.0`. Anything that is not two plain folder names is answered as a version that does not exist.
 */
export async function loadStandard(root: string, reference: string): Promise<ParsedStandard> {
	const names = reference.split("/");
	const [standard, version] = names;
	if (names.length === 2 && standard && version && names.every((name) => FOLDER_NAME.test(name))) {
		const { files } = await readVersion(root, ["criteria", standard, version]);
		if (files.length > 0) return parseStandard(files);
	}
	return { ok: false, problems: [await unknownVersion(root, reference)] };
}

async function unknownVersion(root: string, reference: string): Promise<Problem> {
	const known = (await readCriteriaFiles(root)).map(({ standard, version }) => `${standard}/${version}`);
	return {
		file: "criteria",
		line: 1,
		column: 1,
		keyPath: "",
		message: `Le référentiel « ${reference} » n’existe pas`,
		fix: known.length > 0 ? `Choisir parmi ${known.join(", ")}` : "Ajouter un dossier criteria/<référentiel>/<version>",
	};
}

/** What is declared beside a version; null when nothing is. A name that is not a plain folder's holds nothing. */
export async function findContradictionsFile(
	root: string,
	standard: string,
	version: string,
): Promise<CriteriaFile | null> {
	if (![standard, version].every((name) => FOLDER_NAME.test(name))) return null;
	return (await readVersion(root, ["criteria", standard, version], CONTRADICTIONS_FILE)).contradictions ?? null;
}

type VersionContent = Pick<StandardFiles, "files" | "examples" | "contradictions">;

/** @param only the name of the one file to read */
async function readVersion(root: string, place: readonly string[], only?: string): Promise<VersionContent> {
	const folder = path.join(root, ...place);
	const names = (await entries(folder)).filter(
		(entry) => entry.isFile() && /\.ya?ml$/.test(entry.name) && (only === undefined || entry.name === only),
	);
	const read = await Promise.all(
		names.map(async ({ name }) => ({
			path: [...place, name].join("/"),
			bytes: await readStart(path.join(folder, name)),
		})),
	);
	const named = (name: string) => read.find((_, index) => names[index]?.name === name);
	const [examples, contradictions] = [named(EXAMPLES_FILE), named(CONTRADICTIONS_FILE)];
	return { files: read.filter((file) => file !== examples && file !== contradictions), examples, contradictions };
}

/** One byte past the limit is enough for the parser to refuse: a huge file never fills the memory. */
async function readStart(file: string): Promise<Uint8Array> {
	const handle = await open(file, "r");
	try {
		const buffer = new Uint8Array(Math.min((await handle.stat()).size, MAX_FILE_BYTES + 1));
		let length = 0;
		while (length < buffer.length) {
			const { bytesRead } = await handle.read(buffer, length, buffer.length - length);
			if (bytesRead === 0) break;
			length += bytesRead;
		}
		return buffer.subarray(0, length);
	} finally {
		await handle.close();
	}
}

async function subfolders(folder: string): Promise<readonly string[]> {
	return (await entries(folder))
		.filter((entry) => entry.isDirectory() && FOLDER_NAME.test(entry.name))
		.map(({ name }) => name);
}

async function entries(folder: string) {
	try {
		return (await readdir(folder, { withFileTypes: true })).sort((a, b) => NUMERIC.compare(a.name, b.name));
	} catch (error) {
		if (["ENOENT", "ENOTDIR"].includes((error as NodeJS.ErrnoException).code ?? "")) return [];
		throw error;
	}
}
