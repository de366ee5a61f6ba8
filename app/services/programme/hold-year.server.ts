/** Holds the programme of a year until the end of the transaction: its lines are written one change after the other. */
import { sql } from "drizzle-orm";
import type { Transaction } from "~/db/client.server";

export async function holdYear(tx: Transaction, year: number): Promise<void> {
	await tx.execute(sql`select pg_advisory_xact_lock(7120050, ${year})`);
}
