/** Owns what a new version of the référentiel would do to the files already sent, were their answers taken over as they are. */
import type { Projection } from "../scoring/project-score";
import { projectScore } from "../scoring/project-score";
import { applicableCriteria } from "../standard/applicability";
import type { Level, Profile, Standard } from "../standard/standard";
import { answerValues, confirmed, type RecordedAnswer } from "./answer-record";
import { ANSWER_BUCKETS, type AnswerBucket, migrateAnswers } from "./migrate-answers";

/** A file as the cooperative sent it: levels it declared, never those of an audit. */
export interface SentDossier {
	readonly cooperativeId: string;
	/** The version it was sent under, then each that follows, to the one tried. */
	readonly versions: readonly [Standard, ...Standard[]];
	readonly profile: Profile;
	readonly answers: ReadonlyMap<string, RecordedAnswer>;
}

/**
 * From the answers taken over alone: met still; met once what is proposed is confirmed; met once what is asked anew is
 * answered at the level that meets it; not met even so. Or not met already, and met thanks to the new version.
 */
export const TRIAL_STANDINGS = ["met", "onceConfirmed", "onceAnswered", "lost", "notMetBefore", "gained"] as const;
export type TrialStanding = (typeof TRIAL_STANDINGS)[number];

export interface TriedDossier {
	readonly cooperativeId: string;
	readonly standing: TrialStanding;
	readonly before: Projection["outcome"];
	/** With what counts as soon as the answers are taken over. */
	readonly after: Projection["outcome"];
	/** Mandatory criteria of the new version not met, where what they come from was; the share of recommended ones apart. */
	readonly causes: readonly string[];
	/** It no longer has the share of recommended criteria. */
	readonly missesShare: boolean;
}

export interface PublicationTrial {
	readonly dossiers: readonly TriedDossier[];
	readonly standings: Readonly<Record<TrialStanding, number>>;
	/** Answers of all the files, by what becomes of them. */
	readonly buckets: Readonly<Record<AnswerBucket, number>>;
	/** Why files would no longer meet the rule: by criterion, the most frequent first. */
	readonly causes: readonly { readonly criterionId: string; readonly dossiers: number }[];
	/** Files that would miss the share of recommended criteria. */
	readonly missingShare: number;
}

/** Whether the rule of the label is met, with reservations or without. */
function meets({ outcome }: Projection): boolean {
	return outcome === "awarded" || outcome === "awardedWithReservations";
}

/**
 * Tries a version on files that were sent. Nothing is written: a file that was sent stays under its own version for ever.
 * @throws RangeError when the versions of a file do not follow one another
 * Source, product 1.
 */
export function tryPublication(dossiers: readonly SentDossier[]): PublicationTrial {
	const tried: TriedDossier[] = [];
	const buckets = counts(ANSWER_BUCKETS);
	for (const dossier of dossiers) {
		const { result, migrated } = tryDossier(dossier);
		tried.push(result);
		for (const { bucket } of migrated) buckets[bucket] += 1;
	}
	const standings = counts(TRIAL_STANDINGS);
	for (const { standing } of tried) standings[standing] += 1;
	const falling = tried.filter(({ standing }) => wouldFall(standing));
	return {
		dossiers: tried,
		standings,
		buckets,
		causes: countCauses(falling),
		missingShare: falling.filter(({ missesShare }) => missesShare).length,
	};
}

/** Meets the rule today, and would not with the answers taken over alone. */
export function wouldFall(standing: TrialStanding): boolean {
	return standing === "onceConfirmed" || standing === "onceAnswered" || standing === "lost";
}

function tryDossier({ cooperativeId, versions, profile, answers }: SentDossier) {
	const [first] = versions;
	const last = versions.at(-1) ?? first;
	const migration = migrateAnswers(versions, profile, answers);
	const before = projectScore(first, profile, answerValues(answers));
	const kept = answerValues(migration.after);
	const after = projectScore(last, migration.profile, kept);
	const proposed = answerValues(new Map([...migration.after].map(([id, answer]) => [id, confirmed(answer)])));
	const onceConfirmed = projectScore(last, migration.profile, proposed);
	const asked = applicableCriteria(last, migration.profile).filter(({ id }) => proposed[id] === undefined);
	const conform = Object.fromEntries(asked.map(({ id, metFrom }): [string, Level] => [id, metFrom]));
	const onceAnswered = projectScore(last, migration.profile, proposed, conform);
	const standing = standingOf(before, after, onceConfirmed, onceAnswered);
	const result: TriedDossier = {
		cooperativeId,
		standing,
		before: before.outcome,
		after: after.outcome,
		causes: wouldFall(standing) ? causesOf(before, after, migration.criteria) : [],
		missesShare:
			!before.reasons.includes("RECOMMENDED_SHARE_MISSED") && after.reasons.includes("RECOMMENDED_SHARE_MISSED"),
	};
	return { result, migrated: migration.answers };
}

function standingOf(
	before: Projection,
	after: Projection,
	onceConfirmed: Projection,
	onceAnswered: Projection,
): TrialStanding {
	if (!meets(before)) return meets(after) ? "gained" : "notMetBefore";
	if (meets(after)) return "met";
	if (meets(onceConfirmed)) return "onceConfirmed";
	return meets(onceAnswered) ? "onceAnswered" : "lost";
}

function causesOf(
	before: Projection,
	after: Projection,
	criteria: readonly { readonly criterionId: string; readonly origins: readonly string[] }[],
): readonly string[] {
	const unmetBefore = new Set([...before.score.majors, ...before.score.minors]);
	const unmet = new Set([...after.score.majors, ...after.score.minors]);
	return criteria.flatMap(({ criterionId, origins }) => {
		if (!unmet.has(criterionId)) return [];
		const already = origins.length > 0 && origins.every((id) => unmetBefore.has(id));
		return already ? [] : [criterionId];
	});
}

function countCauses(falling: readonly TriedDossier[]): PublicationTrial["causes"] {
	const found = new Map<string, number>();
	for (const { causes } of falling) for (const id of causes) found.set(id, (found.get(id) ?? 0) + 1);
	return [...found]
		.map(([criterionId, dossiers]) => ({ criterionId, dossiers }))
		.sort((a, b) => b.dossiers - a.dossiers || (a.criterionId < b.criterionId ? -1 : 1));
}

function counts<Code extends string>(codes: readonly Code[]): Record<Code, number> {
	return Object.fromEntries(codes.map((code) => [code, 0])) as Record<Code, number>;
}
