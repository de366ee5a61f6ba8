/** Confirms in one explicit act the declared levels of the criteria of a domain not examined yet: the audit's own records. */
import { z } from "zod";
import { atomically } from "~/db/transaction.server";
import { isOpenVisit } from "~/domain/audit/audit-life";
import { confirmedFinding, isExamined } from "~/domain/audit/finding";
import type { MissionRefusal } from "~/domain/audit/interest-declaration";
import { accept, type Result, refuse } from "~/domain/result";
import { applicableCriteria } from "~/domain/standard/applicability";
import { loadAnswers } from "../assessment/load-assessment.server";
import { recordWrite } from "../journal/record-write.server";
import { authorise, NotFoundError, type UseCase } from "../use-case.server";
import { checkMissionReady } from "./check-mission-ready.server";
import { loadAudit, loadFindings, lockAudit } from "./load-audit.server";
import { start, writeFinding } from "./record-level.server";

const form = z.strictObject({
	domain: z.string().max(20),
	/** The criteria the person saw unexamined: nothing else is confirmed. */
	criterionIds: z.array(z.string().max(40)).min(1).max(500),
});

export type ConfirmResult = Result<
	{ readonly confirmed: readonly string[] },
	"INVALID" | "NOTHING_TO_CONFIRM" | "AUDIT_ENDED" | MissionRefusal
>;

/** What a colleague examined meanwhile stays as it is. */
export async function confirmDeclaredLevels(
	{ db, actor, now }: UseCase,
	auditId: string,
	input: unknown,
): Promise<ConfirmResult> {
	const { resource, published, profile, cooperative } = await loadAudit(db, auditId);
	authorise(actor, "audit.record", { ...resource, status: "inProgress" }, ["audit.read", resource]);
	const parsed = form.safeParse(input);
	if (!parsed.success) return refuse("INVALID");
	const { domain, criterionIds } = parsed.data;
	if (!published.standard.domains.some(({ code }) => code === domain)) throw new NotFoundError(domain);
	const seen = applicableCriteria(published.standard, profile).filter(
		(criterion) => criterion.domain === domain && criterionIds.includes(criterion.id),
	);
	return atomically(db, async (tx) => {
		const audit = await lockAudit(tx, auditId);
		if (!isOpenVisit(audit.status)) return refuse("AUDIT_ENDED");
		const ready = await checkMissionReady(tx, audit, cooperative, { userId: actor.userId, now });
		if (!ready.ok) return refuse(ready.reason);
		const declared = await loadAnswers(tx, audit.assessmentId);
		const findings = await loadFindings(tx, auditId);
		const confirmed: { criterionId: string; level: number | null; notApplicable: boolean }[] = [];
		for (const { id: criterionId } of seen) {
			const current = findings.get(criterionId);
			const finding = isExamined(current) ? null : confirmedFinding(declared.get(criterionId), current);
			if (!finding) continue;
			const key = { auditId, criterionId, cooperativeId: audit.cooperativeId };
			await writeFinding(tx, key, { ...finding, version: finding.version + 1 }, now, actor.userId);
			confirmed.push({ criterionId, level: finding.level, notApplicable: finding.notApplicable });
		}
		if (confirmed.length === 0) return refuse("NOTHING_TO_CONFIRM");
		const started = await start(tx, auditId, audit.status);
		await recordWrite(tx, {
			at: now,
			actorId: actor.userId,
			action: "audit.declaredLevelsConfirmed",
			subject: ["audit", auditId],
			cooperativeId: audit.cooperativeId,
			after: { domain, confirmed, ...(started && { auditStatus: "inProgress" }) },
		});
		return accept({ confirmed: confirmed.map(({ criterionId }) => criterionId) });
	});
}
