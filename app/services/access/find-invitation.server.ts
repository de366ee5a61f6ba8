/** What the page of an invitation's link shows: what is offered, to which address, and whether an account is there already. */
import { and, eq, isNull } from "drizzle-orm";
import type { Database, Transaction } from "~/db/client.server";
import { invitations, users } from "~/db/schema/access.server";
import { cooperatives } from "~/db/schema/cooperative.server";
import { can } from "~/domain/access/can";
import { isPending } from "~/domain/access/invitation";
import { hashToken } from "./secrets.server";
import { grantsToday } from "./session.server";

/** Null for a link that opens nothing: used, expired, revoked, unknown, or sent by somebody who may not grant that any more. */
export async function findInvitation(db: Database | Transaction, token: string, now: Date) {
	const [row] = await db
		.select({
			invitation: invitations,
			cooperativeName: cooperatives.name,
			account: { id: users.id, disabledAt: users.disabledAt, erasedAt: users.erasedAt },
		})
		.from(invitations)
		.leftJoin(cooperatives, eq(cooperatives.id, invitations.cooperativeId))
		.leftJoin(users, eq(users.email, invitations.email))
		.where(eq(invitations.tokenHash, hashToken(token)));
	if (!row || !isPending(row.invitation, now) || !(await stillStands(db, row.invitation, now))) return null;
	return row;
}

/** Whether whoever invited may still give that role; an invitation made by the system stands. */
async function stillStands(
	db: Database | Transaction,
	{ invitedBy, role, cooperativeId }: Pick<typeof invitations.$inferSelect, "invitedBy" | "role" | "cooperativeId">,
	now: Date,
): Promise<boolean> {
	if (invitedBy === null) return true;
	const [inviter] = await db
		.select({ name: users.name, email: users.email })
		.from(users)
		.where(and(eq(users.id, invitedBy), isNull(users.disabledAt)));
	if (!inviter) return false;
	const grants = await grantsToday(db, invitedBy, now);
	return can({ userId: invitedBy, ...inviter, grants }, "role.grant", { role, cooperativeId });
}
