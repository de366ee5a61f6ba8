/** The writes of the roles: each leaves a row of the journal, and signs the person out everywhere. The caller has judged. */
import { eq } from "drizzle-orm";
import type { Transaction } from "~/db/client.server";
import { roleGrants } from "~/db/schema/access.server";
import { elevated } from "~/db/transaction.server";
import { recordWrite } from "../journal/record-write.server";
import type { UseCase } from "../use-case.server";
import type { RoleRow } from "./role-rows.server";
import { closeSessionsOf } from "./session.server";

export async function beginRole(
	tx: Transaction,
	useCase: UseCase,
	values: typeof roleGrants.$inferInsert,
): Promise<RoleRow> {
	const [begun] = await tx.insert(roleGrants).values(values).returning();
	if (!begun) throw new Error("no role written");
	await leaveTrace(tx, useCase, "role.granted", null, begun);
	return begun;
}

export async function changeRole(
	tx: Transaction,
	useCase: UseCase,
	action: "role.changed" | "role.ended",
	before: RoleRow,
	next: Partial<Pick<RoleRow, "domains" | "startsOn" | "endsOn">>,
): Promise<void> {
	const [after] = await tx.update(roleGrants).set(next).where(eq(roleGrants.id, before.id)).returning();
	if (!after) throw new Error("no role changed");
	await leaveTrace(tx, useCase, action, before, after);
}

async function leaveTrace(
	tx: Transaction,
	{ actor, now }: UseCase,
	action: "role.granted" | "role.changed" | "role.ended",
	before: RoleRow | null,
	after: RoleRow,
): Promise<void> {
	await recordWrite(tx, {
		at: now,
		actorId: actor.userId,
		action,
		subject: ["user", after.userId],
		cooperativeId: after.cooperativeId,
		before: before && inJournal(before),
		after: inJournal(after),
	});
	await elevated(tx, (all) => closeSessionsOf(all, after.userId));
}

/** Ids, roles and dates. Never a name. */
function inJournal({ id, role, cooperativeId, domains, startsOn, endsOn }: RoleRow) {
	return { grantId: id, role, cooperativeId, domains, startsOn, endsOn };
}
