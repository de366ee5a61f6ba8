/** `npm run criteria:check [-- --root DIR] [--write-schema]`: checks every version of the référentiel and the lineage from each to the next, prints every problem. */
import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { parseArgs } from "node:util";
import { compareStandards } from "../app/domain/standard/compare-standards";
import { editorSchemas } from "../app/domain/standard/editor-schemas";
import { parseVersions } from "../app/domain/standard/parse-versions";
import { formatProblem } from "../app/domain/standard/problem";
import type { Standard } from "../app/domain/standard/standard";
import { kindsInWords } from "../app/messages.comparison.fr";
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
	for (const standard of new Set(versions.map((found) => found.standard))) {
		const parsed = parseVersions(versions.filter((found) => found.standard === standard).map(({ files }) => files));
		const wrong = parsed.flatMap((version) => (version.ok ? [] : version.problems));
		const right = parsed.flatMap((version) => (version.ok ? [version.value] : []));
		for (const problem of wrong) console.error(formatProblem(problem));
		for (const [index, version] of right.entries()) {
			console.log(summary(version));
			const before = right[index - 1];
			if (before && wrong.length === 0) console.log(lineageSummary(before, version));
		}
		problems += wrong.length;
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

/** `label-cae 2.0 depuis la 1.0 : 95 critères inchangés, 4 reformulés, …, 1 retiré`. */
function lineageSummary(previous: Standard, next: Standard): string {
	return `${next.code} ${next.version} depuis la ${previous.version} : ${kindsInWords(compareStandards(previous, next).counts)}`;
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
