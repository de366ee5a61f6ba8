/**
 * Owns the browsers an account signed in from before: they keep tries of their own during an attack, and a sign-in from any
 * other is told to the owner. A browser holds one token per account; only its SHA-256 is stored.
 */
import { and, eq, gt, inArray, notInArray } from "drizzle-orm";
import type { Database, Transaction } from "~/db/client.server";
import { knownDevices, users } from "~/db/schema/access.server";
import { journalEntries } from "~/db/schema/journal.server";
import { atomically } from "~/db/transaction.server";
import { queueMail } from "../notification/queue-mail.server";
import type { Arrival } from "./arrival";
import { hashToken, randomToken } from "./secrets.server";

type Connection = Database | Transaction;

export const DEVICE_DAYS = 180;
const DAY = 86_400_000;

const hashes = (tokens: readonly string[]) => tokens.map(hashToken);

/** Makes the browser at hand known to the account. Returns the token for its cookie. */
export async function rememberDevice(db: Connection, userId: string, now: Date): Promise<string> {
	const token = randomToken();
	const expiresAt = new Date(now.getTime() + DEVICE_DAYS * DAY);
	await db.insert(knownDevices).values({ id: hashToken(token), userId, createdAt: now, expiresAt });
	return token;
}

/** Which of the browser's tokens makes it known to the account, as the identifier of the row; null for none. */
export async function findKnownDevice(
	db: Connection,
	account: { readonly userId: string } | { readonly email: string },
	tokens: readonly string[],
	now: Date,
): Promise<string | null> {
	if (tokens.length === 0) return null;
	const owner = "userId" in account ? eq(users.id, account.userId) : eq(users.email, account.email);
	const [known] = await db
		.select({ id: knownDevices.id })
		.from(knownDevices)
		.innerJoin(users, eq(users.id, knownDevices.userId))
		.where(and(inArray(knownDevices.id, hashes(tokens)), gt(knownDevices.expiresAt, now), owner));
	return known?.id ?? null;
}

/**
 * After every complete sign-in, whatever the means: a browser new to the account becomes known, and its owner is told, but
 * for the account's very first sign-in. Returns the token to add to the browser's cookie; null when it was known already.
 */
export async function welcomeDevice(
	db: Connection,
	userId: string,
	tokens: readonly string[],
	{ now, device }: Arrival,
): Promise<string | null> {
	return atomically(db, async (tx) => {
		if (await findKnownDevice(tx, { userId }, tokens, now)) return null;
		if (await signedInBefore(tx, userId)) {
			const [owner] = await tx.select({ email: users.email, name: users.name }).from(users).where(eq(users.id, userId));
			if (owner) {
				const params = { name: owner.name, device };
				await queueMail(tx, { kind: "newDevice", recipient: owner.email, userId, params }, now);
			}
		}
		return rememberDevice(tx, userId, now);
	});
}

/** Forgets the browsers of an account, but the one at hand. */
export async function forgetDevices(db: Connection, userId: string, exceptTokens: readonly string[]): Promise<void> {
	const others = exceptTokens.length > 0 ? notInArray(knownDevices.id, hashes(exceptTokens)) : undefined;
	await db.delete(knownDevices).where(and(eq(knownDevices.userId, userId), others));
}

/** The sign-in under way has left its row already. */
async function signedInBefore(tx: Transaction, userId: string): Promise<boolean> {
	const openings = await tx
		.select({ id: journalEntries.id })
		.from(journalEntries)
		.where(
			and(
				eq(journalEntries.subjectType, "session"),
				eq(journalEntries.subjectId, userId),
				eq(journalEntries.action, "session.opened"),
			),
		)
		.limit(2);
	return openings.length > 1;
}
