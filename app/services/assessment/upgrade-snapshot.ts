/** Owns the content kept of a draft before and after it moves to another version of the référentiel, and its hash. */
import { createHash } from "node:crypto";
import type { RecordedAnswer } from "~/domain/assessment/answer-record";
import type { Profile } from "~/domain/standard/standard";
import type { LinkRow } from "../evidence/link-rows.server";
import type { PublishedStandard } from "../standard/get-standard.server";
import { type AnswerRow, type AssessmentRow, recordedAnswer } from "./load-assessment.server";

/** An answer with who gave it and when: what comes back is the very row. */
export type KeptAnswer = RecordedAnswer & { readonly updatedAt: string; readonly updatedBy: string | null };

/** A piece attached to a criterion, with who attached it and when. */
export interface KeptLink {
	readonly criterionId: string;
	readonly pieceId: string;
	readonly expected: string;
	readonly attachedAt: string;
	readonly attachedBy: string | null;
}

export interface DraftSnapshot {
	readonly assessmentId: string;
	readonly cooperativeId: string;
	/** e.g. `label-cae/1.0`. */
	readonly standard: string;
	readonly standardHash: string;
	readonly profile: Profile;
	readonly profileVersion: number;
	readonly answers: Readonly<Record<string, KeptAnswer>>;
	/** Absent from what was kept before pieces followed the move. */
	readonly evidence?: readonly KeptLink[];
}

export interface FrozenDraft {
	readonly content: string;
	readonly contentHash: string;
}

/**
 * Keys always in the same order, answers by criterion: the same draft gives the same bytes.
 * @param links in the order of loadLinkRows
 */
export function freezeDraft(
	assessment: Pick<AssessmentRow, "id" | "cooperativeId" | "profile" | "profileVersion">,
	published: PublishedStandard,
	rows: readonly AnswerRow[],
	links: readonly LinkRow[],
): FrozenDraft {
	const { sectors, activities, headcount, conditions } = assessment.profile;
	const sorted = [...rows].sort((a, b) => (a.criterionId < b.criterionId ? -1 : 1));
	const snapshot: DraftSnapshot = {
		assessmentId: assessment.id,
		cooperativeId: assessment.cooperativeId,
		standard: `${published.standard.code}/${published.standard.version}`,
		standardHash: published.contentHash,
		profile: { sectors, activities, headcount, conditions },
		profileVersion: assessment.profileVersion,
		answers: Object.fromEntries(
			sorted.map((row) => [
				row.criterionId,
				{ ...recordedAnswer(row), updatedAt: row.updatedAt.toISOString(), updatedBy: row.updatedBy },
			]),
		),
		evidence: links.map(keptLink),
	};
	const content = JSON.stringify(snapshot);
	return { content, contentHash: sha256(content) };
}

/** @throws Error when the content is not what was hashed: nothing is restored from it. */
export function readFrozenDraft({ content, contentHash }: FrozenDraft): DraftSnapshot {
	if (sha256(content) !== contentHash) throw new Error("the kept draft does not match its hash");
	return JSON.parse(content) as DraftSnapshot;
}

/** The answers of a kept draft, as recorded. */
export function keptAnswers({ answers }: DraftSnapshot): ReadonlyMap<string, RecordedAnswer> {
	return new Map(Object.entries(answers).map(([id, { updatedAt: _, updatedBy: __, ...recorded }]) => [id, recorded]));
}

function keptLink({ criterionId, pieceId, expected, attachedAt, attachedBy }: LinkRow): KeptLink {
	return { criterionId, pieceId, expected, attachedAt: attachedAt.toISOString(), attachedBy };
}

/** Criteria whose pieces are not those that were kept. */
export function changedLinks({ evidence }: DraftSnapshot, links: readonly LinkRow[]): readonly string[] {
	if (!evidence) return [];
	const text = ({ criterionId, pieceId, expected }: KeptLink | LinkRow) =>
		JSON.stringify([criterionId, pieceId, expected]);
	const [kept, now] = [new Set(evidence.map(text)), new Set(links.map(text))];
	const changed = [...evidence.filter((one) => !now.has(text(one))), ...links.filter((one) => !kept.has(text(one)))];
	return [...new Set(changed.map(({ criterionId }) => criterionId))];
}

/** Names one draft as it stands and where it would go: what was previewed is what is applied. */
export function upgradeFingerprint(before: FrozenDraft, target: PublishedStandard): string {
	return sha256(`${before.contentHash} ${target.contentHash}`);
}

function sha256(text: string): string {
	return createHash("sha256").update(text).digest("hex");
}
