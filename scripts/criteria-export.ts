/** `npm run criteria:export -- label-cae/2.0 [file.xlsx] [--root DIR]`: a version as a spreadsheet, for domain experts. */
import { writeFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { criteriaSheet } from "../app/domain/standard/criteria-sheet";
import { parseStandard } from "../app/domain/standard/parse-standard";
import { formatProblem } from "../app/domain/standard/problem";
import { readCriteriaFiles } from "../app/services/standard/read-criteria.server";
import { fingerprintOf, writeWorkbook } from "./support/criteria-workbook";
import { finishImports } from "./support/finish-imports";

const USAGE = "Usage : npm run criteria:export -- label-cae/2.0 [fichier.xlsx] [--root DOSSIER]";

async function main(): Promise<number> {
	const { values, positionals } = parseArgs({
		options: { root: { type: "string", default: "." } },
		allowPositionals: true,
	});
	const [reference, file = `${reference?.replace("/", "-")}.xlsx`, ...others] = positionals;
	if (!reference || others.length > 0 || !file.endsWith(".xlsx")) {
		console.error(USAGE);
		return 1;
	}
	await finishImports(values.root);
	const found = (await readCriteriaFiles(values.root)).find(
		({ standard, version }) => `${standard}/${version}` === reference,
	);
	if (!found) {
		console.error(`Le référentiel « ${reference} » n’existe pas. ${USAGE}`);
		return 1;
	}
	const parsed = parseStandard(found.files);
	if (!parsed.ok) {
		for (const problem of parsed.problems) console.error(formatProblem(problem));
		return 1;
	}
	const origin = { reference, fingerprint: fingerprintOf(found.files) };
	// A spreadsheet someone worked in is never overwritten.
	await writeFile(file, await writeWorkbook(criteriaSheet(parsed.value), origin), { flag: "wx" });
	console.log(`${file} : ${parsed.value.criteria.length} critères de ${reference}.`);
	return 0;
}

main().then(
	(code) => {
		process.exitCode = code;
	},
	(error: unknown) => {
		const { code, path } = error as NodeJS.ErrnoException;
		if (code?.startsWith("ERR_PARSE_ARGS")) console.error(USAGE);
		else if (code === "EEXIST") console.error(`${path} existe déjà : donner un autre nom, ou le déplacer.`);
		else console.error(error instanceof Error ? error.message : error);
		process.exitCode = 1;
	},
);
