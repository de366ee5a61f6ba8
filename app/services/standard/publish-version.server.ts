/** Publishes one version that waits, for ever: its row and its line of the journal at once, or nothing. */
import type { Database, Transaction } from "~/db/client.server";
import { atomically } from "~/db/transaction.server";
import { accept, type Result, refuse } from "~/domain/result";
import type { WaitingRefusal } from "~/domain/standard/waiting-version";
import { completeSummaries } from "../network/complete-summaries.server";
import { authorise, NotFoundError, type UseCase } from "../use-case.server";
import { surveyCriteria } from "./survey-criteria.server";
import { holdPublication, writeVersion } from "./write-version.server";

export type PublishRefusal = WaitingRefusal | "ALREADY_PUBLISHED" | "FILES_CHANGED";
export type PublishResult = Result<
	{ readonly id: string; readonly code: string; readonly version: string; readonly contentHash: string },
	PublishRefusal
>;

/**
 * @param root folder that holds `criteria/`
 * @param confirmation the number of the version, typed
 * @param contentHash of the text that was on screen: what was read is what is published
 */
export async function publishVersion(
	{ db, actor, now }: UseCase,
	root: string,
	version: string,
	{ confirmation, contentHash }: { readonly confirmation: string; readonly contentHash: string },
): Promise<PublishResult | Result<never, "NOT_CONFIRMED">> {
	authorise(actor, "standard.publish", null);
	if (confirmation.trim() !== version) {
		await requireKnown(db, root, version, now);
		return refuse("NOT_CONFIRMED");
	}
	return publishWaiting(db, root, { version, contentHash }, actor.userId, now);
}

/** Throws NotFoundError for a version that is neither in the files nor published. Checks no right. */
export function publishWaiting(
	db: Database | Transaction,
	root: string,
	wanted: { readonly version: string; readonly code?: string; readonly contentHash?: string },
	actorId: string | null,
	now: Date,
): Promise<PublishResult> {
	return atomically(db, async (tx): Promise<PublishResult> => {
		await holdPublication(tx);
		const { published, waiting } = await surveyCriteria(tx, root, now);
		const isWanted = ({ code, version }: { code: string; version: string }) =>
			version === wanted.version && (wanted.code === undefined || code === wanted.code);
		const found = waiting.find(isWanted);
		if (!found) {
			if (published.some(isWanted)) return refuse("ALREADY_PUBLISHED");
			throw new NotFoundError(`version ${wanted.version}`);
		}
		const { code, version, contentHash, parsed, refusal } = found;
		if (wanted.contentHash !== undefined && wanted.contentHash !== contentHash) return refuse("FILES_CHANGED");
		if (refusal !== null) return refuse(refusal);
		if (!parsed.ok) return refuse("BROKEN");
		const id = await writeVersion(tx, found, parsed.value, actorId, now);
		await completeSummaries(tx);
		return accept({ id, code, version, contentHash });
	});
}

async function requireKnown(db: Database, root: string, wanted: string, now: Date): Promise<void> {
	const { published, waiting } = await surveyCriteria(db, root, now);
	if (![...published, ...waiting].some(({ version }) => version === wanted)) throw new NotFoundError(wanted);
}
