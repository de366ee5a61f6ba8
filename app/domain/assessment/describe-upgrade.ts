/** Owns what a person is told of a move to a newer version: each answer that changes hands, what is new, the figures. */
import type { Outcome } from "../scoring/label-outcome";
import type { Ratio } from "../scoring/ratio";
import { compareTexts, isChanged, type TextPiece } from "../standard/compare-texts";
import type { Criterion, Profile, ScaleLevel, Standard } from "../standard/standard";
import type { RecordedAnswer } from "./answer-record";
import { ANSWER_BUCKETS, type AnswerBucket, type CriterionStep, type MigratedAnswer } from "./migrate-answers";
import { type DraftFigures, projectUpgrade } from "./project-upgrade";

type Words = Pick<Criterion, "id" | "domain" | "title" | "statement">;

/** A criterion of the new version. */
export interface NewWords extends Words {
	/** What changed on the way, oldest first. French. */
	readonly notes: readonly string[];
}

export interface ToldHeir extends NewWords {
	readonly fate: MigratedAnswer["heirs"][number]["fate"];
	/** Its statement with what changed marked; null when it reads as before. */
	readonly marked: readonly TextPiece[] | null;
	/** False when the new version does not put it to the cooperative. */
	readonly put: boolean;
}

/** An answer of the version one leaves, under the words it was given to. */
export interface ToldAnswer extends Words {
	readonly bucket: AnswerBucket;
	readonly answer: RecordedAnswer;
	readonly heirs: readonly ToldHeir[];
	/** Why nothing takes it over. French. */
	readonly reason: string | null;
	/** What to look at instead, in the new version. */
	readonly replacedBy: Words | null;
}

export interface ToldFigures {
	readonly outcome: Outcome;
	readonly applicable: number;
	readonly answered: number;
	readonly missing: number;
	readonly conformity: Ratio;
	readonly recommended: { readonly met: number; readonly applicable: number };
}

export interface UpgradePreview {
	readonly from: Pick<Standard, "version" | "publishedOn">;
	readonly to: Pick<Standard, "version" | "publishedOn">;
	/** How many answers are in each bucket: they add up to the answers there are. */
	readonly counts: Readonly<Record<AnswerBucket, number>>;
	/** All answers but those to questions that stay the same, word for word. */
	readonly answers: readonly ToldAnswer[];
	/** Criteria without an answer to go by. */
	readonly fresh: readonly NewWords[];
	/** Criteria of the new version that are not put to the cooperative any more. */
	readonly noLongerPut: readonly NewWords[];
	readonly scale: readonly Pick<ScaleLevel, "level" | "label">[];
	readonly figures: {
		readonly before: ToldFigures;
		readonly after: ToldFigures;
		readonly onceConfirmed: ToldFigures;
	};
}

/** Takes what `migrateAnswers` takes. Source. */
export function describeUpgrade(
	versions: readonly [Standard, ...Standard[]],
	profile: Profile,
	recorded: ReadonlyMap<string, RecordedAnswer>,
): UpgradePreview {
	const { migration, before, after, onceConfirmed } = projectUpgrade(versions, profile, recorded);
	const [from] = versions;
	const to = versions.at(-1) ?? from;
	const oldWords = wordsById(from);
	const newWords = wordsById(to);
	const moved = new Map(migration.criteria.map((criterion) => [criterion.criterionId, criterion]));
	const told = (id: string): NewWords => ({
		...(newWords.get(id) ?? unknownWords(id)),
		notes: notesOf(moved.get(id)?.steps ?? []),
	});
	const answers = migration.answers.map(({ criterionId, bucket, heirs, retirement }): ToldAnswer => {
		const replacement = retirement?.replacedBy ? newWords.get(retirement.replacedBy) : undefined;
		const old = oldWords.get(criterionId) ?? unknownWords(criterionId);
		return {
			...old,
			bucket,
			answer: recorded.get(criterionId) as RecordedAnswer,
			heirs: heirs.map(({ criterionId: id, fate }) => {
				const heir = told(id);
				return { ...heir, fate, marked: markedSince(old, heir), put: moved.get(id)?.standing !== "notPut" };
			}),
			reason: retirement?.reason ?? null,
			replacedBy: replacement ?? null,
		};
	});
	const stays = ({ id, bucket, heirs }: ToldAnswer) =>
		bucket === "carried" && heirs.every((heir) => heir.id === id && heir.put && moved.get(id)?.steps.length === 0);
	const listed = (holds: (criterion: (typeof migration.criteria)[number]) => boolean) =>
		migration.criteria.filter(holds).map(({ criterionId }) => told(criterionId));
	const counts = ANSWER_BUCKETS.map((bucket) => [bucket, answers.filter((one) => one.bucket === bucket).length]);
	return {
		from: { version: from.version, publishedOn: from.publishedOn },
		to: { version: to.version, publishedOn: to.publishedOn },
		counts: Object.fromEntries(counts) as Record<AnswerBucket, number>,
		answers: answers.filter((answer) => !stays(answer)),
		fresh: listed(({ standing }) => standing === "new"),
		noLongerPut: listed(({ standing, putBefore }) => standing === "notPut" && putBefore),
		scale: from.scale.map(({ level, label }) => ({ level, label })),
		figures: { before: figuresOf(before), after: figuresOf(after), onceConfirmed: figuresOf(onceConfirmed) },
	};
}

function wordsById({ criteria }: Standard): ReadonlyMap<string, Words> {
	return new Map(criteria.map(({ id, domain, title, statement }) => [id, { id, domain, title, statement }]));
}

/** An answer to a criterion that its own version does not know: shown under its identifier, so that nothing is hidden. */
function unknownWords(id: string): Words {
	return { id, domain: "", title: id, statement: "" };
}

function markedSince(old: Words, heir: Words): readonly TextPiece[] | null {
	const pieces = compareTexts(old.statement, heir.statement);
	return isChanged(pieces) ? pieces : null;
}

function notesOf(steps: readonly CriterionStep[]): readonly string[] {
	return [...new Set(steps.flatMap(({ note }) => note ?? []))];
}

function figuresOf({ outcome, missing, score }: DraftFigures): ToldFigures {
	const { applicable, answered, conformity, recommended } = score;
	return { outcome, applicable, answered, missing, conformity, recommended };
}
