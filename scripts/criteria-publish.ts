/**
 * `npm run criteria:publish -- label-cae/2.1 [--dry-run]`: publishes a version that waits, for ever; `--dry-run` says what it
 * would do to the last file sent by each cooperative, and publishes nothing.
 */
import path from "node:path";
import { parseArgs } from "node:util";
import { bucketLabels, publishRefusals, trialStandingLabels } from "../app/components/standard/publication-words";
import { formatCount } from "../app/components/text/format";
import { readConfig } from "../app/config/env.server";
import { type Database, openDatabase } from "../app/db/client.server";
import { ANSWER_BUCKETS } from "../app/domain/assessment/migrate-answers";
import { TRIAL_STANDINGS, wouldFall } from "../app/domain/assessment/publication-trial";
import { formatProblem } from "../app/domain/standard/problem";
import { outcomeLabels } from "../app/messages.fr";
import { publishWaiting } from "../app/services/standard/publish-version.server";
import { surveyCriteria, type WaitingVersion } from "../app/services/standard/survey-criteria.server";
import { type NetworkTrial, tryVersion } from "../app/services/standard/try-version.server";

const USAGE = "Usage : npm run criteria:publish -- label-cae/2.1 [--dry-run]";

/** What the person who typed the command can correct. */
class InputError extends Error {}

async function main(): Promise<void> {
	const { values, positionals } = parseArgs({
		options: { "dry-run": { type: "boolean", default: false } },
		allowPositionals: true,
	});
	const [reference = "", ...others] = positionals;
	const [code = "", version = "", ...rest] = reference.split("/");
	if (code === "" || version === "" || rest.length + others.length > 0) throw new InputError(USAGE);
	const config = readConfig();
	const open = await openDatabase({ ...config.database, migrations: path.join(config.root, "drizzle") });
	try {
		const now = new Date();
		const { published, waiting } = await surveyCriteria(open.db, config.root, now);
		const found = waiting.find((one) => one.code === code && one.version === version);
		if (!found) {
			const done = published.some((one) => one.code === code && one.version === version);
			throw new InputError(`${reference} ${done ? "est déjà publié" : "n’existe pas dans criteria/"}.`);
		}
		if (values["dry-run"]) await dryRun(open.db, found, now);
		else await publish(open.db, config.root, found, now);
		console.log(open.where);
	} finally {
		await open.close();
	}
}

async function publish(db: Database, root: string, found: WaitingVersion, now: Date): Promise<void> {
	const { code, version, contentHash } = found;
	const result = await publishWaiting(db, root, { code, version, contentHash }, null, now);
	if (!result.ok) throw new InputError([...problemsOf(found), publishRefusals[result.reason]].join("\n"));
	console.log(`${code} ${version} est publié, pour toujours. Empreinte : ${result.value.contentHash}`);
}

async function dryRun(db: Database, found: WaitingVersion, now: Date): Promise<void> {
	if (!found.parsed.ok) throw new InputError([...problemsOf(found), publishRefusals.BROKEN].join("\n"));
	if (found.refusal !== null) console.log(publishRefusals[found.refusal]);
	for (const line of trialLines(await tryVersion(db, found.parsed.value, now))) console.log(line);
}

function problemsOf({ parsed }: WaitingVersion): readonly string[] {
	return parsed.ok ? [] : parsed.problems.map(formatProblem);
}

function trialLines({ dossiers, standings, buckets, causes, missingShare, names, years, without }: NetworkTrial) {
	const falling = dossiers.filter(({ standing }) => wouldFall(standing));
	return [
		`${formatCount(falling.length, "CAE ne remplirait", "CAE ne rempliraient")} plus la règle du label, avec les seules réponses conservées.`,
		`Essai sur ${formatCount(dossiers.length, "dossier", "dossiers")} : le dernier envoyé par chaque CAE engagée, niveaux déclarés, jamais ceux d’un audit ; ${without} sans dossier envoyé.`,
		...TRIAL_STANDINGS.filter((standing) => standings[standing] > 0).map(
			(standing) => `  ${formatCount(standings[standing], "CAE", "CAE")} ${trialStandingLabels[standing]}`,
		),
		`Réponses : ${ANSWER_BUCKETS.map((bucket) => `${buckets[bucket]} ${bucketLabels[bucket]}`).join(", ")}.`,
		...falling.map(
			({ cooperativeId, before, after, standing }) =>
				`  ${names[cooperativeId]} (${years[cooperativeId]}) : ${outcomeLabels[before]} → ${outcomeLabels[after]} ; ${trialStandingLabels[standing]}`,
		),
		...(causes.length > 0 ? ["Critères en cause"] : []),
		...causes.map(({ criterionId, dossiers: count }) => `  ${criterionId} : ${formatCount(count, "CAE", "CAE")}`),
		...(missingShare > 0 ? [`  part de critères recommandés : ${formatCount(missingShare, "CAE", "CAE")}`] : []),
		"Rien n’a été publié ni enregistré.",
	];
}

main().then(
	() => process.exit(0),
	(error: unknown) => {
		// What an operator can act on is one message; anything else keeps its stack.
		const known = ["DataFolderHeldError", "NewerSchemaError", "ConfigError", "InputError"];
		if (!(error instanceof Error)) console.error(error);
		else if ("code" in error && String(error.code).startsWith("ERR_PARSE_ARGS")) console.error(USAGE);
		else console.error(known.includes(error.constructor.name) ? error.message : error);
		process.exit(1);
	},
);
