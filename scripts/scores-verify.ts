/**
 * `npm run scores:verify`: recomputes every figure of every assessment sent, declared and audited, from the version of the
 * référentiel it is pinned to and from what was frozen; names the first that differs and exits with 1.
 */
import path from "node:path";
import { formatCount } from "../app/components/text/format";
import { frenchTypography } from "../app/components/text/french";
import { readConfig } from "../app/config/env.server";
import { openDatabase } from "../app/db/client.server";
import { stageLabels } from "../app/messages.fr";
import { type ScoreDifference, type ScoreFault, verifyScores } from "../app/services/network/verify-scores.server";

const FAULTS: { readonly [F in ScoreFault]: string } = {
	SNAPSHOT_MISSING: "l’auto-évaluation est envoyée, mais rien n’a été figé",
	SNAPSHOT_CHANGED: "ce qui a été figé ne correspond plus à son empreinte",
	OTHER_VERSION: "ce qui a été figé désigne une autre version du référentiel, ou un autre texte de cette version",
	ROW_MISSING: "la ligne de résultat manque",
	ROW_UNEXPECTED: "cette ligne de résultat ne devrait pas exister",
	FIGURE_DIFFERS: "la valeur enregistrée n’est pas celle que donne le calcul",
};

async function main(): Promise<number> {
	const config = readConfig();
	const migrations = path.join(config.root, "drizzle");
	const open = await openDatabase({ ...config.database, migrations });
	try {
		const verdict = await verifyScores(open.db);
		if (!verdict.ok) {
			console.error(frenchTypography(`${describe(verdict.details)} : ${FAULTS[verdict.reason]}.`));
			return 1;
		}
		const { assessments, rows, byStandard } = verdict.value;
		const sent = formatCount(assessments, "auto-évaluation recalculée", "auto-évaluations recalculées");
		console.log(
			`Résultats identiques : ${sent}, ${formatCount(rows, "ligne comparée", "lignes comparées")} (${open.where}).`,
		);
		for (const [standard, count] of Object.entries(byStandard)) console.log(`  ${standard} : ${count}`);
		return 0;
	} finally {
		await open.close();
	}
}

function describe({
	cooperative,
	year,
	standard,
	stage,
	basis,
	domain,
	figure,
	stored,
	recomputed,
}: ScoreDifference): string {
	const where = [
		`${cooperative}, ${year} (${standard})`,
		stage && stageLabels[stage].toLowerCase(),
		basis && `critères comparables ${basis}`,
		domain && (domain === "*" ? "ensemble" : `domaine ${domain}`),
		figure && `${figure} : ${stored} enregistré, ${recomputed} recalculé`,
	];
	return where.filter(Boolean).join(", ");
}

main().then(
	(code) => process.exit(code),
	(error) => {
		// What an operator can act on is one message; anything else keeps its stack.
		const known = ["DataFolderHeldError", "NewerSchemaError", "ConfigError"];
		console.error(error instanceof Error && known.includes(error.constructor.name) ? error.message : error);
		process.exit(2);
	},
);
