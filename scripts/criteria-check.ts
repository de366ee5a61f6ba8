/**
 * `npm run criteria:check [-- --root DIR] [--write-schema]`: checks every version of the référentiel, its examples and the
 * lineage from each to the next, prints every problem.
 */
import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { parseArgs } from "node:util";
import { editorSchemas } from "../app/domain/standard/editor-schemas";
import { checkCriteria } from "./support/check-criteria";
import { finishImports } from "./support/finish-imports";

const USAGE = "Usage : npm run criteria:check [-- --root DOSSIER] [--write-schema]";

async function main(): Promise<number> {
	const { values } = parseArgs({
		options: { root: { type: "string", default: "." }, "write-schema": { type: "boolean", default: false } },
	});
	if (values["write-schema"]) await writeSchemas(values.root);
	await finishImports(values.root);
	const { lines, problems } = await checkCriteria(values.root);
	for (const problem of problems) console.error(problem);
	for (const line of lines) console.log(line);
	if (problems.length > 0) console.error(`${problems.length} problème${problems.length > 1 ? "s" : ""} à corriger.`);
	return problems.length === 0 ? 0 : 1;
}

async function writeSchemas(root: string): Promise<void> {
	const folder = path.join(root, "criteria", "schema");
	await mkdir(folder, { recursive: true });
	for (const [name, text] of Object.entries(editorSchemas())) await writeFile(path.join(folder, name), text);
}

main().then(
	(code) => {
		process.exitCode = code;
	},
	(error: unknown) => {
		const code = String((error as NodeJS.ErrnoException).code);
		console.error(code.startsWith("ERR_PARSE_ARGS") ? USAGE : error instanceof Error ? error.message : error);
		process.exitCode = 1;
	},
);
