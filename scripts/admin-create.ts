/** `npm run admin:create -- --email someone@cae.example [--name "…"]`: makes the first account of the national team. */
import { randomBytes } from "node:crypto";
import path from "node:path";
import { parseArgs } from "node:util";
import { readConfig } from "../app/config/env.server";
import { openDatabase } from "../app/db/client.server";
import { passwordRefusals } from "../app/messages.account.fr";
import { createUser } from "../app/services/access/create-user.server";

const MESSAGES = {
	INVALID_EMAIL: "L’adresse e-mail n’est pas valable.",
	...passwordRefusals,
	EMAIL_TAKEN: "Un compte existe déjà pour cette adresse.",
} as const;

async function main(): Promise<number> {
	const { values } = parseArgs({
		options: { email: { type: "string" }, name: { type: "string" }, password: { type: "string" } },
	});
	if (!values.email) {
		console.error("Usage : npm run admin:create -- --email personne@cae.example [--name « Nom »]");
		return 1;
	}
	const config = readConfig();
	const migrations = path.join(config.root, "drizzle");
	const open = await openDatabase({ ...config.database, migrations });
	try {
		const password = values.password ?? randomBytes(12).toString("base64url");
		const created = await createUser(
			open.db,
			{
				email: values.email,
				name: values.name ?? values.email,
				password,
				grants: [
					{ role: "admin", cooperativeId: null },
					{ role: "network", cooperativeId: null },
				],
			},
			new Date(),
		);
		if (!created.ok) {
			console.error(MESSAGES[created.reason]);
			return 1;
		}
		console.log(`Compte créé pour ${values.email} (administration et équipe nationale), ${open.where}.`);
		if (!values.password) console.log(`Mot de passe, affiché cette seule fois : ${password}`);
		return 0;
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
