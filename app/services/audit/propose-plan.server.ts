/** Proposes what the cooperative will do about a non-conformity: cause, correction, corrective action, who, by when. */
import { z } from "zod";
import { correctivePlans } from "~/db/schema/finding.server";
import { atomically } from "~/db/transaction.server";
import { type CorrectivePlanRefusal, checkPlan } from "~/domain/audit/non-conformity";
import { dayInParis } from "~/domain/calendar-day";
import { accept, type Result, refuse } from "~/domain/result";
import { isAtWork, listTeam } from "../access/list-team.server";
import { rowVersion } from "../row-version";
import { authorise, type UseCase } from "../use-case.server";
import { loadNonConformity } from "./load-non-conformity.server";
import { holdForMove, writeMove } from "./move-non-conformity.server";

const form = z.strictObject({
	cause: z.string().default(""),
	correction: z.string().default(""),
	action: z.string().default(""),
	ownerId: z.string().max(36).default(""),
	dueOn: z.string().max(10).default(""),
	version: rowVersion,
});

export type ProposePlanResult = Result<
	null,
	"INVALID" | "NOT_IN_TEAM" | "CHANGED_MEANWHILE" | "MOVE_FORBIDDEN" | CorrectivePlanRefusal
>;

export async function proposePlan(useCase: UseCase, id: string, input: unknown): Promise<ProposePlanResult> {
	const { db, actor, now } = useCase;
	const loaded = await loadNonConformity(db, actor, id);
	authorise(actor, "nonConformity.plan", loaded.resource, ["nonConformity.read", loaded.resource]);
	const parsed = form.safeParse(input);
	if (!parsed.success) return refuse("INVALID");
	const { version, ...asked } = parsed.data;
	const { cooperativeId } = loaded.row;
	const plan = checkPlan(asked, loaded.row.dueOn, dayInParis(now));
	if (!plan.ok) return plan;
	const team = (await listTeam(db, cooperativeId, now)).filter((one) => isAtWork(one, now));
	if (!team.some(({ userId }) => userId === asked.ownerId)) return refuse("NOT_IN_TEAM");
	return atomically(db, async (tx) => {
		const held = await holdForMove(tx, id, "propose", version);
		if (!held.ok) return held;
		const number = (held.value.plan?.number ?? 0) + 1;
		await tx
			.insert(correctivePlans)
			.values({ ...plan.value, cooperativeId, nonConformityId: id, number, proposedAt: now, proposedBy: actor.userId });
		await writeMove(tx, useCase, loaded, held.value.row, "propose");
		return accept(null);
	});
}
