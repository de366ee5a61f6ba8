/** Tries a version on the last file sent by each enrolled cooperative. Declared levels only; reads, writes nothing. */
import { and, eq, gte, isNotNull, isNull, or, sql } from "drizzle-orm";
import type { Database } from "~/db/client.server";
import { answers, assessments, campaigns } from "~/db/schema/assessment.server";
import { cooperatives } from "~/db/schema/cooperative.server";
import type { RecordedAnswer } from "~/domain/assessment/answer-record";
import { type PublicationTrial, type SentDossier, tryPublication } from "~/domain/assessment/publication-trial";
import { dayInParis } from "~/domain/calendar-day";
import type { Level, Standard } from "~/domain/standard/standard";
import { byVersion } from "~/domain/standard/version-number";
import { listStandards } from "./get-standard.server";

export interface NetworkTrial extends PublicationTrial {
	readonly names: Readonly<Record<string, string>>;
	/** Year of the file tried, by cooperative. */
	readonly years: Readonly<Record<string, number>>;
	/** Enrolled cooperatives that never sent a file: nothing to try. */
	readonly without: number;
}

/** Checks no right: the caller authorises `standard.publish`. */
export async function tryVersion(db: Database, candidate: Standard, now: Date): Promise<NetworkTrial> {
	const rows = await loadLastSent(db, dayInParis(now));
	const chains = await loadChains(db, candidate);
	const dossiers = rows.flatMap(({ cooperativeId, standardVersionId, profile, recorded }): SentDossier[] => {
		const versions = standardVersionId === null ? undefined : chains.get(standardVersionId);
		return versions && profile ? [{ cooperativeId, versions, profile, answers: asRecorded(recorded ?? []) }] : [];
	});
	const trial = tryPublication(dossiers);
	return {
		...trial,
		names: Object.fromEntries(rows.map(({ cooperativeId, name }) => [cooperativeId, name])),
		years: Object.fromEntries(
			rows.flatMap(({ cooperativeId, year }) => (year === null ? [] : [[cooperativeId, year]])),
		),
		without: rows.length - dossiers.length,
	};
}

type AnswerEntry = readonly [criterionId: string, level: Level | null, notApplicable: boolean, reasoned: boolean];

/** One row per cooperative enrolled and still a member; its answers as one JSON text. */
async function loadLastSent(db: Database, today: string) {
	const last = db
		.selectDistinctOn([assessments.cooperativeId], {
			cooperativeId: assessments.cooperativeId,
			id: assessments.id,
			year: campaigns.year,
			standardVersionId: assessments.standardVersionId,
			profile: assessments.profile,
		})
		.from(assessments)
		.innerJoin(campaigns, eq(campaigns.id, assessments.campaignId))
		.where(eq(assessments.status, "submitted"))
		.orderBy(assessments.cooperativeId, sql`${campaigns.year} desc`)
		.as("last");
	const { criterionId, level, notApplicable, reason } = answers;
	const entries = db
		.select({
			assessmentId: answers.assessmentId,
			recorded: sql<
				readonly AnswerEntry[]
			>`json_agg(json_build_array(${criterionId}, ${level}, ${notApplicable}, ${reason} ~ '\\S'))`.as("recorded"),
		})
		.from(answers)
		.groupBy(answers.assessmentId)
		.as("entries");
	return db
		.select({
			cooperativeId: cooperatives.id,
			name: cooperatives.name,
			year: last.year,
			standardVersionId: last.standardVersionId,
			profile: last.profile,
			recorded: entries.recorded,
		})
		.from(cooperatives)
		.leftJoin(last, eq(last.cooperativeId, cooperatives.id))
		.leftJoin(entries, eq(entries.assessmentId, last.id))
		.where(
			and(
				isNotNull(cooperatives.enrolledOn),
				or(isNull(cooperatives.memberUntil), gte(cooperatives.memberUntil, today)),
			),
		)
		.orderBy(cooperatives.name);
}

/** By id of a published version: itself, those that follow it, then the candidate. */
async function loadChains(
	db: Database,
	candidate: Standard,
): Promise<ReadonlyMap<string, readonly [Standard, ...Standard[]]>> {
	const published = (await listStandards(db))
		.filter(({ standard }) => standard.code === candidate.code && byVersion(standard.version, candidate.version) < 0)
		.reverse();
	return new Map(
		published.map(({ id, standard }, index) => {
			const following = published.slice(index + 1).map((one) => one.standard);
			return [id, [standard, ...following, candidate] as const];
		}),
	);
}

/** What counts of an answer; its words are not read. */
function asRecorded(entries: readonly AnswerEntry[]): ReadonlyMap<string, RecordedAnswer> {
	return new Map(
		entries.map(([criterionId, level, notApplicable, reasoned]) => [
			criterionId,
			{ level, notApplicable, reason: reasoned ? "…" : "", comment: "", version: 1 },
		]),
	);
}
