/** The cooperative answers a demand with pieces of its library, which the team then reads, or says why it has none. */
import { and, eq, inArray, isNull } from "drizzle-orm";
import { z } from "zod";
import { evidencePieces } from "~/db/schema/evidence.server";
import { evidenceDemands } from "~/db/schema/preparation.server";
import { atomically } from "~/db/transaction.server";
import { isOpenVisit } from "~/domain/audit/audit-life";
import { DEMAND_TEXT_LIMIT, moveDemand } from "~/domain/audit/evidence-demand";
import { accept, type Result, refuse } from "~/domain/result";
import { recordWrite } from "../journal/record-write.server";
import { rowVersion } from "../row-version";
import { authorise, type UseCase } from "../use-case.server";
import { loadAudit } from "./load-audit.server";
import { tellTeam } from "./tell-audit-people.server";

const form = z.strictObject({
	demandId: z.uuid(),
	evidence: z.array(z.uuid()).max(50).default([]),
	note: z.string().default(""),
	version: rowVersion,
});

export type AnswerDemandRefusal =
	| "INVALID"
	| "AUDIT_ENDED"
	| "CHANGED_MEANWHILE"
	| "EVIDENCE_REQUIRED"
	| "UNKNOWN_EVIDENCE"
	| "TEXT_TOO_LONG";
export type AnswerDemandResult = Result<null, AnswerDemandRefusal>;

export async function answerDemand(
	{ db, actor, now }: UseCase,
	auditId: string,
	input: unknown,
): Promise<AnswerDemandResult> {
	const { audit, resource } = await loadAudit(db, auditId);
	authorise(actor, "audit.answerPlan", { ...resource, status: "inProgress" }, ["audit.readPlan", resource]);
	const parsed = form.safeParse(input);
	if (!parsed.success) return refuse("INVALID");
	const { demandId, version } = parsed.data;
	const note = parsed.data.note.trim();
	const evidence = [...new Set(parsed.data.evidence)].sort();
	if (note.length > DEMAND_TEXT_LIMIT) return refuse("TEXT_TOO_LONG");
	if (evidence.length === 0 && note === "") return refuse("EVIDENCE_REQUIRED");
	if (!isOpenVisit(audit.status)) return refuse("AUDIT_ENDED");
	return atomically(db, async (tx): Promise<AnswerDemandResult> => {
		const one = and(eq(evidenceDemands.auditId, auditId), eq(evidenceDemands.id, demandId));
		const [demand] = await tx.select().from(evidenceDemands).where(one).for("update");
		// Answered, withdrawn or asked anew since the person looked.
		if (!demand || demand.version !== version) return refuse("CHANGED_MEANWHILE");
		const next = moveDemand("answer", demand.state);
		if (!next.ok) return refuse("CHANGED_MEANWHILE");
		const known = await tx
			.select({ id: evidencePieces.id })
			.from(evidencePieces)
			.where(
				and(
					eq(evidencePieces.cooperativeId, audit.cooperativeId),
					isNull(evidencePieces.removedAt),
					inArray(evidencePieces.id, evidence),
				),
			);
		if (known.length < evidence.length) return refuse("UNKNOWN_EVIDENCE");
		const answered = { evidence, answerNote: note, answeredAt: now, answeredBy: actor.userId };
		await tx
			.update(evidenceDemands)
			.set({ ...answered, state: next.value, version: version + 1 })
			.where(one);
		await recordWrite(tx, {
			at: now,
			actorId: actor.userId,
			action: "audit.evidenceAnswered",
			subject: ["audit", `${auditId}/${demand.criterionId}`],
			cooperativeId: audit.cooperativeId,
			before: { state: demand.state },
			after: { demandId, state: next.value, evidence },
		});
		await tellTeam(tx, audit, { kind: "auditPlan", step: "evidenceAnswered" }, now);
		return accept(null);
	});
}
