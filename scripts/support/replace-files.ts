/**
 * Owns the replacement of files of one folder in one step: whatever stops it, a reader finds all of the old ones, or, once
 * the next command has looked, all of the old or all of the new ones.
 *
 * The folder is copied beside itself and changed there (`.2.0.import`); then it is moved aside (`.2.0.before`), the copy takes
 * its name, and what was moved aside is removed. Names with a dot are not versions: nobody reads them.
 */
import { cp, readdir, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";

interface ReplacedFile {
	/** Of a file of the folder. */
	readonly name: string;
	readonly bytes: Uint8Array;
}

const besides = (folder: string) => {
	const { dir, base } = path.parse(path.resolve(folder));
	return { staged: path.join(dir, `.${base}.import`), before: path.join(dir, `.${base}.before`) };
};

/** @param move renames a folder; another one in tests. */
export async function replaceFiles(folder: string, files: readonly ReplacedFile[], move = rename): Promise<void> {
	const { staged, before } = besides(folder);
	try {
		await cp(folder, staged, { recursive: true, errorOnExist: true, force: false, preserveTimestamps: true });
		for (const { name, bytes } of files) await writeFile(path.join(staged, name), bytes, { flush: true });
		await move(folder, before);
		await move(staged, folder).catch(async (error: unknown) => {
			await rename(before, folder);
			throw error;
		});
	} catch (error) {
		await rm(staged, { recursive: true, force: true });
		throw error;
	}
	await rm(before, { recursive: true });
}

/**
 * Makes whole again what a replacement that was stopped left behind in the folders of this one.
 * @returns the folders that had lost their name: they now hold the new files.
 */
export async function finishReplacements(parent: string): Promise<readonly string[]> {
	const names = await readdir(parent).catch((): string[] => []);
	const finished: string[] = [];
	for (const name of new Set(names.map((entry) => /^\.(.+)\.(?:import|before)$/.exec(entry)?.[1] ?? ""))) {
		if (name === "") continue;
		const folder = path.join(parent, name);
		const { staged, before } = besides(folder);
		if (!names.includes(name) && names.includes(path.basename(before))) {
			// The copy was whole before the folder was moved aside.
			await rename(names.includes(path.basename(staged)) ? staged : before, folder);
			finished.push(folder);
		}
		await rm(staged, { recursive: true, force: true });
		await rm(before, { recursive: true, force: true });
	}
	return finished;
}
