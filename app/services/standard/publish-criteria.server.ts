/**
 * Gives an empty platform its versions of the référentiel: all those found in `criteria/` that are right and not dated in the
 * future, in their order, at once. A platform that has one is left alone: from then on a version is published by an explicit
 * act (publish-version.server.ts). Says what is in the files either way.
 */
import type { Database, Transaction } from "~/db/client.server";
import { atomically } from "~/db/transaction.server";
import { completeSummaries } from "../network/complete-summaries.server";
import { type CriteriaSurvey, surveyCriteria } from "./survey-criteria.server";
import { holdPublication, writeVersion } from "./write-version.server";

export async function publishCriteria(db: Database, root: string, now: Date): Promise<CriteriaSurvey> {
	const survey = await settle(db, root, now);
	await completeSummaries(db);
	return survey;
}

async function settle(db: Database, root: string, now: Date): Promise<CriteriaSurvey> {
	const survey = await surveyCriteria(db, root, now);
	if (survey.published.length > 0 || survey.waiting.length === 0) return survey;
	return atomically(db, async (tx) => {
		await holdPublication(tx);
		const held = await surveyCriteria(tx, root, now);
		return held.published.length > 0 ? held : publishAll(tx, root, now, held);
	});
}

/** One after the other: each is judged with those before it published. */
async function publishAll(tx: Transaction, root: string, now: Date, survey: CriteriaSurvey): Promise<CriteriaSurvey> {
	const ready = survey.waiting.filter(({ refusal }) => refusal === null);
	if (ready.length === 0) return survey;
	for (const version of ready) {
		if (version.parsed.ok) await writeVersion(tx, version, version.parsed.value, null, now);
	}
	return publishAll(tx, root, now, await surveyCriteria(tx, root, now));
}
