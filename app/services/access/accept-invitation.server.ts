/**
 * Accepts an invitation, once: the account is made or given the role, exactly as it was offered. Nothing that is typed can
 * change the address, the cooperative or the role.
 */
import { eq } from "drizzle-orm";
import type { Database, Transaction } from "~/db/client.server";
import { invitations, roleGrants, users } from "~/db/schema/access.server";
import { atomically } from "~/db/transaction.server";
import { isPending } from "~/domain/access/invitation";
import type { PasswordRefusal } from "~/domain/access/password-rules";
import { readPersonName } from "~/domain/access/person-name";
import { accept, type Result, refuse } from "~/domain/result";
import { recordWrite } from "../journal/record-write.server";
import type { Arrival } from "./arrival";
import { findInvitation } from "./find-invitation.server";
import { recordSecurityEvent } from "./record-security-event.server";
import { holdsRole } from "./send-invitation.server";
import { closeSessionsOf, type OpenedSession, openSession } from "./session.server";
import { hashAllowed, storePassword } from "./set-password.server";

type Invitation = typeof invitations.$inferSelect;

/** `opened` is null for an account that was there already: its sessions are over, it signs in again. */
export interface Accepted {
	readonly userId: string;
	readonly opened: OpenedSession | null;
}

export type AcceptRefusal =
	| PasswordRefusal
	| "INVALID_NAME"
	/** The link opens nothing any more. */
	| "OVER"
	/** The account of that address was closed. */
	| "ACCOUNT_CLOSED";

export async function acceptInvitation(
	db: Database,
	token: string,
	input: { readonly name: string; readonly password: string },
	arrival: Arrival,
): Promise<Result<Accepted, AcceptRefusal>> {
	const found = await findInvitation(db, token, arrival.now);
	if (!found) return refuse("OVER");
	const { account, cooperativeName, invitation } = found;
	if (account) return withAccount(db, invitation, account, arrival);

	const name = readPersonName(input.name);
	if (name === null) return refuse("INVALID_NAME");
	const cooperativeNames = cooperativeName === null ? [] : [cooperativeName];
	const hashed = await hashAllowed(input.password, { name, email: invitation.email, cooperativeNames });
	if (!hashed.ok) return hashed;
	return atomically(db, async (tx) => {
		if (!(await isStillPending(tx, invitation.id, arrival.now))) return refuse("OVER");
		const [user] = await tx
			.insert(users)
			.values({ email: invitation.email, name, createdAt: arrival.now })
			.onConflictDoNothing()
			.returning({ id: users.id });
		// An account appeared at that address meanwhile: the page, shown again, says so.
		if (!user) return refuse("OVER");
		await recordWrite(tx, {
			at: arrival.now,
			actorId: user.id,
			action: "user.created",
			subject: ["user", user.id],
			after: { invitation: invitation.id },
		});
		await storePassword(tx, user.id, hashed.value, arrival.now);
		await consume(tx, invitation, user.id, arrival);
		return accept({ userId: user.id, opened: await openSession(tx, user.id, { secondFactor: false }, arrival) });
	});
}

function withAccount(
	db: Database,
	invitation: Invitation,
	account: { readonly id: string; readonly disabledAt: Date | null; readonly erasedAt: Date | null },
	arrival: Arrival,
): Promise<Result<Accepted, "OVER" | "ACCOUNT_CLOSED">> {
	return atomically(db, async (tx) => {
		if (!(await isStillPending(tx, invitation.id, arrival.now))) return refuse("OVER");
		const [current] = await tx.select().from(users).where(eq(users.id, account.id)).for("update");
		if (!current || current.disabledAt !== null || current.erasedAt !== null) return refuse("ACCOUNT_CLOSED");
		await consume(tx, invitation, account.id, arrival);
		// Their rights change: no session opened under the former ones goes on.
		await closeSessionsOf(tx, account.id);
		return accept({ userId: account.id, opened: null });
	});
}

/** Holds the invitation until the end of the transaction: of two people who accept at once, the second finds it used. */
async function isStillPending(tx: Transaction, invitationId: string, now: Date): Promise<boolean> {
	const [invitation] = await tx.select().from(invitations).where(eq(invitations.id, invitationId)).for("update");
	return invitation !== undefined && isPending(invitation, now);
}

async function consume(tx: Transaction, invitation: Invitation, userId: string, arrival: Arrival): Promise<void> {
	const { role, cooperativeId, domains, startsOn, endsOn } = invitation;
	const { now } = arrival;
	await tx.update(invitations).set({ acceptedAt: now, acceptedBy: userId }).where(eq(invitations.id, invitation.id));
	await recordWrite(tx, {
		at: now,
		actorId: userId,
		action: "invitation.accepted",
		subject: ["invitation", invitation.id],
		cooperativeId,
		after: { userId },
	});
	if (!(await holdsRole(tx, eq(users.id, userId), invitation, now))) {
		await tx.insert(roleGrants).values({ userId, role, cooperativeId, domains, startsOn, endsOn });
		await recordWrite(tx, {
			at: now,
			actorId: userId,
			action: "role.granted",
			subject: ["user", userId],
			cooperativeId,
			after: { role, domains, startsOn, endsOn, invitedBy: invitation.invitedBy },
		});
	}
	await recordSecurityEvent(tx, arrival, "invitationAccepted", userId);
}
