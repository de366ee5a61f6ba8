/** An auditor says whether what was done works: the non-conformity is lifted, or open again with a new plan to come. */
import { z } from "zod";
import { atomically } from "~/db/transaction.server";
import { PLAN_TEXT_LIMIT } from "~/domain/audit/non-conformity";
import { accept, refuse } from "~/domain/result";
import { rowVersion } from "../row-version";
import { authorise, type UseCase } from "../use-case.server";
import type { FollowResult } from "./judge-plan.server";
import { loadNonConformity } from "./load-non-conformity.server";
import { holdForMove, writeMove, writePlan } from "./move-non-conformity.server";
import { settleAudit } from "./settle-audit.server";

const form = z.strictObject({ effective: z.boolean(), reason: z.string().default(""), version: rowVersion });

export async function checkEffect(useCase: UseCase, id: string, input: unknown): Promise<FollowResult> {
	const { db, actor, now } = useCase;
	const loaded = await loadNonConformity(db, actor, id);
	authorise(actor, "nonConformity.check", loaded.resource, ["nonConformity.read", loaded.resource]);
	const parsed = form.safeParse(input);
	if (!parsed.success) return refuse("INVALID");
	const { effective, version } = parsed.data;
	const reason = parsed.data.reason.trim();
	if (reason === "") return refuse("REASON_REQUIRED");
	if (reason.length > PLAN_TEXT_LIMIT) return refuse("TEXT_TOO_LONG");
	return atomically(db, async (tx) => {
		const name = effective ? "lift" : "reopen";
		const held = await holdForMove(tx, id, name, version);
		if (!held.ok) return held;
		const { row, plan } = held.value;
		if (!plan) return refuse("MOVE_FORBIDDEN");
		await writePlan(tx, plan, { effective, checkReason: reason, checkedAt: now, checkedBy: actor.userId });
		const end = effective ? { closedAt: now, closedBy: actor.userId } : { doneOn: null };
		await writeMove(tx, useCase, loaded, row, name, end);
		if (effective) await settleAudit(tx, row.auditId, { now, by: actor.userId });
		return accept(null);
	});
}
