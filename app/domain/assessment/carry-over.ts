/** Owns the carry-over: what the answers of an earlier year propose to a new assessment, to confirm one by one, and what they do not. */
import { applies } from "../standard/applicability";
import type { Profile, Standard } from "../standard/standard";
import type { VersionChain } from "../standard/version-chain";
import { answerValue, confirmed, type RecordedAnswer } from "./answer-record";
import { type CriterionStanding, type MigratedAnswer, migrateAnswers, type Retirement } from "./migrate-answers";

/** What becomes of an answer of the earlier year, the one that asks most work first when its criterion was split. */
export type CarriedBucket = "retired" | "reset" | "proposed" | "notPut";

/** What was sent that year: its version of the référentiel, then each that follows, to the one of the new assessment. */
export interface EarlierAssessment {
	readonly versions: VersionChain;
	/** As it was when it was sent. */
	readonly profile: Profile;
	/** Declared ones only: what an audit recorded is never among them. */
	readonly answers: ReadonlyMap<string, RecordedAnswer>;
}

export interface CarriedAnswer {
	/** Id of the version of that year. */
	readonly criterionId: string;
	readonly bucket: CarriedBucket;
	/** Why nothing takes it over; null otherwise. */
	readonly retirement: Retirement | null;
}

/** Proposed; to answer afresh, the question having changed; never asked before; or not put to the cooperative this time. */
export type CarriedStanding = Exclude<CriterionStanding, "carried" | "toConfirm"> | "proposed";

export interface CarriedCriterion {
	/** Id of the new version. */
	readonly criterionId: string;
	readonly standing: CarriedStanding;
	/** Ids of that year's version it descends from, answered or not; none when new, or not put this time. */
	readonly origins: readonly string[];
	/** What was answered that year to the criteria it comes from, in their order. */
	readonly earlier: readonly { readonly criterionId: string; readonly answer: RecordedAnswer }[];
	/** What changed since, oldest first. French, for managers. */
	readonly notes: readonly string[];
}

export interface CarryOver {
	/** One per answer that counted that year, in the order of its version. */
	readonly answers: readonly CarriedAnswer[];
	/** One per criterion of the new version, in its order. */
	readonly criteria: readonly CarriedCriterion[];
	/** By id of the new version, each of version 1 and to confirm: none counts before. */
	readonly proposals: ReadonlyMap<string, RecordedAnswer>;
}

/**
 * @param profile of the new assessment: what it does not put to the cooperative gets no proposal
 * @throws RangeError when the versions do not follow one another
 * Source: R-89b, product 2.
 */
export function carryOver({ versions, profile: then, answers }: EarlierAssessment, profile: Profile): CarryOver {
	const [first] = versions;
	const standard = versions.at(-1) ?? first;
	const declared = declaredAnswers(first, then, answers);
	const migration = migrateAnswers(versions, then, declared);
	const put = new Set(standard.criteria.flatMap((one) => (applies(one, profile).applies ? [one.id] : [])));
	const proposals = new Map(
		[...migration.after].flatMap(([id, answer]): [string, RecordedAnswer][] =>
			put.has(id) && (answer.level !== null || answer.notApplicable)
				? [[id, { ...answer, version: 1, toConfirm: true }]]
				: [],
		),
	);
	return {
		answers: migration.answers.map(({ criterionId, heirs, retirement }) => {
			return { criterionId, bucket: bucketOf(heirs, put), retirement };
		}),
		criteria: migration.criteria.map(({ criterionId, standing, origins, steps }) => ({
			criterionId,
			standing: standingNow(criterionId, standing),
			origins: put.has(criterionId) ? origins : [],
			earlier: origins.flatMap((id) => {
				const answer = declared.get(id);
				return answer ? [{ criterionId: id, answer }] : [];
			}),
			notes: [...new Set(steps.flatMap(({ note }) => note ?? []))],
		})),
		proposals,
	};

	function standingNow(id: string, standing: CriterionStanding): CarriedStanding {
		if (!put.has(id)) return "notPut";
		if (proposals.has(id)) return "proposed";
		return standing === "reset" || standing === "unanswered" ? standing : "new";
	}
}

/** Those that counted: what the profile of then set aside was never declared. */
function declaredAnswers(
	{ criteria }: Standard,
	profile: Profile,
	answers: EarlierAssessment["answers"],
): ReadonlyMap<string, RecordedAnswer> {
	return new Map(
		criteria.flatMap((criterion): [string, RecordedAnswer][] => {
			const answer = answers.get(criterion.id);
			if (!answer || answerValue(answer) === null || !applies(criterion, profile).applies) return [];
			return [[criterion.id, confirmed(answer)]];
		}),
	);
}

function bucketOf(heirs: MigratedAnswer["heirs"], put: ReadonlySet<string>): CarriedBucket {
	if (heirs.length === 0) return "retired";
	const asked = heirs.filter(({ criterionId }) => put.has(criterionId));
	if (asked.length === 0) return "notPut";
	return asked.some(({ fate }) => fate === "reset") ? "reset" : "proposed";
}
