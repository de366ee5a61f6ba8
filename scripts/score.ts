/** `npm run score -- --standard label-cae/2.0 --profile p.json --answers a.json`: prints one JSON object, or says what is wrong. */
import { readFile, stat } from "node:fs/promises";
import { parseArgs } from "node:util";
import { type Checked, checkAnswers, checkProfile } from "../app/domain/scoring/check-answers";
import { labelOutcome } from "../app/domain/scoring/label-outcome";
import { type DomainScore, scoreAssessment } from "../app/domain/scoring/score-assessment";
import { formatProblem } from "../app/domain/standard/problem";
import { loadStandard } from "../app/services/standard/read-criteria.server";

const USAGE =
	"Usage : npm run score -- --standard label-cae/2.0 --profile profil.json --answers reponses.json " +
	"[--root DOSSIER] [--after-deferral] [--plan-not-accepted]";
const MAX_INPUT_BYTES = 1024 * 1024;

/** What the person who typed the command can correct. */
class InputError extends Error {}

async function main(): Promise<void> {
	const { values } = readArguments();
	const loaded = await loadStandard(values.root, values.standard);
	if (!loaded.ok) throw new InputError(loaded.problems.map(formatProblem).join("\n"));
	const standard = loaded.value;
	const profile = accepted(values.profile, checkProfile(standard, await readJson(values.profile)));
	const answers = accepted(values.answers, checkAnswers(standard, profile, await readJson(values.answers)));
	const score = scoreAssessment(standard, profile, answers);
	const { outcome, reasons } = labelOutcome(standard.labelRules, score, {
		planAccepted: !values["plan-not-accepted"],
		afterDeferral: values["after-deferral"],
	});
	const domains = Object.fromEntries(Object.entries(score.domains).map(([code, domain]) => [code, figures(domain)]));
	const { majors, minors } = score;
	const printed = {
		standard: `${standard.code}/${standard.version}`,
		...figures(score),
		majors,
		minors,
		outcome,
		reasons,
		domains,
	};
	console.log(JSON.stringify(printed, null, 2));
}

function figures({ applicable, answered, conformity, recommended, maturity }: DomainScore) {
	return { applicable, answered, conformity, recommended, maturity };
}

function readArguments() {
	const { values } = parseArgs({
		options: {
			standard: { type: "string", default: "" },
			profile: { type: "string", default: "" },
			answers: { type: "string", default: "" },
			root: { type: "string", default: "." },
			"after-deferral": { type: "boolean", default: false },
			"plan-not-accepted": { type: "boolean", default: false },
		},
	});
	for (const name of ["standard", "profile", "answers"] as const) {
		if (values[name] === "") throw new InputError(`Il manque --${name}.\n${USAGE}`);
	}
	return { values };
}

async function readJson(file: string): Promise<unknown> {
	const text = await readText(file);
	try {
		return JSON.parse(text.replace(/^\uFEFF/, ""));
	} catch (error) {
		throw new InputError(`${file} n’est pas du JSON valable : ${(error as Error).message}`);
	}
}

async function readText(file: string): Promise<string> {
	try {
		const { size } = await stat(file);
		if (size > MAX_INPUT_BYTES) throw new InputError(`${file} dépasse 1 Mio.`);
		return await readFile(file, "utf8");
	} catch (error) {
		if (error instanceof InputError) throw error;
		const missing = (error as NodeJS.ErrnoException).code === "ENOENT";
		throw new InputError(missing ? `Le fichier ${file} n’existe pas.` : `Le fichier ${file} ne se lit pas.`);
	}
}

function accepted<Value>(file: string, checked: Checked<Value>): Value {
	if (checked.ok) return checked.value;
	throw new InputError(checked.problems.map(({ path, message }) => `${file} : ${path} : ${message}`).join("\n"));
}

main().catch((error: unknown) => {
	const code = String((error as NodeJS.ErrnoException).code);
	console.error(code.startsWith("ERR_PARSE_ARGS") ? USAGE : error instanceof Error ? error.message : error);
	process.exitCode = 1;
});
