/** Makes one move of a non-conformity: the rule, the row, the journal and the letter, in the caller's transaction. */
import { and, eq } from "drizzle-orm";
import type { Transaction } from "~/db/client.server";
import { correctivePlans, nonConformities } from "~/db/schema/finding.server";
import { type FollowMoveName, follow } from "~/domain/audit/non-conformity";
import type { FollowUpStep } from "~/domain/notification/mail-kind";
import { accept, type Result, refuse } from "~/domain/result";
import { recordWrite } from "../journal/record-write.server";
import type { UseCase } from "../use-case.server";
import {
	type LoadedNonConformity,
	loadPlans,
	lockNonConformity,
	type NonConformityRow,
	type PlanRow,
} from "./load-non-conformity.server";
import { tellManagers, tellTeam } from "./tell-audit-people.server";

const STEP_OF: { readonly [N in FollowMoveName]: FollowUpStep } = {
	propose: "planProposed",
	accept: "planAccepted",
	sendBack: "planSentBack",
	declareDone: "done",
	lift: "lifted",
	reopen: "reopened",
};

export interface Held {
	readonly row: NonConformityRow;
	/** The last plan; null: none was proposed. */
	readonly plan: PlanRow | null;
}

/** The row and its last plan, held; refused when it moved since the person looked, or when the rule forbids. */
export async function holdForMove(
	tx: Transaction,
	id: string,
	name: FollowMoveName,
	version: number,
): Promise<Result<Held, "CHANGED_MEANWHILE" | "MOVE_FORBIDDEN">> {
	const row = await lockNonConformity(tx, id);
	if (row.version !== version) return refuse("CHANGED_MEANWHILE");
	const next = follow(name, row);
	if (!next.ok) return next;
	const [plan = null] = await loadPlans(tx, id);
	return accept({ row, plan });
}

/** @param change what else of the row goes with the new status */
export async function writeMove(
	tx: Transaction,
	{ actor, now }: UseCase,
	{ audit }: LoadedNonConformity,
	row: NonConformityRow,
	name: FollowMoveName,
	change: Partial<NonConformityRow> = {},
): Promise<void> {
	const next = follow(name, row);
	if (!next.ok) throw new Error(`${name} from ${row.status}`);
	const { id, cooperativeId, auditId, criterionId, domain } = row;
	await tx
		.update(nonConformities)
		.set({ ...change, status: next.value, version: row.version + 1 })
		.where(eq(nonConformities.id, id));
	const step = STEP_OF[name];
	await recordWrite(tx, {
		at: now,
		actorId: actor.userId,
		action: `nonConformity.${step}`,
		subject: ["audit", `${auditId}/${criterionId ?? domain}`],
		cooperativeId,
		before: { status: row.status },
		after: { status: next.value },
	});
	const letter = { kind: "nonConformity", step, nonConformityId: id } as const;
	if (name === "propose" || name === "declareDone") await tellTeam(tx, audit, letter, now);
	else await tellManagers(tx, audit, letter, now);
}

/** The plan of a number, changed. */
export async function writePlan(
	tx: Transaction,
	plan: PlanRow,
	change: Partial<typeof correctivePlans.$inferSelect>,
): Promise<void> {
	const { nonConformityId, number } = plan;
	await tx
		.update(correctivePlans)
		.set(change)
		.where(and(eq(correctivePlans.nonConformityId, nonConformityId), eq(correctivePlans.number, number)));
}
