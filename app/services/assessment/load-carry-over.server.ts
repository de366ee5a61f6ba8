/** Loads what the latest assessment a cooperative sent before a year proposes to that year's. Checks no right: the caller does. */
import { and, desc, eq, lt, sql } from "drizzle-orm";
import type { Database, Transaction } from "~/db/client.server";
import { answers, assessments, campaigns } from "~/db/schema/assessment.server";
import type { RecordedAnswer } from "~/domain/assessment/answer-record";
import { type CarryOver, carryOver } from "~/domain/assessment/carry-over";
import type { Profile, Standard } from "~/domain/standard/standard";
import type { PublishedStandard } from "../standard/get-standard.server";
import { loadVersionChain } from "../standard/load-version-chain.server";

export interface LoadedCarryOver {
	/** The earlier assessment. */
	readonly assessmentId: string;
	/** When the earlier assessment was sent for, e.g. 2025, and its version of the référentiel. */
	readonly year: number;
	readonly version: string;
	/** The text of that version; null with `carried`. */
	readonly from: Standard | null;
	/** Null when nothing leads from that version to the new one: nothing is proposed. */
	readonly carried: CarryOver | null;
}

export interface CarryingInto {
	readonly cooperativeId: string;
	readonly year: number;
	readonly published: PublishedStandard;
	readonly profile: Profile;
}

/** Null when the cooperative sent nothing before that year. Two queries at most. */
export async function loadCarryOver(db: Database | Transaction, into: CarryingInto): Promise<LoadedCarryOver | null> {
	const earlier = await latestSentBefore(db, into);
	if (!earlier) return null;
	const { id: assessmentId, year, profile, declared, standardVersionId } = earlier;
	const { version, versions } = await loadVersionChain(db, standardVersionId, into.published);
	const recorded = new Map(declared.map(({ criterionId, ...answer }) => [criterionId, answer]));
	return {
		assessmentId,
		year,
		version,
		from: versions?.[0] ?? null,
		carried: versions && tryCarryOver({ versions, profile, answers: recorded }, into.profile),
	};
}

type DeclaredRow = RecordedAnswer & { readonly criterionId: string };

async function latestSentBefore(db: Database | Transaction, { cooperativeId, year }: CarryingInto) {
	const [row] = await db
		.select({
			id: assessments.id,
			year: campaigns.year,
			standardVersionId: assessments.standardVersionId,
			profile: assessments.profile,
			declared: sql<readonly DeclaredRow[]>`coalesce((select json_agg(json_build_object(
				'criterionId', ${answers.criterionId}, 'level', ${answers.level}, 'notApplicable', ${answers.notApplicable},
				'reason', ${answers.reason}, 'comment', ${answers.comment}, 'version', ${answers.version}))
				from ${answers} where ${answers.assessmentId} = ${assessments.id}), '[]')`,
		})
		.from(assessments)
		.innerJoin(campaigns, eq(campaigns.id, assessments.campaignId))
		.where(
			and(eq(assessments.cooperativeId, cooperativeId), eq(assessments.status, "submitted"), lt(campaigns.year, year)),
		)
		.orderBy(desc(campaigns.year))
		.limit(1);
	return row;
}

/** Null when a version does not say what became of the criteria of the one before. */
function tryCarryOver(earlier: Parameters<typeof carryOver>[0], profile: Profile): CarryOver | null {
	try {
		return carryOver(earlier, profile);
	} catch (error) {
		if (error instanceof RangeError) return null;
		throw error;
	}
}
