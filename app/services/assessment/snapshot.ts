/** Owns the content frozen at submission and its hash. */
import { createHash } from "node:crypto";
import type { RecordedAnswer } from "~/domain/assessment/answer-record";
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
	readonly submittedBy: string;
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
	});
	return { content, contentHash: createHash("sha256").update(content).digest("hex") };
}
