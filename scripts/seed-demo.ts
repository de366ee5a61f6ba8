/** `node --import tsx scripts/seed-demo.ts`: fills an empty database with the demonstration network. Run by `npm run demo`. */
import path from "node:path";
import { readConfig } from "../app/config/env.server";
import { openDatabase } from "../app/db/client.server";
import { seedDemo } from "./demo/seed";

async function main(): Promise<void> {
	const started = performance.now();
	const config = readConfig();
	const migrations = path.join(config.root, "drizzle");
	const open = await openDatabase(
		config.databaseUrl
			? { engine: "postgres", url: config.databaseUrl, migrations }
			: { engine: "pglite", dataDir: config.dataDir, migrations },
	);
	try {
		const seeded = await seedDemo(open.db, config.root, new Date());
		const seconds = ((performance.now() - started) / 1000).toLocaleString("fr-FR", { maximumFractionDigits: 1 });
		console.log(
			seeded
				? `Réseau de démonstration installé en ${seconds} s (${open.where}).`
				: `Des données existent déjà, elles sont gardées telles quelles (${open.where}).`,
		);
	} finally {
		await open.close();
	}
}

main().then(
	() => process.exit(0),
	(error) => {
		// What an operator can act on is one message; anything else keeps its stack.
		const known = ["DataFolderHeldError", "NewerSchemaError", "ConfigError", "UnpublishableError"];
		console.error(error instanceof Error && known.includes(error.constructor.name) ? error.message : error);
		process.exit(1);
	},
);
