/** `npm run criteria:import -- label-cae/2.0 file.xlsx [--root DIR]`: an edited spreadsheet back into the YAML files, all of its changes or none. */
import { createReadStream } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { MAX_PACKED_BYTES } from "../app/services/assessment/unpack-workbook.server";
import { readCriteriaFiles } from "../app/services/standard/read-criteria.server";
import { finishImports } from "./support/finish-imports";
import { importCriteria } from "./support/import-criteria";
import { replaceFiles } from "./support/replace-files";

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
	await finishImports(values.root);
	const versions = (await readCriteriaFiles(values.root)).filter(
		({ standard }) => standard === reference.split("/")[0],
	);
	const target = versions.find(({ standard, version }) => `${standard}/${version}` === reference);
	if (!target) {
		console.error(`Le référentiel « ${reference} » n’existe pas. ${USAGE}`);
		return 1;
	}
	const imported = await importCriteria(versions, target, await readStart(file));
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
	const files = imported.files.map(({ path: place, bytes }) => ({ name: path.basename(place), bytes }));
	await replaceFiles(path.join(values.root, "criteria", target.standard, target.version), files);
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

/** One byte past the limit is enough to refuse: a huge file never fills the memory. */
async function readStart(file: string): Promise<Buffer> {
	return Buffer.concat(await createReadStream(file, { end: MAX_PACKED_BYTES }).toArray());
}

main().then(
	(code) => {
		process.exitCode = code;
	},
	(error: unknown) => {
		const { code, path: missing } = error as NodeJS.ErrnoException;
		if (code?.startsWith("ERR_PARSE_ARGS")) console.error(USAGE);
		else if (code === "ENOENT") console.error(`${missing} n’existe pas. Rien n’a été écrit.`);
		else if (code)
			console.error(`${missing ?? "Un fichier"} n’a pas pu être lu ou remplacé (${code}). Rien n’a été écrit.`);
		else console.error(error instanceof Error ? error.message : error);
		process.exitCode = 1;
	},
);
