/** What the page of an assessment's version shows: the move that is open, the moves made, and what may still be undone. */
import { can } from "~/domain/access/can";
import { holdsIn } from "~/domain/access/roles";
import { missingAnswers, proposedByDomain } from "~/domain/assessment/completeness";
import { describeUpgrade } from "~/domain/assessment/describe-upgrade";
import { judgeUndo, undoUntil } from "~/domain/assessment/undo-upgrade";
import type { Standard } from "~/domain/standard/standard";
import { type LinkRow, loadLinkRows } from "../evidence/link-rows.server";
import { getStandard } from "../standard/get-standard.server";
import { type ListedVersion, listVersions } from "../standard/load-later-versions.server";
import { authorise, type UseCase } from "../use-case.server";
import { assessmentHeader } from "./get-overview.server";
import {
	type AnswerRow,
	type LoadedAssessment,
	loadAnswerRows,
	loadAssessment,
	recordedAnswers,
} from "./load-assessment.server";
import { editedSince, loadUpgrades, type UpgradeRow } from "./load-upgrades.server";
import { previewUpgrade } from "./preview-upgrade.server";
import { keptAnswers, readFrozenDraft } from "./upgrade-snapshot";

export async function getVersionPage(useCase: UseCase, assessmentId: string) {
	const { db, actor } = useCase;
	const loaded = await loadAssessment(db, actor, assessmentId);
	authorise(actor, "assessment.read", loaded.resource);
	const { version, publishedOn } = loaded.published.standard;
	const page = {
		header: assessmentHeader(loaded),
		version,
		publishedOn,
		mayUpgrade: can(actor, "assessment.upgrade", loaded.resource),
	};
	// A draft that was left is the cooperative's own, also once the assessment is sent.
	if (!holdsIn(actor, loaded.resource.cooperativeId)) return { ...page, proposedIn: [], preview: null, moves: [] };
	const rows = await loadAnswerRows(db, assessmentId);
	const links = await loadLinkRows(db, assessmentId);
	const missing = missingAnswers(loaded.published.standard, loaded.assessment.profile, recordedAnswers(rows));
	return {
		...page,
		proposedIn: proposedByDomain(missing),
		preview: await previewUpgrade(db, loaded, rows, links),
		moves: await movesOf(useCase, loaded, rows, links),
	};
}

/** Latest first. One that was undone tells its versions only. */
async function movesOf(
	{ db, now }: UseCase,
	{ assessment, published }: LoadedAssessment,
	rows: readonly AnswerRow[],
	links: readonly LinkRow[],
) {
	const found = await loadUpgrades(db, assessment.id);
	const listed = found.length === 0 ? [] : await listVersions(db, published.standard.code);
	return Promise.all(
		found.map(async ({ upgrade, appliedByName, undoneByName }) => {
			const place = (id: string) => listed.findIndex((version) => version.id === id);
			const between = listed.slice(place(upgrade.fromVersionId), place(upgrade.toVersionId) + 1);
			const stands = upgrade.undoneAt === null && upgrade.toVersionId === assessment.standardVersionId;
			const since = stands ? editedSince(upgrade, assessment, rows, links) : { profile: false, criterionIds: [] };
			const edited = !stands || since.profile || since.criterionIds.length > 0;
			const judged = judgeUndo({ ...upgrade, edited }, now);
			return {
				id: upgrade.id,
				from: between[0]?.version ?? "",
				to: between.at(-1)?.version ?? "",
				appliedAt: upgrade.appliedAt,
				appliedBy: appliedByName,
				undoneAt: upgrade.undoneAt,
				undoneBy: undoneByName,
				stands,
				/** Whether it may be undone, or why not. */
				undo: judged.ok ? ("OPEN" as const) : judged.reason,
				until: undoUntil(upgrade.appliedAt),
				since,
				told: upgrade.undoneAt ? null : await tell(db, between, upgrade),
			};
		}),
	);
}

async function tell(db: UseCase["db"], between: readonly ListedVersion[], upgrade: UpgradeRow) {
	const standards: Standard[] = [];
	for (const { id } of between) standards.push((await getStandard(db, id)).standard);
	const [from, ...later] = standards;
	if (!from) return null;
	const left = readFrozenDraft({ content: upgrade.before, contentHash: upgrade.beforeHash });
	return describeUpgrade([from, ...later], left.profile, keptAnswers(left));
}
