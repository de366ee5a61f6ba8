/** `npm run criteria:diff -- label-cae/1.0 label-cae/2.0 [--root DIR]`: what a version changes from an earlier one, word by word. */
import { parseArgs } from "node:util";
import { compareStandards } from "../app/domain/standard/compare-standards";
import { parseVersions } from "../app/domain/standard/parse-versions";
import { formatProblem } from "../app/domain/standard/problem";
import type { Standard } from "../app/domain/standard/standard";
import { chainBetween, earlierVersions } from "../app/domain/standard/version-chain";
import { readCriteriaFiles } from "../app/services/standard/read-criteria.server";
import { printComparison } from "./support/print-comparison";

const USAGE = "Usage : npm run criteria:diff -- label-cae/1.0 label-cae/2.0 [--root DOSSIER]";

/** What the person who typed the command can correct. */
class InputError extends Error {}

async function main(): Promise<void> {
	const { values, positionals } = parseArgs({
		options: { root: { type: "string", default: "." } },
		allowPositionals: true,
	});
	const [from, to, ...others] = positionals;
	if (!from || !to || others.length > 0) throw new InputError(USAGE);
	const [code = "", ...rest] = from.split("/");
	if (rest.length !== 1 || to.split("/").length !== 2 || to.split("/")[0] !== code) {
		throw new InputError(`Deux versions d’un même référentiel, s’il vous plaît. ${USAGE}`);
	}
	const versions = await readAll(values.root, code);
	const [previous, next] = [from, to].map((reference) => {
		const found = versions.find((standard) => `${standard.code}/${standard.version}` === reference);
		if (found) return found;
		const known = versions.map((standard) => `${standard.code}/${standard.version}`).join(", ");
		throw new InputError(`Le référentiel « ${reference} » n’existe pas. Choisir parmi ${known || "rien"}.`);
	}) as [Standard, Standard];
	const earlier = earlierVersions(versions, next.version).map(({ version }) => version);
	const chain = earlier.includes(previous.version) && chainBetween(versions, previous.version, next.version);
	if (!chain) {
		const known = earlier.length > 0 ? `elle vient de ${earlier.join(", ")}` : "c’est la première";
		throw new InputError(
			`La version ${next.version} ne vient pas de la ${previous.version} : ${known}. L’ancienne d’abord, la nouvelle ensuite.`,
		);
	}
	console.log(printComparison(compareStandards(chain), process.stdout.columns ?? 100));
}

/** Every version of the référentiel. Any problem in one of them is printed instead. */
async function readAll(root: string, code: string): Promise<readonly Standard[]> {
	const found = (await readCriteriaFiles(root)).filter(({ standard }) => standard === code);
	const parsed = parseVersions(found.map(({ files }) => files));
	const problems = parsed.flatMap((version) => (version.ok ? [] : version.problems));
	if (problems.length > 0) throw new InputError(problems.map(formatProblem).join("\n"));
	return parsed.flatMap((version) => (version.ok ? [version.value] : []));
}

main().catch((error: unknown) => {
	const code = String((error as NodeJS.ErrnoException).code);
	if (code.startsWith("ERR_PARSE_ARGS")) console.error(USAGE);
	else console.error(error instanceof InputError ? error.message : error);
	process.exitCode = 1;
});
