/** Takes away every second factor of somebody who lost theirs, once their identity was checked outside the product. */
import { eq } from "drizzle-orm";
import { passkeys, recoveryCodes, totpFactors, users } from "~/db/schema/access.server";
import { elevated } from "~/db/transaction.server";
import { recordWrite } from "../journal/record-write.server";
import { queueMail } from "../notification/queue-mail.server";
import { authorise, NotFoundError, type UseCase } from "../use-case.server";
import type { Arrival } from "./arrival";
import { recordSecurityEvent } from "./record-security-event.server";
import { closeSessionsOf, grantsToday } from "./session.server";

/**
 * The person's sessions are closed and they are told by mail; their password stays, and whoever must have a second factor
 * sets one up before anything else opens.
 */
export async function removeSecondFactors(
	{ db, actor, now }: UseCase,
	userId: string,
	arrival: Arrival,
): Promise<void> {
	const roles = (await grantsToday(db, userId, now)).map(({ role }) => role);
	authorise(actor, "person.disable", { userId, roles }, ["person.read", { userId, roles }]);
	await elevated(db, async (tx) => {
		const [person] = await tx
			.select({ name: users.name, email: users.email })
			.from(users)
			.where(eq(users.id, userId))
			.for("update");
		if (!person) throw new NotFoundError("person.disable");
		const totp = await tx.delete(totpFactors).where(eq(totpFactors.userId, userId)).returning();
		const keys = await tx.delete(passkeys).where(eq(passkeys.userId, userId)).returning();
		await tx.delete(recoveryCodes).where(eq(recoveryCodes.userId, userId));
		const sessions = await closeSessionsOf(tx, userId);
		await recordWrite(tx, {
			at: now,
			actorId: actor.userId,
			action: "user.secondFactorRemoved",
			subject: ["user", userId],
			before: { application: totp.length > 0, passkeys: keys.length },
			after: { application: false, passkeys: 0, sessionsClosed: sessions },
		});
		await recordSecurityEvent(tx, arrival, "secondFactorReset", userId);
		const params = { name: person.name, change: "secondFactorReset" };
		await queueMail(tx, { kind: "secondFactorChanged", recipient: person.email, userId, params }, now);
	});
}
