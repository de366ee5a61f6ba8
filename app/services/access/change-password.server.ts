/** Changes a person's own password: whoever else is signed in to the account is out, and its owner is told. */
import { and, eq, isNull } from "drizzle-orm";
import { z } from "zod";
import type { Transaction } from "~/db/client.server";
import { passwordResets, users } from "~/db/schema/access.server";
import { atomically } from "~/db/transaction.server";
import type { PasswordRefusal } from "~/domain/access/password-rules";
import { isProofFresh } from "~/domain/access/session-life";
import { accept, type Result, refuse } from "~/domain/result";
import { recordWrite } from "../journal/record-write.server";
import { queueMail } from "../notification/queue-mail.server";
import { ForbiddenError, type UseCase } from "../use-case.server";
import { forgetDevices } from "./known-device.server";
import { findProofs, type ProofContext, type ProofRefusal, proveIdentity } from "./prove-identity.server";
import { recordSecurityEvent } from "./record-security-event.server";
import { closeSessionsOf, rotateSession, type Session } from "./session.server";
import { setPassword } from "./set-password.server";

const form = z.object({ current: z.string().max(1024).default(""), password: z.string().min(1).max(1024) });

/** Where the change is made from: this session and this browser stay. */
export interface OwnBrowser extends ProofContext {
	readonly session: Session;
	readonly deviceTokens: readonly string[];
}

type Refusal = ProofRefusal | Result<never, "MISSING" | "PROOF_REQUIRED" | PasswordRefusal>;

/** Answers the token of the session that goes on. Without a password yet, a fresh proof stands in for the current one. */
export async function changePassword(
	useCase: UseCase,
	browser: OwnBrowser,
	input: unknown,
): Promise<Refusal | Result<string, never>> {
	const { db, actor, now } = useCase;
	const { password: hasPassword } = await findProofs(useCase);
	if (!hasPassword && !isProofFresh(browser.session.provenAt, now)) return refuse("PROOF_REQUIRED");
	const parsed = form.safeParse(input);
	if (!parsed.success || (hasPassword && parsed.data.current === "")) return refuse("MISSING");
	const { current, password } = parsed.data;
	if (hasPassword) {
		const proved = await proveIdentity(useCase, browser, { password: current, code: null });
		if (!proved.ok) return proved;
	}
	return atomically(db, async (tx) => {
		// The person is held first, as by whoever resets the password through a link at this moment.
		await tx.select({ id: users.id }).from(users).where(eq(users.id, actor.userId)).for("update");
		const set = await setPassword(tx, { userId: actor.userId, password, now });
		return set.ok ? accept(await settle(tx, useCase, browser)) : set;
	});
}

async function settle(tx: Transaction, { actor, now }: UseCase, { session, deviceTokens, arrival }: OwnBrowser) {
	const { userId, name, email } = actor;
	const closed = await closeSessionsOf(tx, userId, session.id);
	const token = await rotateSession(tx, session.id, { proven: true }, arrival);
	// Closed from elsewhere meanwhile: whoever is here must sign in first, and nothing is changed.
	if (token === null) throw new ForbiddenError("session over");
	await forgetDevices(tx, userId, deviceTokens);
	const waiting = and(eq(passwordResets.userId, userId), isNull(passwordResets.usedAt));
	await tx.update(passwordResets).set({ usedAt: now }).where(waiting);
	const journal = { at: now, actorId: userId, subject: ["session", userId] } as const;
	await recordWrite(tx, { ...journal, action: "session.othersClosed", after: { closed } });
	await recordSecurityEvent(tx, arrival, "passwordChanged", userId);
	await queueMail(tx, { kind: "passwordChanged", recipient: email, userId, params: { name } }, now);
	return token;
}
