/**
 * `npm run retention`: applies the retention rules now, as the server does every day. `-- --dry-run` prints what would go,
 * table by table, and changes nothing.
 */
import path from "node:path";
import { parseArgs } from "node:util";
import { readConfig } from "../app/config/env.server";
import { openDatabase } from "../app/db/client.server";
import { RETENTION_RULES } from "../app/domain/access/retention";
import { applyRetention, previewRetention, type RetentionCounts } from "../app/services/access/apply-retention.server";

const EFFECTS = { removed: "à supprimer", emptied: "à vider", listed: "à examiner" } as const;
const DONE = { removed: "supprimées", emptied: "vidées", listed: "à examiner" } as const;

function print(counts: RetentionCounts, words: Readonly<Record<"removed" | "emptied" | "listed", string>>) {
	for (const { key, table, what, effect } of RETENTION_RULES) {
		console.log(`${String(counts[key] ?? 0).padStart(7)} ${words[effect].padEnd(12)} ${table.padEnd(16)} ${what}`);
	}
}

async function main(): Promise<number> {
	const { values } = parseArgs({ options: { "dry-run": { type: "boolean", default: false } } });
	const config = readConfig();
	const migrations = path.join(config.root, "drizzle");
	const open = await openDatabase({ ...config.database, migrations });
	try {
		const now = new Date();
		if (values["dry-run"]) {
			print(await previewRetention(open.db, now), EFFECTS);
			console.log("Essai à blanc : rien n’a été modifié.");
			return 0;
		}
		const report = await applyRetention(open.db, now);
		if (!report.ran) {
			console.error("Une autre instance applique les durées de conservation en ce moment : rien n’a été fait ici.");
			return 1;
		}
		print({ ...report.counts, dormantAccounts: report.dormantAccounts.length }, DONE);
		for (const id of report.dormantAccounts) console.log(`Compte sans rôle depuis trois ans : ${id}`);
		for (const { key, cause } of report.failures) console.error(`Échec pour ${key} : ${cause}`);
		return report.failures.length > 0 ? 1 : 0;
	} finally {
		await open.close();
	}
}

main().then(
	(code) => process.exit(code),
	(error) => {
		console.error(error instanceof Error ? error.message : error);
		process.exit(1);
	},
);
