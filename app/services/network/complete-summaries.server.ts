/**
 * Writes the summary rows that a newly published version makes possible: the figures of past assessments on the criteria
 * comparable up to it. Adds rows, changes none: what an assessment was worth on its own version stays as written.
 */
import { eq, sql } from "drizzle-orm";
import type { Database, Transaction } from "~/db/client.server";
import { assessments } from "~/db/schema/assessment.server";
import { assessmentSummaries, WHOLE } from "~/db/schema/network.server";
import { elevated } from "~/db/transaction.server";
import { comparableParts, OWN_VERSION } from "~/domain/network/comparable";
import { getStandard, listVersions } from "../standard/get-standard.server";
import { findFrozen, findRetained } from "./frozen-answers.server";
import { summaryRows } from "./write-summary.server";

const BATCH = 500;

/**
 * Idempotent, in one transaction or in the one under way. To be called by whatever publishes a version; checks no right.
 * Gives how many rows were added.
 */
export async function completeSummaries(db: Database | Transaction): Promise<number> {
	return elevated(db, async (tx) => {
		const [any] = await tx.select({ year: assessmentSummaries.year }).from(assessmentSummaries).limit(1);
		if (!any) return 0;
		const published = (await listVersions(tx)).map(({ standard }) => standard);
		const lacking: ReturnType<typeof summaryRows> = [];
		for (const held of await listHeld(tx)) {
			const { standard: pinned } = await getStandard(tx, held.standardVersionId);
			if (comparableParts(published, pinned).every(({ basis }) => held.bases.includes(basis))) continue;
			const { standardVersionId: _, bases, ...key } = held;
			const frozen = await findFrozen(tx, key.assessmentId);
			if (!frozen) continue;
			const { profile } = frozen;
			const values =
				key.stage === "declared"
					? { answers: frozen.answers }
					: await findRetained(tx, key.assessmentId, pinned, profile);
			if (!values) continue;
			lacking.push(
				...summaryRows(key, { pinned, profile, ...values }, published).filter(
					({ basis }) => basis !== OWN_VERSION && !bases.includes(basis),
				),
			);
		}
		return insertMissing(tx, lacking);
	});
}

/** Many at once. Whoever wrote the same row meanwhile wrote the same figures. */
async function insertMissing(tx: Transaction, rows: ReturnType<typeof summaryRows>): Promise<number> {
	let added = 0;
	for (let from = 0; from < rows.length; from += BATCH) {
		const batch = rows.slice(from, from + BATCH);
		const inserted = await tx
			.insert(assessmentSummaries)
			.values(batch)
			.onConflictDoNothing()
			.returning({ domain: assessmentSummaries.domain });
		added += inserted.length;
	}
	return added;
}

/** Every assessment and stage with figures, and what these rest on. */
async function listHeld(tx: Transaction) {
	const { assessmentId, cooperativeId, year, stage, basis, domain } = assessmentSummaries;
	return tx
		.select({
			assessmentId,
			cooperativeId,
			year,
			stage,
			standardVersionId: assessments.standardVersionId,
			bases: sql<readonly string[]>`json_agg(${basis})`,
		})
		.from(assessmentSummaries)
		.innerJoin(assessments, eq(assessments.id, assessmentId))
		.where(eq(domain, WHOLE))
		.groupBy(assessmentId, cooperativeId, year, stage, assessments.standardVersionId);
}
