/** Draws what follows from a non-conformity lifted: a major made of minors falls, and an audit with nothing open is closed. */
import { and, eq, ne } from "drizzle-orm";
import type { Transaction } from "~/db/client.server";
import { assessments } from "~/db/schema/assessment.server";
import { audits } from "~/db/schema/audit.server";
import { nonConformities } from "~/db/schema/finding.server";
import { elevated } from "~/db/transaction.server";
import { move } from "~/domain/audit/audit-life";
import { minorsFell } from "~/domain/audit/non-conformity";
import { recordWrite } from "../journal/record-write.server";
import { getStandard } from "../standard/get-standard.server";

/** @param act `by` null: the product itself, at a deadline. Whoever lifts the last one need not be of that audit's team. */
export async function settleAudit(
	tx: Transaction,
	auditId: string,
	act: { readonly now: Date; readonly by: string | null },
): Promise<void> {
	await elevated(tx, async (all) => {
		const [audit] = await all
			.select({ row: audits, standardVersionId: assessments.standardVersionId })
			.from(audits)
			.innerJoin(assessments, eq(assessments.id, audits.assessmentId))
			.where(eq(audits.id, auditId));
		if (!audit) return;
		const { standard } = await getStandard(all, audit.standardVersionId);
		const open = await all
			.select()
			.from(nonConformities)
			.where(and(eq(nonConformities.auditId, auditId), ne(nonConformities.status, "closed")));
		const left = new Set(open.flatMap(({ criterionId }) => (criterionId === null ? [] : [criterionId])));
		const fallen = open.filter(
			({ origin, minors }) => origin === "minors" && minorsFell(minors, left, standard.labelRules.minorsMakingMajor),
		);
		const journal = (action: "nonConformity.lifted" | "audit.closed", subjectId: string, status: string) =>
			recordWrite(all, {
				at: act.now,
				actorId: act.by,
				action,
				subject: ["audit", subjectId],
				cooperativeId: audit.row.cooperativeId,
				before: { status },
				after: { status: "closed" },
			});
		for (const { id, domain, status, version } of fallen) {
			await all
				.update(nonConformities)
				.set({ status: "closed", closedAt: act.now, closedBy: act.by, version: version + 1 })
				.where(eq(nonConformities.id, id));
			await journal("nonConformity.lifted", `${auditId}/${domain}`, status);
		}
		const next = move("close", audit.row.status);
		if (open.length > fallen.length || !next.ok) return;
		await all
			.update(audits)
			.set({ status: next.value, closedAt: act.now, closedBy: act.by })
			.where(eq(audits.id, auditId));
		await journal("audit.closed", auditId, audit.row.status);
	});
}
