/** Takes the second factor of a session that owes it, as a code: from the application, or a recovery code. */
import type { Database, Transaction } from "~/db/client.server";
import { atomically } from "~/db/transaction.server";
import { accept, type Result, refuse } from "~/domain/result";
import { recordWrite } from "../journal/record-write.server";
import { queueMail } from "../notification/queue-mail.server";
import type { Arrival } from "./arrival";
import { consumeTotpCode } from "./consume-totp-code.server";
import { recordSecurityEvent } from "./record-security-event.server";
import { consumeRecoveryCode } from "./recovery-codes.server";
import type { Secrets } from "./secrets.server";
import { rotateSession, type SignedIn } from "./session.server";
import { giveBack, type Throttled, throttleSecondFactor } from "./throttle.server";

export interface GivenCode {
	readonly kind: "application" | "recoveryCode";
	readonly code: string;
}

export interface SecondFactorContext {
	readonly db: Database;
	readonly secrets: Secrets;
	readonly arrival: Arrival;
}

/** Answers the token of the session, open from now on; the former token is dead. */
export async function giveSecondFactor(
	{ db, secrets, arrival }: SecondFactorContext,
	{ actor, session }: SignedIn,
	given: GivenCode,
): Promise<Result<string, "WRONG_CODE" | "SESSION_OVER"> | Result<never, "THROTTLED", Throttled>> {
	const { now } = arrival;
	const { userId } = actor;
	const taken = await throttleSecondFactor(db, secrets, userId, now);
	if (!taken.ok) return taken;
	const token = await atomically(db, async (tx) => {
		const right =
			given.kind === "application"
				? await consumeTotpCode(tx, secrets, userId, given.code, now)
				: await consumeRecoveryCode(tx, userId, given.code, now);
		if (!right) return null;
		if (given.kind === "recoveryCode") await tellRecoveryCodeUsed(tx, { actor, arrival });
		await giveBack(tx, taken.value.keys);
		await recordSecurityEvent(tx, arrival, "secondFactor", userId);
		return (await rotateSession(tx, session.id, { stage: "open", secondFactor: true }, arrival)) ?? "over";
	});
	if (token === "over") return refuse("SESSION_OVER");
	if (token !== null) return accept(token);
	await recordSecurityEvent(db, arrival, "secondFactor", userId, false);
	if (taken.value.usesUp.length > 0) await recordSecurityEvent(db, arrival, "secondFactorThrottled", userId, false);
	return refuse("WRONG_CODE");
}

/** One code fewer: the owner learns of it, should it be somebody else. */
async function tellRecoveryCodeUsed(
	tx: Transaction,
	{ actor: { userId, name, email }, arrival }: Pick<SignedIn, "actor"> & { arrival: Arrival },
): Promise<void> {
	const { now: at } = arrival;
	await recordWrite(tx, { at, actorId: userId, action: "user.recoveryCodeUsed", subject: ["user", userId] });
	await recordSecurityEvent(tx, arrival, "recoveryCodeUsed", userId);
	const params = { name, change: "recoveryCodeUsed" };
	await queueMail(tx, { kind: "secondFactorChanged", recipient: email, userId, params }, at);
}
