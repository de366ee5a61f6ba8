/** A process that moves a draft to the latest version and back, without end, as a request would: made to be killed. */
import path from "node:path";
import { type DatabaseTarget, openDatabase } from "~/db/client.server";
import { onBehalfOf } from "~/db/transaction.server";
import type { Actor } from "~/domain/access/roles";
import { applyUpgrade } from "~/services/assessment/apply-upgrade.server";
import { getVersionPage } from "~/services/assessment/get-version-page.server";
import { undoUpgrade } from "~/services/assessment/undo-upgrade.server";

const [where = "", assessmentId = "", person = ""] = process.argv.slice(2);
const migrations = path.resolve("drizzle");
const target: DatabaseTarget = where.startsWith("postgres:")
	? { engine: "postgres", url: where, migrations }
	: { engine: "pglite", dataDir: where, migrations };
const actor = JSON.parse(person) as Actor;
const { db } = await openDatabase(target);
for (let moves = 0; ; moves++) {
	// Warm after a round trip: from then on it is nearly always within a transaction.
	if (moves === 2) console.log("ready");
	await onBehalfOf(db, actor.userId, "write", async (tx) => {
		const useCase = { db: tx, actor: { ...actor }, now: new Date() };
		const { preview, moves } = await getVersionPage(useCase, assessmentId);
		const result = preview
			? await applyUpgrade(useCase, assessmentId, { fingerprint: preview.fingerprint, confirmed: true })
			: await undoUpgrade(useCase, assessmentId, moves.find(({ stands }) => stands)?.id ?? "");
		if (!result.ok) throw new Error(result.reason);
	});
}
