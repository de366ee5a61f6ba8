/** `npm run criteria:check [-- --root DIR] [--write-schema]`: checks every version of the référentiel, prints every problem. */
import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { parseArgs } from "node:util";
import { editorSchemas } from "../app/domain/standard/editor-schemas";
import { parseStandard } from "../app/domain/standard/parse-standard";
import { formatProblem } from "../app/domain/standard/problem";
import type { Standard } from "../app/domain/standard/standard";
import { readCriteriaFiles } from "../app/services/standard/read-criteria.server";

const USAGE = "Usage : npm run criteria:check [-- --root DOSSIER] [--write-schema]";

async function main(): Promise<number> {
	const { values } = parseArgs({
		options: { root: { type: "string", default: "." }, "write-schema": { type: "boolean", default: false } },
	});
	if (values["write-schema"]) await writeSchemas(values.root);
	const versions = await findVersions(values.root);
	if (versions.length === 0) {
		console.error(`Aucun référentiel sous ${path.join(values.root, "criteria")}.`);
		return 1;
	}
	let problems = 0;
	for (const { files } of versions) {
		const parsed = parseStandard(files);
		if (parsed.ok) console.log(summary(parsed.value));
		else for (const problem of parsed.problems) console.error(formatProblem(problem));
		problems += parsed.ok ? 0 : parsed.problems.length;
	}
	if (problems > 0) console.error(`${problems} problème${problems > 1 ? "s" : ""} à corriger.`);
	return problems === 0 ? 0 : 1;
}

/** `root` holds `criteria/`, or is itself a copy of it. */
async function findVersions(root: string) {
	const inside = await readCriteriaFiles(root);
	const { dir, base } = path.parse(path.resolve(root));
	return inside.length > 0 ? inside : readCriteriaFiles(dir, base);
}

function summary({ code, version, criteria, domains }: Standard): string {
	const chapters = domains.flatMap((domain) => domain.chapters).length;
	return `${code} ${version} : ${criteria.length} critères, ${domains.length} domaines, ${chapters} chapitres`;
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
