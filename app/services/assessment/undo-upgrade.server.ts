/** Takes a draft back to the version it left, with the very answers it had, while nothing was edited since. */
import { and, eq } from "drizzle-orm";
import { assessments, assessmentUpgrades } from "~/db/schema/assessment.server";
import { atomically } from "~/db/transaction.server";
import { answerChanges, restoredAnswers } from "~/domain/assessment/answer-changes";
import { judgeUndo } from "~/domain/assessment/undo-upgrade";
import { accept, type Result, refuse } from "~/domain/result";
import { loadLinkRows, replaceLinks } from "../evidence/link-rows.server";
import { recordWrite } from "../journal/record-write.server";
import { getStandard } from "../standard/get-standard.server";
import { authorise, NotFoundError, type UseCase } from "../use-case.server";
import { isUuid } from "../uuid";
import { loadAnswerRows, loadAssessment, recordedAnswers } from "./load-assessment.server";
import { editedSince } from "./load-upgrades.server";
import { keptAnswers, readFrozenDraft } from "./upgrade-snapshot";
import { writeAnswers } from "./write-answers.server";

export type UndoUpgradeResult = Result<
	{ readonly upgradeId: string },
	"ASSESSMENT_LOCKED" | "ALREADY_UNDONE" | "EDITED_SINCE" | "TOO_LATE"
>;

export async function undoUpgrade(
	{ db, actor, now }: UseCase,
	assessmentId: string,
	upgradeId: string,
): Promise<UndoUpgradeResult> {
	const { resource } = await loadAssessment(db, actor, assessmentId);
	authorise(actor, "assessment.upgrade", { ...resource, status: "draft" }, ["assessment.read", resource]);
	if (!isUuid(upgradeId)) throw new NotFoundError(upgradeId);
	return atomically(db, async (tx) => {
		const [assessment] = await tx.select().from(assessments).where(eq(assessments.id, assessmentId)).for("update");
		if (assessment?.status !== "draft") return refuse("ASSESSMENT_LOCKED");
		const [upgrade] = await tx
			.select()
			.from(assessmentUpgrades)
			.where(and(eq(assessmentUpgrades.id, upgradeId), eq(assessmentUpgrades.assessmentId, assessmentId)));
		if (!upgrade) throw new NotFoundError(upgradeId);
		const rows = await loadAnswerRows(tx, assessmentId);
		const links = await loadLinkRows(tx, assessmentId);
		const since = editedSince(upgrade, assessment, rows, links);
		const edited =
			since.profile || since.criterionIds.length > 0 || assessment.standardVersionId !== upgrade.toVersionId;
		const judged = judgeUndo({ ...upgrade, edited }, now);
		if (!judged.ok) return refuse(judged.reason);

		const before = readFrozenDraft({ content: upgrade.before, contentHash: upgrade.beforeHash });
		const recorded = recordedAnswers(rows);
		const wanted = restoredAnswers(recorded, keptAnswers(before));
		await writeAnswers(tx, assessment, answerChanges(recorded, wanted), (criterionId) => {
			const { updatedAt = now, updatedBy = actor.userId } = before.answers[criterionId] ?? {};
			return { updatedAt: new Date(updatedAt), updatedBy };
		});
		if (before.evidence) {
			const { cooperativeId } = assessment;
			const kept = before.evidence.map((link) => {
				return { ...link, attachedAt: new Date(link.attachedAt), assessmentId, cooperativeId, fileId: null };
			});
			await replaceLinks(tx, assessmentId, links, kept);
		}
		await tx
			.update(assessments)
			.set({
				standardVersionId: upgrade.fromVersionId,
				profile: before.profile,
				profileVersion: assessment.profileVersion + 1,
			})
			.where(eq(assessments.id, assessmentId));
		await tx
			.update(assessmentUpgrades)
			.set({ undoneAt: now, undoneBy: actor.userId })
			.where(eq(assessmentUpgrades.id, upgradeId));
		const left = await getStandard(tx, upgrade.toVersionId);
		const back = await getStandard(tx, upgrade.fromVersionId);
		await recordWrite(tx, {
			at: now,
			actorId: actor.userId,
			action: "assessment.upgradeUndone",
			subject: ["assessment", assessmentId],
			cooperativeId: assessment.cooperativeId,
			before: { version: left.standard.version, contentHash: upgrade.afterHash },
			after: { version: back.standard.version, contentHash: upgrade.beforeHash },
		});
		return accept({ upgradeId });
	});
}
