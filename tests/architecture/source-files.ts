/** Owns the list of files the architecture tests look at: what Git would track, found without Git. */
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";

export const ROOT = path.resolve(import.meta.dirname, "../..");
const ignored = readFileSync(path.join(ROOT, ".gitignore"), "utf8")
	.split("\n")
	.map((line) => line.trim().replace(/^\/|\/$/g, ""))
	.filter((line) => line !== "" && !line.startsWith("#"));
const BINARY = /\.(ico|png|jpe?g|gif|webp|woff2?|ttf|otf|pdf|gz|br)$/;

/** Paths from the root, with `/`, sorted. */
export const files: readonly string[] = walk("");

export function filesIn(folder: string, names = /./): readonly string[] {
	return files.filter((file) => file.startsWith(`${folder}/`) && names.test(file));
}

export const TYPESCRIPT = /\.tsx?$/;
const TEST = /\.(test|spec)\.tsx?$/;

/** What the application is made of: its TypeScript without the tests beside it. */
export const appSources = filesIn("app", TYPESCRIPT).filter((file) => !TEST.test(file));

export function read(file: string): string {
	return readFileSync(path.join(ROOT, file), "utf8");
}

/** `file:line: text` of each line that matches. */
export function linesMatching(where: readonly string[], pattern: RegExp): string[] {
	return where
		.filter((file) => !BINARY.test(file))
		.flatMap((file) =>
			read(file)
				.split("\n")
				.flatMap((line, index) => (pattern.test(line) ? [`${file}:${index + 1}: ${line.trim().slice(0, 160)}`] : [])),
		);
}

function walk(folder: string): string[] {
	return readdirSync(path.join(ROOT, folder), { withFileTypes: true })
		.flatMap((entry) => {
			const name = folder === "" ? entry.name : `${folder}/${entry.name}`;
			if (isIgnored(name, entry.name)) return [];
			if (entry.isDirectory()) return walk(name);
			return entry.isFile() ? [name] : [];
		})
		.sort();
}

function isIgnored(name: string, last: string): boolean {
	return (
		last === ".git" ||
		ignored.some((line) =>
			line.startsWith("*") ? last.endsWith(line.slice(1)) : line.includes("/") ? name === line : last === line,
		)
	);
}
