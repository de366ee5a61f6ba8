/** Proposes the sample of an audit, or asks the rule again: what the team added or took out is kept. */
import { eq } from "drizzle-orm";
import { auditSamples } from "~/db/schema/preparation.server";
import { atomically } from "~/db/transaction.server";
import { proposeSample, renewSample } from "~/domain/audit/sampling";
import { dayInParis } from "~/domain/calendar-day";
import { accept, type Result, refuse } from "~/domain/result";
import { recordWrite } from "../journal/record-write.server";
import type { UseCase } from "../use-case.server";
import { loadSampleFacts } from "./load-sample-facts.server";
import { ensurePlan, holdPrepared, loadLines, loadPrepared } from "./preparation-rows.server";

export type ProposeSampleResult = Result<{ readonly criteria: number }, "AUDIT_ENDED">;

/** @param root where `criteria/` is */
export async function proposeAuditSample(
	useCase: UseCase,
	auditId: string,
	root: string,
): Promise<ProposeSampleResult> {
	const { db, actor, now } = useCase;
	const loaded = await loadPrepared(useCase, auditId);
	return atomically(db, async (tx): Promise<ProposeSampleResult> => {
		const audit = await holdPrepared(tx, auditId);
		if (!audit) return refuse("AUDIT_ENDED");
		const { seed } = await ensurePlan(tx, audit, useCase);
		const facts = await loadSampleFacts(tx, loaded, root, dayInParis(now));
		const before = await loadLines(tx, auditId);
		const lines = renewSample(audit.kind, before, proposeSample(audit.kind, facts, seed));
		await tx.delete(auditSamples).where(eq(auditSamples.auditId, auditId));
		const { cooperativeId } = audit;
		const written = { cooperativeId, auditId, writtenAt: now, writtenBy: actor.userId };
		if (lines.length > 0) await tx.insert(auditSamples).values(lines.map((line) => ({ ...line, ...written })));
		await recordWrite(tx, {
			at: now,
			actorId: actor.userId,
			action: "audit.sampleProposed",
			subject: ["audit", `${auditId}/echantillon`],
			cooperativeId,
			before: before.length === 0 ? null : { criteria: before.length },
			after: { criteria: Object.fromEntries(lines.map(({ criterionId, reasons }) => [criterionId, reasons])) },
		});
		return accept({ criteria: lines.filter(({ takenOut }) => !takenOut).length });
	});
}
