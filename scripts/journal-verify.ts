/**
 * `npm run journal:verify [-- --head <position>:<hash>]`: recomputes the journal's chain, names the first row that does not
 * hold and exits with 1; when all hold, prints the head to keep for the next time.
 */
import path from "node:path";
import { parseArgs } from "node:util";
import { formatCount, formatDateTime } from "../app/components/text/format";
import { readConfig } from "../app/config/env.server";
import { openDatabase } from "../app/db/client.server";
import type { JournalAction } from "../app/domain/journal/journal-action";
import { journalActionLabels } from "../app/messages.journal.fr";
import {
	type ChainHead,
	type FaultyRow,
	type JournalFault,
	verifyJournal,
} from "../app/services/journal/verify-journal.server";

const USAGE =
	"Usage : npm run journal:verify -- [--head POSITION:EMPREINTE], tel qu’imprimé par une vérification passée.";

const FAULTS: { readonly [F in JournalFault]: string } = {
	ROW_CHANGED: "la ligne ne correspond plus à son maillon : elle a été modifiée, ou échangée avec une autre",
	LINK_CHANGED: "la ligne est intacte mais son maillon a été modifié",
	ROW_OR_LINK_CHANGED:
		"la dernière ligne et son maillon ne correspondent plus : l’un des deux a été modifié (avec --head, la commande dit lequel)",
	ROW_MISSING: "la ligne manque : elle a été supprimée",
	ROWS_MISSING: "il manque des lignes avec leurs maillons : elles ont été supprimées",
	LINK_MISSING: "la ligne est là, mais son maillon a été supprimé",
	LINK_RENUMBERED: "le maillon de cette ligne a changé de numéro : la chaîne n’est plus numérotée sans trou",
	OUTSIDE_CHAIN:
		"la ligne n’a pas de maillon : elle a été ajoutée sans passer par la chaîne, ou son maillon a été coupé",
	REWRITTEN: "la chaîne se tient, mais ce n’est pas celle dont la tête est donnée : elle a été réécrite",
	TAIL_CUT: "la fin du journal manque : la tête donnée est plus loin que la dernière ligne",
};

async function main(): Promise<number> {
	const { values } = parseArgs({ options: { head: { type: "string" } } });
	const head = values.head === undefined ? null : readHead(values.head);
	if (head === undefined) {
		console.error(USAGE);
		return 2;
	}
	const config = readConfig();
	const migrations = path.join(config.root, "drizzle");
	const open = await openDatabase({ ...config.database, migrations });
	try {
		const verdict = await verifyJournal(open.db, head);
		if (!verdict.ok) {
			console.error(`Journal rompu (${open.where}).\n${describe(verdict.details)} : ${FAULTS[verdict.reason]}.`);
			return 1;
		}
		const { count, head: found } = verdict.value;
		console.log(`Journal intact : ${formatCount(count, "ligne vérifiée", "lignes vérifiées")} (${open.where}).`);
		if (found) console.log(`Tête, à conserver hors de cette base : ${found.position}:${found.hash}`);
		return 0;
	} finally {
		await open.close();
	}
}

/** Undefined when it cannot be read. */
function readHead(text: string): ChainHead | undefined {
	const [, position = "", hash = ""] = /^(\d{1,15}):([0-9a-f]{64})$/.exec(text.trim()) ?? [];
	return hash === "" ? undefined : { position: Number(position), hash };
}

function describe({ position, until, entryId, at, action }: FaultyRow): string {
	const places = until !== null && until !== position ? `Maillons ${position} à ${until}` : `Maillon ${position}`;
	const row = entryId === null ? null : `ligne nº ${entryId}`;
	const when = at === null ? null : `du ${formatDateTime(at)}`;
	const label = action === null ? null : (journalActionLabels[action as JournalAction] ?? "action inconnue");
	const what = label === null ? null : `« ${label} » (${action})`;
	return [position === null ? null : places, row, when, what].filter((part) => part !== null).join(", ");
}

main().then(
	(code) => process.exit(code),
	(error) => {
		// What an operator can act on is one message; anything else keeps its stack.
		const known = ["DataFolderHeldError", "NewerSchemaError", "ConfigError"];
		const told = error instanceof Error && (known.includes(error.constructor.name) || isBadOption(error));
		console.error(told ? error.message : error);
		process.exit(2);
	},
);

function isBadOption(error: Error): boolean {
	return "code" in error && String(error.code).startsWith("ERR_PARSE_ARGS");
}
