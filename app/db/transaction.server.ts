/**
 * Owns the transactions: the only functions that hand one out. A request runs in one of its own, as a role of the database
 * that owns nothing, with the person named for row-level security (drizzle/0004_access_guards.sql).
 */
import { sql } from "drizzle-orm";
import type { Database, Transaction } from "./client.server";

/**
 * Runs the work in one transaction on behalf of a person. What it throws undoes everything.
 * @param access `read` makes the database refuse any write: a page that is read changes nothing
 */
export function onBehalfOf<T>(
	db: Database,
	userId: string,
	access: "read" | "write",
	work: (tx: Transaction) => Promise<T>,
): Promise<T> {
	return db.transaction(async (tx) => {
		const readOnly = access === "read" ? "on" : "off";
		await tx.execute(
			sql`select set_config('app.user', ${userId}, true), set_config('transaction_read_only', ${readOnly}, true), set_config('role', 'label_cae_app', true)`,
		);
		return work(tx);
	});
}

/** All or nothing: a transaction, or a step of the one under way that can be undone alone. */
export function atomically<T>(db: Database | Transaction, work: (tx: Transaction) => Promise<T>): Promise<T> {
	return db.transaction(work);
}

/** Reads as of one instant, whatever is written meanwhile, and writes nothing. Never inside another transaction. */
export function atOneInstant<T>(db: Database, work: (tx: Transaction) => Promise<T>): Promise<T> {
	return db.transaction(work, { isolationLevel: "repeatable read", accessMode: "read only" });
}

/** The same, and a refusal undoes it too: for a change that is judged once made. */
export async function undoneWhenRefused<R extends { readonly ok: boolean }>(
	db: Database | Transaction,
	work: (tx: Transaction) => Promise<R>,
): Promise<R> {
	const refused: { result?: R } = {};
	const undo = new Error("refused");
	try {
		return await atomically(db, async (tx) => {
			const result = await work(tx);
			if (result.ok) return result;
			refused.result = result;
			throw undo;
		});
	} catch (error) {
		if (error === undo && refused.result) return refused.result;
		throw error;
	}
}

/**
 * Lets the person of this transaction read the rows that bear their name, wherever they are: an answer left in a cooperative
 * one has since quit is still one's own words. For the copy of one's own data, and nothing else.
 */
export function readingOwnData<T>(db: Database | Transaction, work: (tx: Transaction) => Promise<T>): Promise<T> {
	return db.transaction(async (tx) => {
		await tx.execute(sql`select set_config('app.own_data', 'on', true)`);
		const result = await work(tx);
		await tx.execute(sql`select set_config('app.own_data', 'off', true)`);
		return result;
	});
}

/**
 * Lifts row-level security for the few writes on what belongs to somebody else (ending their sessions, erasing them), once
 * the policy has said yes. Where no person is set (scripts, jobs) it changes nothing.
 */
export function elevated<T>(db: Database | Transaction, work: (tx: Transaction) => Promise<T>): Promise<T> {
	return db.transaction(async (tx) => {
		const [acting] = await tx.select({ role: sql<string>`current_setting('role')` }).from(sql`(select 1) as one`);
		const role = acting?.role ?? "none";
		await tx.execute(sql`select set_config('role', 'none', true)`);
		const result = await work(tx);
		await tx.execute(sql`select set_config('role', ${role}, true)`);
		return result;
	});
}
