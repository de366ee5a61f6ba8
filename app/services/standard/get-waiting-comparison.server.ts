/** What a version that waits would change: read by the committee, the board and the national team before it is published. */
import { authorise, NotFoundError, type UseCase } from "../use-case.server";
import { compareSince, type FoundComparison } from "./compare-since.server";
import { listStandards } from "./get-standard.server";
import { listReadableVersions } from "./list-readable-versions.server";

export interface DraftComparison extends FoundComparison {
	readonly draft: {
		readonly readAt: Date;
		/** Of the text read: it may still change. */
		readonly contentHash: string;
		/** Whether the version it is compared with waits as well. */
		readonly comparedWithDraft: boolean;
	};
}

export async function getWaitingComparison(
	{ db, actor, now }: UseCase,
	root: string,
	version: string,
	since: string | null,
): Promise<DraftComparison> {
	authorise(actor, "standard.preview", null);
	const waiting = await listReadableVersions(db, root, now);
	const draft = waiting.find(({ standard }) => standard.version === version);
	if (!draft) throw new NotFoundError(`version ${version}`);
	const published = (await listStandards(db)).map(({ standard }) => standard);
	const versions = [...published, ...waiting.map(({ standard }) => standard)];
	const found = compareSince(
		versions.filter(({ code }) => code === draft.standard.code),
		version,
		since,
	);
	if (!found) throw new NotFoundError(`what version ${version} follows`);
	const { before } = found.comparison;
	const comparedWithDraft = waiting.some(({ standard }) => standard.version === before.version);
	return { ...found, draft: { readAt: now, contentHash: draft.contentHash, comparedWithDraft } };
}
