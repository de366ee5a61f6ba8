/**
 * Asks somebody signed in to prove again who they are: by the password, with a code of their application when they have one.
 * Tries are counted apart from those of the sign-in page, so that an attack there keeps nobody from it.
 */
import { and, eq, isNotNull } from "drizzle-orm";
import { passkeys, passwords, totpFactors } from "~/db/schema/access.server";
import { accept, type Result, refuse } from "~/domain/result";
import type { UseCase } from "../use-case.server";
import type { Arrival } from "./arrival";
import { consumeTotpCode } from "./consume-totp-code.server";
import { verifyPassword } from "./password.server";
import { recordSecurityEvent } from "./record-security-event.server";
import type { Secrets } from "./secrets.server";
import { giveBack, type Throttled, takeTry } from "./throttle.server";

export interface ProofContext {
	readonly secrets: Secrets;
	readonly arrival: Arrival;
}

export type ProofRefusal = Result<never, "WRONG"> | Result<never, "THROTTLED", Throttled>;

/** What the person has to prove it with. */
export interface Proofs {
	readonly password: boolean;
	/** An authenticator application. */
	readonly application: boolean;
	readonly passkey: boolean;
}

export async function findProofs({ db, actor: { userId } }: UseCase): Promise<Proofs> {
	const confirmed = and(eq(totpFactors.userId, userId), isNotNull(totpFactors.confirmedAt));
	return {
		password: (await db.$count(passwords, eq(passwords.userId, userId))) > 0,
		application: (await db.$count(totpFactors, confirmed)) > 0,
		passkey: (await db.$count(passkeys, eq(passkeys.userId, userId))) > 0,
	};
}

/** @param given the code is null where the password alone is asked for */
export async function proveIdentity(
	{ db, actor: { userId }, now }: UseCase,
	{ secrets, arrival }: ProofContext,
	given: { readonly password: string; readonly code: string | null },
): Promise<ProofRefusal | Result<undefined, never>> {
	const password = { kind: "proof", of: userId } as const;
	const code = { kind: "secondFactor", of: userId } as const;
	const taken = await takeTry(db, secrets, given.code === null ? [password] : [password, code], now);
	if (!taken.ok) return taken;
	const [stored] = await db.select({ hash: passwords.hash }).from(passwords).where(eq(passwords.userId, userId));
	const fits =
		(await verifyPassword(stored?.hash ?? null, given.password)) &&
		(given.code === null || (await consumeTotpCode(db, secrets, userId, given.code, now)));
	await recordSecurityEvent(db, arrival, "reauthentication", userId, fits);
	if (fits) {
		await giveBack(db, taken.value.keys);
		return accept(undefined);
	}
	if (taken.value.usesUp.length > 0) await recordSecurityEvent(db, arrival, "signInThrottled", userId, false);
	return refuse("WRONG");
}
