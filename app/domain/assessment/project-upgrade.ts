/** Owns what moving to a newer version of the référentiel does to the figures of a draft: before, after, once all is confirmed. */
import { type Projection, projectScore } from "../scoring/project-score";
import type { Profile, Standard } from "../standard/standard";
import { answerValues, confirmed, type RecordedAnswer } from "./answer-record";
import { missingAnswers } from "./completeness";
import { type Migration, migrateAnswers } from "./migrate-answers";

export interface DraftFigures extends Projection {
	/** Criteria put to the cooperative without an answer that counts. */
	readonly missing: number;
}

export interface UpgradeProjection {
	readonly migration: Migration;
	readonly before: DraftFigures;
	/** As soon as the draft has moved: what is proposed does not count yet. */
	readonly after: DraftFigures;
	/** Once every proposal is confirmed as it is. */
	readonly onceConfirmed: DraftFigures;
}

/** Takes what {@link migrateAnswers} takes. Source. */
export function projectUpgrade(
	versions: readonly [Standard, ...Standard[]],
	profile: Profile,
	answers: ReadonlyMap<string, RecordedAnswer>,
): UpgradeProjection {
	const migration = migrateAnswers(versions, profile, answers);
	const [first] = versions;
	const last = versions.at(-1) ?? first;
	const settled = new Map([...migration.after].map(([id, answer]) => [id, confirmed(answer)]));
	return {
		migration,
		before: figuresOf(first, profile, answers),
		after: figuresOf(last, migration.profile, migration.after),
		onceConfirmed: figuresOf(last, migration.profile, settled),
	};
}

function figuresOf(standard: Standard, profile: Profile, answers: ReadonlyMap<string, RecordedAnswer>): DraftFigures {
	const missing = missingAnswers(standard, profile, answers).length;
	return { ...projectScore(standard, profile, answerValues(answers)), missing };
}
