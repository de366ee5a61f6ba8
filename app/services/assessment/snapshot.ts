/** Owns the content frozen at each sending, its hash, and its reading again. */
import { createHash } from "node:crypto";
import type { RecordedAnswer } from "~/domain/assessment/answer-record";
import type { SignatoryFunction } from "~/domain/assessment/signature";
import type { Profile } from "~/domain/standard/standard";
import type { CitedEvidence } from "../evidence/cite-evidence.server";
import type { PublishedStandard } from "../standard/get-standard.server";

export interface Submission {
	readonly assessmentId: string;
	readonly cooperativeId: string;
	readonly year: number;
	readonly published: Pick<PublishedStandard, "contentHash"> & {
		readonly standard: { readonly code: string; readonly version: string };
	};
	readonly profile: Profile;
	readonly answers: ReadonlyMap<string, RecordedAnswer>;
	/** By criterion, the version of each piece that is cited. */
	readonly evidence?: Readonly<Record<string, readonly CitedEvidence[]>>;
	readonly submittedAt: Date;
	/** Who signed, by identifier: what is hashed for ever names nobody. */
	readonly submittedBy: string;
	readonly signedAs?: SignatoryFunction;
	/** Of the sending; the first one is not written. */
	readonly number?: number;
}

/** Keys always in the same order, answers by criterion: the same submission gives the same bytes. */
export function buildSnapshot(submission: Submission): { readonly content: string; readonly contentHash: string } {
	const {
		assessmentId,
		cooperativeId,
		year,
		published,
		profile,
		answers,
		evidence = {},
		submittedAt,
		submittedBy,
		signedAs,
		number = 1,
	} = submission;
	const content = JSON.stringify({
		assessmentId,
		cooperativeId,
		year,
		standard: `${published.standard.code}/${published.standard.version}`,
		standardHash: published.contentHash,
		profile,
		answers: Object.fromEntries([...answers].sort(([a], [b]) => (a < b ? -1 : 1))),
		...(Object.keys(evidence).length > 0 ? { evidence } : {}),
		submittedAt: submittedAt.toISOString(),
		submittedBy,
		...(signedAs ? { signedAs } : {}),
		...(number > 1 ? { number } : {}),
	});
	return { content, contentHash: hashOf(content) };
}

/** What a sending holds, read again. Fields that came later are absent of the older ones. */
export interface SnapshotContent {
	/** e.g. `label-cae/1.0`. */
	readonly standard: string;
	readonly standardHash: string;
	readonly profile: Profile;
	readonly answers: Readonly<Record<string, RecordedAnswer>>;
	readonly evidence?: Readonly<Record<string, readonly CitedEvidence[]>>;
}

export function readSnapshot(content: string): SnapshotContent {
	return JSON.parse(content) as SnapshotContent;
}

/** SHA-256, hex. */
export function hashOf(content: string): string {
	return createHash("sha256").update(content).digest("hex");
}
