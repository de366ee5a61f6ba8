/** `node --import tsx scripts/seed-demo.ts`: fills an empty database with the demonstration network. Run by `npm run demo`. */
import path from "node:path";
import { readConfig } from "../app/config/env.server";
import { openDatabase } from "../app/db/client.server";
import { createDiskStorage } from "../app/services/evidence/disk-storage.server";
import { createS3Storage } from "../app/services/evidence/s3-storage.server";
import { holdsDemo, seedDemo } from "./demo/seed";

class OtherDataError extends Error {
	constructor(where: string) {
		super(
			`Cette base contient d’autres données que la démonstration : rien n’y a été ajouté (${where}). ` +
				"Choisissez un autre dossier avec DATA_DIR, ou une autre base avec DATABASE_URL.",
		);
	}
}

async function main(): Promise<void> {
	const started = performance.now();
	const config = readConfig();
	const migrations = path.join(config.root, "drizzle");
	const open = await openDatabase({ ...config.database, migrations });
	try {
		const { folder, incoming, s3 } = config.evidence;
		const storage = s3 ? createS3Storage(s3) : createDiskStorage(folder);
		const seeded = await seedDemo(open.db, config.root, new Date(), { storage, incoming });
		if (!seeded && !(await holdsDemo(open.db))) throw new OtherDataError(open.where);
		const seconds = ((performance.now() - started) / 1000).toLocaleString("fr-FR", { maximumFractionDigits: 1 });
		console.log(
			seeded
				? `Réseau de démonstration installé en ${seconds} s (${open.where}).`
				: `Le réseau de démonstration est déjà installé, il est gardé tel quel (${open.where}).`,
		);
	} finally {
		await open.close();
	}
}

main().then(
	() => process.exit(0),
	(error) => {
		// What an operator can act on is one message; anything else keeps its stack.
		const known = ["OtherDataError", "DataFolderHeldError", "NewerSchemaError", "ConfigError", "UnpublishableError"];
		console.error(error instanceof Error && known.includes(error.constructor.name) ? error.message : error);
		process.exit(1);
	},
);
