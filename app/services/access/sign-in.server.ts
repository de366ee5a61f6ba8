/**
 * Signs a person in: the answer, and the time it takes, are the same for an unknown address and a wrong password. Beyond
 * some tries neither the address nor the password is looked at (domain/access/throttling.ts).
 */
import { and, eq, isNull } from "drizzle-orm";
import { z } from "zod";
import type { Database } from "~/db/client.server";
import { passwords, users } from "~/db/schema/access.server";
import { atomically } from "~/db/transaction.server";
import { signInCounters } from "~/domain/access/throttling";
import { accept, type Result, refuse } from "~/domain/result";
import type { Arrival } from "./arrival";
import { findKnownDevice } from "./known-device.server";
import { TooBusyError, verifyPassword } from "./password.server";
import { recordSecurityEvent } from "./record-security-event.server";
import type { Secrets } from "./secrets.server";
import { type OpenedSession, openSession } from "./session.server";
import { giveBack, type Throttled, type Try, takeTry } from "./throttle.server";

const form = z.object({
	email: z.string().trim().toLowerCase().min(1).max(254),
	password: z.string().min(1).max(1024),
});

/** Where a sign-in comes from. */
export interface SignInContext {
	readonly db: Database;
	readonly secrets: Secrets;
	readonly arrival: Arrival;
	/** What the browser's device cookie holds. */
	readonly deviceTokens: readonly string[];
}

export type SignInResult =
	| Result<OpenedSession & { readonly userId: string }, "MISSING" | "WRONG" | "BUSY">
	| Result<never, "THROTTLED", Throttled>;

export async function signIn(context: SignInContext, input: unknown): Promise<SignInResult> {
	const parsed = form.safeParse(input);
	if (!parsed.success) return refuse("MISSING");
	const { email, password } = parsed.data;
	const taken = await takeSignInTry(context, email);
	if (!taken.ok) return taken;
	const { db, arrival } = context;
	const [user] = await db
		.select({ id: users.id, hash: passwords.hash })
		.from(users)
		.leftJoin(passwords, eq(passwords.userId, users.id))
		.where(and(eq(users.email, email), isNull(users.disabledAt)));
	const fits = await verifyPassword(user?.hash ?? null, password).catch((error) => {
		if (error instanceof TooBusyError) return null;
		throw error;
	});
	if (fits === null) {
		await giveBack(db, taken.value.keys);
		return refuse("BUSY");
	}
	await recordSecurityEvent(db, arrival, "signIn", user?.id ?? null, fits);
	const opened = fits && user?.hash ? await openIfUnchanged(context, { userId: user.id, hash: user.hash }) : null;
	if (opened === null) {
		await recordUsedUp(context, taken.value, user?.id ?? null);
		return refuse("WRONG");
	}
	await giveBack(db, taken.value.keys);
	return accept(opened);
}

/** Null when the password was changed while it was being verified: whoever has the former one stays out. */
function openIfUnchanged({ db, arrival }: SignInContext, { userId, hash }: { userId: string; hash: string }) {
	return atomically(db, async (tx) => {
		// The person first, as whoever resets the password does.
		await tx.select({ id: users.id }).from(users).where(eq(users.id, userId)).for("share");
		const [same] = await tx
			.select({ userId: passwords.userId })
			.from(passwords)
			.where(and(eq(passwords.userId, userId), eq(passwords.hash, hash)))
			.for("share");
		return same ? { ...(await openSession(tx, userId, { secondFactor: false }, arrival)), userId } : null;
	});
}

async function takeSignInTry({ db, secrets, arrival, deviceTokens }: SignInContext, email: string) {
	const device = await findKnownDevice(db, { email }, deviceTokens, arrival.now);
	const subjects = { signInAccount: email, signInBrowser: device ?? "", signInNetwork: arrival.network };
	const counters = signInCounters(device !== null).map((kind) => ({ kind, of: subjects[kind] }));
	return takeTry(db, secrets, counters, arrival.now);
}

/** One line when a counter is used up, not one for each try refused after that: an attack does not fill the log. */
async function recordUsedUp({ db, arrival }: SignInContext, { usesUp }: Try, userId: string | null) {
	if (usesUp.length === 0) return;
	const about = usesUp.includes("signInNetwork") ? null : userId;
	await recordSecurityEvent(db, arrival, "signInThrottled", about, false);
}
