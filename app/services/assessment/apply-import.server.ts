/** Applies an import that was read and confirmed: every answer of it through the same rules as one that is saved alone, or none. */
import { createHash } from "node:crypto";
import { eq } from "drizzle-orm";
import { assessments } from "~/db/schema/assessment.server";
import { undoneWhenRefused } from "~/db/transaction.server";
import type { PlannedAnswer } from "~/domain/assessment/plan-import";
import { isOpenToAnswers } from "~/domain/assessment/status";
import { accept, type Result, refuse } from "~/domain/result";
import type { UseCase } from "../use-case.server";
import { unpackRows } from "./import-packet.server";
import { loadAssessment } from "./load-assessment.server";
import { authoriseImport, type ImportReport, reportImport } from "./preview-import.server";
import { saveAnswer } from "./save-answer.server";

export type ApplyImportResult =
	| Result<{ readonly saved: number }, "CHANGED_MEANWHILE", { readonly report: ImportReport }>
	| Result<{ readonly saved: number }, "INVALID" | "ASSESSMENT_LOCKED" | "NOTHING_TO_APPLY">;

export interface ConfirmedImport {
	readonly packet: string;
	/** Of the report that was read. */
	readonly fingerprint: string;
	/** Criteria somebody changed meanwhile, to be overwritten all the same. */
	readonly overwrite: readonly string[];
}

/** The report is made again from the rows: when it does not say the same, nothing is written and the new one comes back. */
export async function applyImport(
	{ db, actor, now }: UseCase,
	assessmentId: string,
	{ packet, fingerprint, overwrite }: ConfirmedImport,
): Promise<ApplyImportResult> {
	authoriseImport(actor, await loadAssessment(db, actor, assessmentId));
	const touched = unpackRows(packet);
	if (!touched) return refuse("INVALID");
	return undoneWhenRefused(db, async (tx): Promise<ApplyImportResult> => {
		// Waits for the saves under way, and holds off those that follow.
		const [held] = await tx
			.select({ status: assessments.status })
			.from(assessments)
			.where(eq(assessments.id, assessmentId))
			.for("update");
		if (!held || !isOpenToAnswers(held.status)) return refuse("ASSESSMENT_LOCKED");
		const report = await reportImport(tx, actor, await loadAssessment(tx, actor, assessmentId), touched);
		if (report === "TOO_LONG" || "shuffled" in report) return refuse("INVALID");
		if (report.fingerprint !== fingerprint) return refuse("CHANGED_MEANWHILE", { report });
		const ticked = report.conflicts.filter(({ criterionId }) => overwrite.includes(criterionId));
		const wanted: readonly PlannedAnswer[] = [...report.changes, ...ticked];
		if (wanted.length === 0) return refuse("NOTHING_TO_APPLY");
		for (const planned of wanted) {
			const saved = await saveAnswer({ db: tx, actor, now }, assessmentId, formOf(planned, fingerprint));
			// The report held a moment ago, under the lock: one answer that is refused undoes them all.
			if (!saved.ok) return refuse("INVALID");
		}
		return accept({ saved: wanted.length });
	});
}

/** The same confirmation sent again is the same saves. */
function formOf({ criterionId, before, after }: PlannedAnswer, fingerprint: string) {
	const hex = createHash("sha256").update(`${fingerprint} ${criterionId}`).digest("hex");
	return {
		criterionId,
		choice: after.notApplicable ? "notApplicable" : after.level === null ? "" : String(after.level),
		reason: after.reason,
		comment: after.comment,
		version: before.version,
		key: hex.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*$/, "$1-$2-4$3-8$4-$5"),
	};
}
