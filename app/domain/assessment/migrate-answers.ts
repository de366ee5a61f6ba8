/** Owns what becomes of the answers of a draft when it moves to a newer version of the référentiel, several versions at once. */
import { applies } from "../standard/applicability";
import { type Origin, traceLineage } from "../standard/lineage";
import type { ChangeKind, Criterion, Profile, Standard } from "../standard/standard";
import { hasChoice, type RecordedAnswer, saysSomething } from "./answer-record";
import { inheritAnswer } from "./merge-answers";

/** What becomes of an answer, the one that asks most work first when its criterion was split. */
export const ANSWER_BUCKETS = ["retired", "reset", "toConfirm", "carried"] as const;
export type AnswerBucket = (typeof ANSWER_BUCKETS)[number];

/** A version that changed the criterion on its way. */
export interface CriterionStep {
	/** e.g. `2.0`. */
	readonly version: string;
	readonly kind: ChangeKind;
	/** French, for managers. */
	readonly note?: string;
}

export interface Retirement {
	readonly version: string;
	/** French, for the screen. */
	readonly reason: string;
	/** Id of that version. */
	readonly replacedBy?: string;
}

export interface MigratedAnswer {
	/** Id of the version one leaves. */
	readonly criterionId: string;
	readonly bucket: AnswerBucket;
	/** Criteria of the version one goes to that take it over, and what each makes of it. None when retired. */
	readonly heirs: readonly { readonly criterionId: string; readonly fate: Exclude<AnswerBucket, "retired"> }[];
	readonly retirement: Retirement | null;
}

/**
 * Where a criterion of the new version stands: with the answer of before, as it is or to confirm; to be answered again; new
 * to the cooperative, or changed without an answer to go by; as unanswered as before; not put to the cooperative.
 */
export type CriterionStanding = "carried" | "toConfirm" | "reset" | "new" | "unanswered" | "notPut";

export interface MigratedCriterion {
	readonly criterionId: string;
	readonly standing: CriterionStanding;
	/** Ids of the version one leaves. None when new. */
	readonly origins: readonly string[];
	/** Whether one of its origins was put to the cooperative. */
	readonly putBefore: boolean;
	/** None when it is the same, word for word. */
	readonly steps: readonly CriterionStep[];
}

export interface Migration {
	/** One per answer that says something, in the order of the version one leaves; those of no known criterion come last. */
	readonly answers: readonly MigratedAnswer[];
	/** One per criterion of the new version, in its order. */
	readonly criteria: readonly MigratedCriterion[];
	/** The profile, without the codes that the new version no longer knows. */
	readonly profile: Profile;
	/** The answers afterwards, by id of the new version. A version number never goes down where a row stays. */
	readonly after: ReadonlyMap<string, RecordedAnswer>;
}

/** A criterion on its way through the versions. Ids are those of the first version. */
interface Branch {
	readonly answer: RecordedAnswer | null;
	/** Whose answers are in `answer`. */
	readonly held: readonly string[];
	/** Whose answers were left behind. */
	readonly left: readonly string[];
	readonly origins: readonly string[];
	readonly putBefore: boolean;
	/** Some version asks to look at the answer again. */
	readonly looksAgain: boolean;
	readonly steps: readonly CriterionStep[];
}

/**
 * @param versions the version one leaves, then each that follows it, to the one one goes to
 * @param answers as recorded, also those that the profile sets aside: they are kept and still do not count
 * @throws RangeError when the versions do not follow one another
 * Source.
 */
export function migrateAnswers(
	versions: readonly [Standard, ...Standard[]],
	profile: Profile,
	answers: ReadonlyMap<string, RecordedAnswer>,
): Migration {
	const [first, ...following] = versions;
	let standard = first;
	let branches = new Map(first.criteria.map((criterion) => [criterion.id, start(criterion, profile, answers)]));
	const retirements = new Map<string, Retirement>();
	for (const next of following) {
		const { origins, fates } = traceLineage(standard, next);
		for (const [id, fate] of fates) {
			if (!fate.retired) continue;
			const { reason, replacedBy } = fate.because;
			const retirement = { version: next.version, reason, ...(replacedBy === undefined ? {} : { replacedBy }) };
			for (const answered of followed(branches.get(id))) retirements.set(answered, retirement);
		}
		const put = new Set(standard.criteria.flatMap((one) => (applies(one, profile).applies ? [one.id] : [])));
		const before = branches;
		branches = new Map(
			next.criteria.map((criterion) => {
				const origin = origins.get(criterion.id) as Origin;
				return [criterion.id, step(criterion, origin, before, put, next.version)];
			}),
		);
		standard = next;
	}
	const carriedProfile = knownTo(standard, profile);
	return {
		answers: bucketAnswers(first, answers, branches, retirements),
		criteria: standard.criteria.map((criterion) => {
			const branch = branches.get(criterion.id) as Branch;
			const { origins, putBefore, steps } = branch;
			const put = applies(criterion, carriedProfile).applies;
			return { criterionId: criterion.id, standing: put ? standingOf(branch) : "notPut", origins, putBefore, steps };
		}),
		profile: carriedProfile,
		after: answersAfter(answers, branches),
	};
}

function start(criterion: Criterion, profile: Profile, answers: ReadonlyMap<string, RecordedAnswer>): Branch {
	const recorded = answers.get(criterion.id);
	const answer = recorded && saysSomething(recorded) ? recorded : null;
	return {
		answer,
		held: answer ? [criterion.id] : [],
		left: [],
		origins: [criterion.id],
		putBefore: applies(criterion, profile).applies,
		looksAgain: false,
		steps: [],
	};
}

function step(
	criterion: Criterion,
	{ kind, from, keepAnswer, note }: Origin,
	before: ReadonlyMap<string, Branch>,
	put: ReadonlySet<string>,
	version: string,
): Branch {
	const parents = from.map((id) => ({ id, put: put.has(id), branch: before.get(id) as Branch }));
	const branches = parents.map(({ branch }) => branch);
	const answer = inheritAnswer(
		parents.map(({ id, put, branch }) => ({ id, put, answer: branch.answer })),
		keepAnswer ?? "reset",
		criterion.metFrom,
	);
	const held = answer ? unique(branches.flatMap((branch) => branch.held)) : [];
	const told = kind === "unchanged" ? [] : [{ version, kind, ...(note === undefined ? {} : { note }) }];
	return {
		answer,
		held,
		left: unique(branches.flatMap(followed)).filter((id) => !held.includes(id)),
		origins: unique(branches.flatMap(({ origins }) => origins)),
		putBefore: branches.some(({ putBefore }) => putBefore),
		looksAgain: (keepAnswer ?? "reset") !== "carry" || branches.some(({ looksAgain }) => looksAgain),
		steps: [...branches.flatMap(({ steps }) => steps), ...told],
	};
}

/** Every answer that came this far, held or left behind. */
function followed(branch: Branch | undefined): readonly string[] {
	return branch ? [...branch.held, ...branch.left] : [];
}

function standingOf({ answer, left, putBefore, looksAgain }: Branch): CriterionStanding {
	if (answer?.toConfirm) return "toConfirm";
	if (answer && hasChoice(answer)) return "carried";
	if (left.length > 0) return "reset";
	return putBefore && !looksAgain ? "unanswered" : "new";
}

function bucketAnswers(
	first: Standard,
	answers: ReadonlyMap<string, RecordedAnswer>,
	branches: ReadonlyMap<string, Branch>,
	retirements: ReadonlyMap<string, Retirement>,
): readonly MigratedAnswer[] {
	const known = new Set(first.criteria.map(({ id }) => id));
	const ids = [...known, ...[...answers.keys()].filter((id) => !known.has(id))];
	const heirs = new Map<string, MigratedAnswer["heirs"][number][]>();
	for (const [criterionId, { answer, held, left }] of branches) {
		const fate = answer?.toConfirm ? "toConfirm" : "carried";
		const note = (id: string, heir: MigratedAnswer["heirs"][number]) => heirs.set(id, [...(heirs.get(id) ?? []), heir]);
		for (const id of held) note(id, { criterionId, fate });
		for (const id of left) note(id, { criterionId, fate: "reset" });
	}
	return ids.flatMap((criterionId) => {
		const answer = answers.get(criterionId);
		if (!answer || !saysSomething(answer)) return [];
		const taken = heirs.get(criterionId) ?? [];
		const bucket = ANSWER_BUCKETS.find((one) => taken.some(({ fate }) => fate === one)) ?? "retired";
		const retirement = bucket === "retired" ? (retirements.get(criterionId) ?? null) : null;
		return [{ criterionId, bucket, heirs: taken, retirement }];
	});
}

/** Rows that follow an unchanged question stay as they are; a row whose question changed says so by a higher version. */
function answersAfter(
	answers: ReadonlyMap<string, RecordedAnswer>,
	branches: ReadonlyMap<string, Branch>,
): ReadonlyMap<string, RecordedAnswer> {
	const after = new Map<string, RecordedAnswer>();
	for (const [id, branch] of branches) {
		const own = answers.get(id);
		const silent = own && !branch.answer && !saysSomething(own);
		const same = branch.answer === own && branch.steps.every(({ kind }) => kind === "reworded");
		if (own && (silent || same)) after.set(id, own);
		else if (branch.answer || own) {
			const versions = [id, ...followed(branch)].map((one) => answers.get(one)?.version ?? 0);
			const { version: _, ...content } = branch.answer ?? EMPTIED;
			after.set(id, { ...content, version: Math.max(...versions) + 1 });
		}
	}
	return after;
}

const EMPTIED: RecordedAnswer = { level: null, notApplicable: false, reason: "", comment: "", version: 0 };

function knownTo(standard: Standard, profile: Profile): Profile {
	const known = (codes: readonly string[], terms: Standard["sectors"]) =>
		codes.filter((code) => terms.some((term) => term.code === code));
	return {
		sectors: known(profile.sectors, standard.sectors),
		activities: known(profile.activities, standard.activities),
		headcount: profile.headcount,
		conditions: known(profile.conditions, standard.conditions),
	};
}

function unique(ids: readonly string[]): readonly string[] {
	return [...new Set(ids)];
}
