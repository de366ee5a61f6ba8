/** Owns the passkey challenges under way: the browser holds a token, the database its hash, for five minutes and one reading. */
import { and, eq, lt } from "drizzle-orm";
import type { Database, Transaction } from "~/db/client.server";
import { ceremonies } from "~/db/schema/access.server";
import { hashToken, randomToken } from "./secrets.server";

export const CEREMONY_MINUTES = 5;

export type PasskeyCeremony = "passkeyRegistration" | "passkeySignIn";

/** Keeps a challenge; answers the token for the browser. `userId` null: whoever comes. */
export async function beginCeremony(
	db: Database | Transaction,
	kind: PasskeyCeremony,
	userId: string | null,
	challenge: string,
	now: Date,
): Promise<string> {
	const token = randomToken();
	await db.delete(ceremonies).where(lt(ceremonies.expiresAt, now));
	const expiresAt = new Date(now.getTime() + CEREMONY_MINUTES * 60_000);
	await db.insert(ceremonies).values({ id: hashToken(token), kind, userId, content: { challenge }, expiresAt });
	return token;
}

/** The challenge, once: it is gone afterwards, whatever comes of it. Null when there is none or it is too late. */
export async function endCeremony(
	db: Database | Transaction,
	kind: PasskeyCeremony,
	token: string | null,
	now: Date,
): Promise<{ readonly challenge: string; readonly userId: string | null } | null> {
	if (token === null) return null;
	const [ended] = await db
		.delete(ceremonies)
		.where(and(eq(ceremonies.id, hashToken(token)), eq(ceremonies.kind, kind)))
		.returning();
	const challenge = ended?.content.challenge;
	return ended && challenge && ended.expiresAt > now ? { challenge, userId: ended.userId } : null;
}
