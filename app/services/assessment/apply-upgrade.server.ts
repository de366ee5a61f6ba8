/** Moves a draft to the latest published version of its référentiel: what was previewed, whole, with a snapshot of both sides. */
import { eq } from "drizzle-orm";
import { assessments, assessmentUpgrades } from "~/db/schema/assessment.server";
import { atomically } from "~/db/transaction.server";
import { answerChanges } from "~/domain/assessment/answer-changes";
import { migrateAnswers } from "~/domain/assessment/migrate-answers";
import { migrateLinks } from "~/domain/evidence/migrate-links";
import { accept, type Result, refuse } from "~/domain/result";
import { loadLinkRows, replaceLinks } from "../evidence/link-rows.server";
import { recordWrite } from "../journal/record-write.server";
import { getStandard } from "../standard/get-standard.server";
import { loadLaterVersions } from "../standard/load-later-versions.server";
import { authorise, type UseCase } from "../use-case.server";
import { loadAnswerRows, loadAssessment, recordedAnswers } from "./load-assessment.server";
import { freezeDraft, upgradeFingerprint } from "./upgrade-snapshot";
import { writeAnswers } from "./write-answers.server";

export type ApplyUpgradeResult = Result<
	{ readonly upgradeId: string },
	"NOT_CONFIRMED" | "ASSESSMENT_LOCKED" | "UP_TO_DATE" | "CHANGED_MEANWHILE"
>;

/**
 * @param fingerprint of the preview: nothing moves when the draft, or the version it goes to, is no longer what was shown
 * @param confirmed whether the person said that they read what changes
 */
export async function applyUpgrade(
	{ db, actor, now }: UseCase,
	assessmentId: string,
	{ fingerprint, confirmed }: { readonly fingerprint: string; readonly confirmed: boolean },
): Promise<ApplyUpgradeResult> {
	const { resource } = await loadAssessment(db, actor, assessmentId);
	authorise(actor, "assessment.upgrade", { ...resource, status: "draft" }, ["assessment.read", resource]);
	if (!confirmed) return refuse("NOT_CONFIRMED");
	return atomically(db, async (tx) => {
		// Waits for the saves under way, and holds off those that follow.
		const [assessment] = await tx.select().from(assessments).where(eq(assessments.id, assessmentId)).for("update");
		if (assessment?.status !== "draft") return refuse("ASSESSMENT_LOCKED");
		const from = await getStandard(tx, assessment.standardVersionId);
		const later = await loadLaterVersions(tx, from);
		const to = later.at(-1);
		if (!to) return refuse("UP_TO_DATE");
		const rows = await loadAnswerRows(tx, assessmentId);
		const links = await loadLinkRows(tx, assessmentId);
		const before = freezeDraft(assessment, from, rows, links);
		if (upgradeFingerprint(before, to) !== fingerprint) return refuse("CHANGED_MEANWHILE");

		const recorded = recordedAnswers(rows);
		const standards = later.map(({ standard }) => standard);
		const migration = migrateAnswers([from.standard, ...standards], assessment.profile, recorded);
		const { after: wanted, profile } = migration;
		const signed = { updatedAt: now, updatedBy: actor.userId };
		await writeAnswers(tx, assessment, answerChanges(recorded, wanted), () => signed);
		await replaceLinks(tx, assessmentId, links, migrateLinks(links, migration.criteria));
		const moved = { standardVersionId: to.id, profile, profileVersion: assessment.profileVersion + 1 };
		await tx.update(assessments).set(moved).where(eq(assessments.id, assessmentId));
		const after = freezeDraft(
			{ ...assessment, ...moved },
			to,
			await loadAnswerRows(tx, assessmentId),
			await loadLinkRows(tx, assessmentId),
		);
		const [upgrade] = await tx
			.insert(assessmentUpgrades)
			.values({
				cooperativeId: assessment.cooperativeId,
				assessmentId,
				fromVersionId: from.id,
				toVersionId: to.id,
				before: before.content,
				beforeHash: before.contentHash,
				after: after.content,
				afterHash: after.contentHash,
				appliedAt: now,
				appliedBy: actor.userId,
			})
			.returning({ id: assessmentUpgrades.id });
		if (!upgrade) throw new Error("the upgrade was not kept");
		await recordWrite(tx, {
			at: now,
			actorId: actor.userId,
			action: "assessment.upgraded",
			subject: ["assessment", assessmentId],
			cooperativeId: assessment.cooperativeId,
			before: { version: from.standard.version, contentHash: before.contentHash },
			after: { version: to.standard.version, contentHash: after.contentHash },
		});
		return accept({ upgradeId: upgrade.id });
	});
}
