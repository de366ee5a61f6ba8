/** Sets a new password through the link of an e-mail, once. The second factor is still owed afterwards. */
import { and, eq, gt, isNull } from "drizzle-orm";
import type { Database, Transaction } from "~/db/client.server";
import { passwordResets, users } from "~/db/schema/access.server";
import { atomically } from "~/db/transaction.server";
import type { PasswordRefusal } from "~/domain/access/password-rules";
import { accept, type Result, refuse } from "~/domain/result";
import { recordWrite } from "../journal/record-write.server";
import { queueMail } from "../notification/queue-mail.server";
import type { Arrival } from "./arrival";
import { forgetDevices } from "./known-device.server";
import { recordSecurityEvent } from "./record-security-event.server";
import { hashToken } from "./secrets.server";
import { closeSessionsOf, type OpenedSession, openSession } from "./session.server";
import { findOwner, hashAllowed, storePassword } from "./set-password.server";

/** The account that the link opens; null once it was used, is too old, or the account is closed. */
export async function findPasswordReset(db: Database | Transaction, token: string, now: Date) {
	const [row] = await db
		.select({ id: passwordResets.id, userId: users.id, name: users.name, email: users.email })
		.from(passwordResets)
		.innerJoin(users, eq(users.id, passwordResets.userId))
		.where(
			and(
				eq(passwordResets.tokenHash, hashToken(token)),
				isNull(passwordResets.usedAt),
				gt(passwordResets.expiresAt, now),
				isNull(users.disabledAt),
				isNull(users.erasedAt),
			),
		);
	return row ?? null;
}

export async function resetPassword(
	db: Database,
	token: string,
	password: string,
	arrival: Arrival,
): Promise<Result<{ readonly userId: string; readonly opened: OpenedSession }, PasswordRefusal | "OVER">> {
	const { now } = arrival;
	const found = await findPasswordReset(db, token, now);
	if (!found) return refuse("OVER");
	const { id, userId, name, email } = found;
	const hashed = await hashAllowed(password, await findOwner(db, userId));
	if (!hashed.ok) return hashed;
	return atomically(db, async (tx) => {
		// The person is held: of two links used at once, or one used twice, the second finds them all used.
		await tx.select({ id: users.id }).from(users).where(eq(users.id, userId)).for("update");
		if (!(await findPasswordReset(tx, token, now))) return refuse("OVER");
		await tx
			.update(passwordResets)
			.set({ usedAt: now })
			.where(and(eq(passwordResets.userId, userId), isNull(passwordResets.usedAt)));
		await storePassword(tx, userId, hashed.value, now);
		const sessions = await closeSessionsOf(tx, userId);
		await forgetDevices(tx, userId, []);
		await recordWrite(tx, {
			at: now,
			actorId: userId,
			action: "user.passwordReset",
			subject: ["user", userId],
			after: { reset: id, sessionsClosed: sessions },
		});
		await recordSecurityEvent(tx, arrival, "passwordReset", userId);
		await queueMail(tx, { kind: "passwordChanged", recipient: email, userId, params: { name } }, now);
		return accept({ userId, opened: await openSession(tx, userId, { secondFactor: false }, arrival) });
	});
}
