/** Writes one version: its row and its line of the journal, in the transaction of whoever publishes. Checks no right. */
import { sql } from "drizzle-orm";
import type { Transaction } from "~/db/client.server";
import { standardVersions } from "~/db/schema/standard.server";
import type { Standard } from "~/domain/standard/standard";
import { recordWrite } from "../journal/record-write.server";
import type { WaitingVersion } from "./survey-criteria.server";

const PUBLICATION_LOCK = 7_120_039;

/** Whoever publishes waits for whoever is publishing, then sees what was published. Until the transaction ends. */
export async function holdPublication(tx: Transaction): Promise<void> {
	await tx.execute(sql`select pg_advisory_xact_lock(${PUBLICATION_LOCK}::bigint)`);
}

/** @param actorId null when the platform itself, or its operator by command, publishes */
export async function writeVersion(
	tx: Transaction,
	{ code, version, contentHash, files }: WaitingVersion,
	content: Standard,
	actorId: string | null,
	now: Date,
): Promise<string> {
	const [row] = await tx
		.insert(standardVersions)
		.values({ code, version, contentHash, content, files, publishedAt: now })
		.returning({ id: standardVersions.id });
	if (!row) throw new Error(`${code} ${version} was not written`);
	await recordWrite(tx, {
		at: now,
		actorId,
		action: "standard.published",
		subject: ["standard", row.id],
		after: { code, version, contentHash },
	});
	return row.id;
}
