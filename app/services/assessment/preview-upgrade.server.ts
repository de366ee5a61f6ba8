/** Previews the move of a draft to the latest published version, with the fingerprint that its confirmation must send back. */
import type { Database } from "~/db/client.server";
import { describeUpgrade, type UpgradePreview } from "~/domain/assessment/describe-upgrade";
import type { LinkRow } from "../evidence/link-rows.server";
import { loadLaterVersions } from "../standard/load-later-versions.server";
import { type AnswerRow, type LoadedAssessment, recordedAnswers } from "./load-assessment.server";
import { freezeDraft, upgradeFingerprint } from "./upgrade-snapshot";

export type PreviewedUpgrade = UpgradePreview & { readonly fingerprint: string };

/** Null when the draft is on the latest version, or is no draft any more. Checks no right: the caller read the assessment. */
export async function previewUpgrade(
	db: Database,
	{ assessment, published }: LoadedAssessment,
	rows: readonly AnswerRow[],
	links: readonly LinkRow[],
): Promise<PreviewedUpgrade | null> {
	if (assessment.status !== "draft") return null;
	const later = await loadLaterVersions(db, published);
	const to = later.at(-1);
	if (!to) return null;
	const standards = later.map(({ standard }) => standard);
	return {
		...describeUpgrade([published.standard, ...standards], assessment.profile, recordedAnswers(rows)),
		fingerprint: upgradeFingerprint(freezeDraft(assessment, published, rows, links), to),
	};
}
