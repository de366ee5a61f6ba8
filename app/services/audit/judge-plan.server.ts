/** Accepts a corrective plan, or sends it back to the cooperative with the reason. */
import { z } from "zod";
import { atomically } from "~/db/transaction.server";
import { PLAN_TEXT_LIMIT } from "~/domain/audit/non-conformity";
import { accept, type Result, refuse } from "~/domain/result";
import { rowVersion } from "../row-version";
import { authorise, type UseCase } from "../use-case.server";
import { loadNonConformity } from "./load-non-conformity.server";
import { holdForMove, writeMove, writePlan } from "./move-non-conformity.server";

const form = z.strictObject({ accepted: z.boolean(), reason: z.string().default(""), version: rowVersion });

export type FollowResult = Result<
	null,
	"INVALID" | "REASON_REQUIRED" | "TEXT_TOO_LONG" | "CHANGED_MEANWHILE" | "MOVE_FORBIDDEN"
>;

export async function judgePlan(useCase: UseCase, id: string, input: unknown): Promise<FollowResult> {
	const { db, actor, now } = useCase;
	const loaded = await loadNonConformity(db, actor, id);
	authorise(actor, "nonConformity.judge", loaded.resource, ["nonConformity.read", loaded.resource]);
	const parsed = form.safeParse(input);
	if (!parsed.success) return refuse("INVALID");
	const { accepted, version } = parsed.data;
	const reason = parsed.data.reason.trim();
	if (!accepted && reason === "") return refuse("REASON_REQUIRED");
	if (reason.length > PLAN_TEXT_LIMIT) return refuse("TEXT_TOO_LONG");
	return atomically(db, async (tx) => {
		const name = accepted ? "accept" : "sendBack";
		const held = await holdForMove(tx, id, name, version);
		if (!held.ok) return held;
		const { row, plan } = held.value;
		if (!plan) return refuse("MOVE_FORBIDDEN");
		await writePlan(tx, plan, { accepted, verdictReason: reason, judgedAt: now, judgedBy: actor.userId });
		await writeMove(tx, useCase, loaded, row, name);
		return accept(null);
	});
}
