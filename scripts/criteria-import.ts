/** `npm run criteria:import -- label-cae/2.0 file.xlsx [--root DIR]`: an edited spreadsheet back into the YAML files, all of its changes or none. */
import { readFile, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { parseArgs } from "node:util";
import type { CriteriaFile } from "../app/domain/standard/problem";
import { readCriteriaFiles } from "../app/services/standard/read-criteria.server";
import { importCriteria } from "./support/import-criteria";

const USAGE = "Usage : npm run criteria:import -- label-cae/2.0 fichier.xlsx [--root DOSSIER]";

async function main(): Promise<number> {
	const { values, positionals } = parseArgs({
		options: { root: { type: "string", default: "." } },
		allowPositionals: true,
	});
	const [reference, file, ...others] = positionals;
	if (!reference || !file || others.length > 0) {
		console.error(USAGE);
		return 1;
	}
	const versions = (await readCriteriaFiles(values.root)).filter(
		({ standard }) => standard === reference.split("/")[0],
	);
	const target = versions.find(({ standard, version }) => `${standard}/${version}` === reference);
	if (!target) {
		console.error(`Le référentiel « ${reference} » n’existe pas. ${USAGE}`);
		return 1;
	}
	const imported = await importCriteria(versions, target, await readFile(file));
	if (!imported.ok) {
		for (const problem of imported.problems) console.error(problem);
		console.error("Rien n’a été écrit.");
		return 1;
	}
	if (imported.ignored.length > 0) {
		console.log(`Colonnes laissées de côté, hors du tableau : ${imported.ignored.join(", ")}.`);
	}
	if (imported.files.length === 0) {
		console.log("Aucun changement : les fichiers restent tels quels.");
		return 0;
	}
	await replaceFiles(values.root, imported.files);
	for (const changed of imported.files) console.log(changed.path);
	console.log(`Cellules ou lignes changées : ${imported.edits}.`);
	for (const example of imported.examples) console.warn(example);
	if (imported.examples.length > 0) {
		console.warn("Ces exemples ne tiennent plus : les relire avant de publier, criteria:check les refuse.");
	}
	const { version, publishedOn } = imported.standard;
	if (publishedOn <= new Date().toISOString().slice(0, 10)) {
		console.warn(
			`Attention : la version ${version} porte la date de publication du ${publishedOn}. Si elle est déjà publiée, ` +
				"l’application refusera ces fichiers : copier d’abord son dossier sous un numéro nouveau.",
		);
	}
	return 0;
}

/** All are written aside first: a full disk leaves the criteria as they were. */
async function replaceFiles(root: string, files: readonly CriteriaFile[]): Promise<void> {
	const moves = files.map((file) => ({
		...file,
		to: path.join(root, file.path),
		aside: path.join(root, `${file.path}.new`),
	}));
	try {
		for (const { aside, bytes } of moves) await writeFile(aside, bytes);
		for (const { aside, to } of moves) await rename(aside, to);
	} finally {
		for (const { aside } of moves) await rm(aside, { force: true });
	}
}

main().then(
	(code) => {
		process.exitCode = code;
	},
	(error: unknown) => {
		const { code, path: missing } = error as NodeJS.ErrnoException;
		if (code?.startsWith("ERR_PARSE_ARGS")) console.error(USAGE);
		else if (code === "ENOENT") console.error(`${missing} n’existe pas.`);
		else console.error(error instanceof Error ? error.message : error);
		process.exitCode = 1;
	},
);
