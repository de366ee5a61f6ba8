/**
 * Sends the link that lets somebody choose a new password. The answer, and the time it takes, are the same whether or not
 * the address has an account.
 */

import { randomUUID } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import { and, count, eq, gt, isNull } from "drizzle-orm";
import type { Database } from "~/db/client.server";
import { passwordResets, users } from "~/db/schema/access.server";
import { atomically } from "~/db/transaction.server";
import { readEmailAddress } from "~/domain/access/email-address";
import { accept, type Result, refuse } from "~/domain/result";
import { recordWrite } from "../journal/record-write.server";
import { queueMail } from "../notification/queue-mail.server";
import type { Arrival } from "./arrival";
import { recordSecurityEvent } from "./record-security-event.server";
import { hashToken, type Secrets } from "./secrets.server";
import { type Throttled, takeTry } from "./throttle.server";

const LINK_MINUTES = 60;
const MAILS_PER_HOUR = 3;
const HOUR = 3_600_000;
/** Longer than the work takes: nobody learns from the time of the answer what was done. */
const ANSWER_AFTER_MS = 400;

export interface ResetRequest {
	readonly db: Database;
	readonly secrets: Secrets;
	readonly arrival: Arrival;
}

export async function askPasswordReset(
	request: ResetRequest,
	address: string,
): Promise<Result<undefined, "INVALID_EMAIL"> | Result<never, "THROTTLED", Throttled>> {
	const { db, secrets, arrival } = request;
	const email = readEmailAddress(address);
	if (email === null) return refuse("INVALID_EMAIL");
	const taken = await takeTry(db, secrets, [{ kind: "passwordReset", of: arrival.network }], arrival.now);
	if (!taken.ok) return taken;
	await Promise.all([sendLink(request, email), wait(ANSWER_AFTER_MS)]);
	return accept(undefined);
}

function sendLink({ db, secrets, arrival }: ResetRequest, email: string): Promise<void> {
	const { now } = arrival;
	return atomically(db, async (tx) => {
		// Held: of several requests at once, the hour's count stays right.
		const [user] = await tx
			.select({ id: users.id })
			.from(users)
			.where(and(eq(users.email, email), isNull(users.disabledAt), isNull(users.erasedAt)))
			.for("update");
		const sends = user !== undefined && (await lastHour(tx, user.id, now)) < MAILS_PER_HOUR;
		await recordSecurityEvent(tx, arrival, "passwordResetAsked", user?.id ?? null, sends);
		if (!sends) return;
		const id = randomUUID();
		await tx.insert(passwordResets).values({
			id,
			userId: user.id,
			tokenHash: hashToken(secrets.linkToken("passwordReset", id)),
			createdAt: now,
			expiresAt: new Date(now.getTime() + LINK_MINUTES * 60_000),
		});
		await recordWrite(tx, {
			at: now,
			actorId: null,
			action: "user.passwordResetAsked",
			subject: ["user", user.id],
			after: { reset: id },
		});
		const mail = { kind: "passwordReset", recipient: email, userId: user.id, params: { resetId: id } } as const;
		await queueMail(tx, mail, now);
	});
}

async function lastHour(db: Database, userId: string, now: Date): Promise<number> {
	const [asked] = await db
		.select({ times: count() })
		.from(passwordResets)
		.where(and(eq(passwordResets.userId, userId), gt(passwordResets.createdAt, new Date(now.getTime() - HOUR))));
	return asked?.times ?? 0;
}
