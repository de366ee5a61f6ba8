/**
 * Owns the counters that slow guessing down (domain/access/throttling.ts). A try is counted before it is evaluated, in one
 * statement, so that tries made at the same instant can't all pass; one that turns out right is given back. Keys are keyed
 * hashes: no address is readable in the table. Why not the library's store: docs/decisions/0013-own-throttle-counters.md.
 */
import { eq, inArray, lt, or, sql } from "drizzle-orm";
import type { Database, Transaction } from "~/db/client.server";
import { throttles } from "~/db/schema/access.server";
import { type ThrottleKind, throttleEnd, throttleRule } from "~/domain/access/throttling";
import { accept, type Result, refuse } from "~/domain/result";
import type { Secrets } from "./secrets.server";

type Connection = Database | Transaction;

export interface Counter {
	readonly kind: ThrottleKind;
	/** Whose tries: an address, an identifier, a network. */
	readonly of: string;
}

export interface Try {
	readonly keys: readonly string[];
	/** The counters this try uses up: should it be wrong, the next one is refused. */
	readonly usesUp: readonly ThrottleKind[];
}

/** `until`: when tries are answered again. */
export type Throttled = { readonly until: Date };

/** Counts one try on each of the counters, or on none of them when one is used up. */
export async function takeTry(
	db: Connection,
	secrets: Secrets,
	counters: readonly Counter[],
	now: Date,
): Promise<Result<Try, "THROTTLED", Throttled>> {
	const keys: string[] = [];
	const usesUp: ThrottleKind[] = [];
	for (const { kind, of } of counters) {
		const key = secrets.fingerprint(`${kind}\0${of}`);
		const points = await count(db, key, kind, now);
		if (points === null) {
			await giveBack(db, keys);
			return refuse("THROTTLED", { until: await endOf(db, key, now) });
		}
		keys.push(key);
		if (points >= throttleRule(kind).tries) usesUp.push(kind);
	}
	return accept({ keys, usesUp });
}

/** A try that turned out right does not count. */
export async function giveBack(db: Connection, keys: readonly string[]): Promise<void> {
	if (keys.length === 0) return;
	await db
		.update(throttles)
		.set({ points: sql`greatest(${throttles.points} - 1, 0)` })
		.where(inArray(throttles.key, [...keys]));
}

/** Ten wrong codes at most in fifteen minutes, for one person. Give a right one back: `giveBack(db, taken.value.keys)`. */
export function throttleSecondFactor(
	db: Connection,
	secrets: Secrets,
	userId: string,
	now: Date,
): Promise<Result<Try, "THROTTLED", Throttled>> {
	return takeTry(db, secrets, [{ kind: "secondFactor", of: userId }], now);
}

/** The count with this try, or null when the counter is used up: then nothing is written. */
async function count(db: Connection, key: string, kind: ThrottleKind, now: Date): Promise<number | null> {
	const expire = throttleEnd(kind, now);
	const over = sql`${throttles.expire} <= ${sql.param(now, throttles.expire)}`;
	const [counted] = await db
		.insert(throttles)
		.values({ key, points: 1, expire })
		.onConflictDoUpdate({
			target: throttles.key,
			set: { points: sql`case when ${over} then 1 else ${throttles.points} + 1 end`, expire },
			setWhere: or(over, lt(throttles.points, throttleRule(kind).tries)),
		})
		.returning({ points: throttles.points });
	return counted?.points ?? null;
}

async function endOf(db: Connection, key: string, now: Date): Promise<Date> {
	const [counter] = await db.select({ expire: throttles.expire }).from(throttles).where(eq(throttles.key, key));
	return counter?.expire ?? now;
}
