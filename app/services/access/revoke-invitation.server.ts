/** Takes back an invitation that was not accepted: its link opens nothing any more. */
import { eq } from "drizzle-orm";
import type { Transaction } from "~/db/client.server";
import { invitations } from "~/db/schema/access.server";
import { atomically } from "~/db/transaction.server";
import { accept, type Result, refuse } from "~/domain/result";
import { recordWrite } from "../journal/record-write.server";
import { NotFoundError, type UseCase } from "../use-case.server";
import { isUuid } from "../uuid";
import { authoriseGrant } from "./invite-person.server";

export async function revokeInvitation(
	useCase: UseCase,
	invitationId: string,
): Promise<Result<undefined, "NOT_PENDING">> {
	return atomically(useCase.db, async (tx) => {
		const invitation = await lockInvitation(tx, useCase, invitationId);
		if (!invitation) return refuse("NOT_PENDING");
		await revoke(tx, useCase, invitation);
		return accept(undefined);
	});
}

/** The invitation, held until the end of the transaction; null once it was accepted or revoked. */
export async function lockInvitation(tx: Transaction, useCase: UseCase, invitationId: string) {
	if (!isUuid(invitationId)) throw new NotFoundError(invitationId);
	const [invitation] = await tx.select().from(invitations).where(eq(invitations.id, invitationId)).for("update");
	if (!invitation) throw new NotFoundError(invitationId);
	authoriseGrant(useCase, invitation);
	return invitation.acceptedAt === null && invitation.revokedAt === null ? invitation : null;
}

export async function revoke(
	tx: Transaction,
	{ actor, now }: UseCase,
	{ id, role, cooperativeId }: typeof invitations.$inferSelect,
): Promise<void> {
	await tx.update(invitations).set({ revokedAt: now }).where(eq(invitations.id, id));
	await recordWrite(tx, {
		at: now,
		actorId: actor.userId,
		action: "invitation.revoked",
		subject: ["invitation", id],
		cooperativeId,
		before: { role },
	});
}
