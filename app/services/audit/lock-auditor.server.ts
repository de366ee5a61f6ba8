/** Holds one auditor until the end of the transaction: what they say of themselves is written one change after the other. */
import { eq, sql } from "drizzle-orm";
import type { Transaction } from "~/db/client.server";
import { users } from "~/db/schema/access.server";
import { auditorProfiles } from "~/db/schema/audit.server";
import { NotFoundError } from "../use-case.server";
import { isUuid } from "../uuid";

/** Throws NotFoundError for somebody who never was accredited, or was erased. */
export async function lockAuditor(tx: Transaction, userId: string): Promise<void> {
	if (!isUuid(userId)) throw new NotFoundError(userId);
	// An advisory lock: the accreditation's row belongs to the national team, and the auditor may not hold it.
	await tx.execute(sql`select pg_advisory_xact_lock(7120040, hashtext(${userId}))`);
	const [row] = await tx
		.select({ erasedAt: users.erasedAt })
		.from(users)
		.innerJoin(auditorProfiles, eq(auditorProfiles.userId, users.id))
		.where(eq(users.id, userId));
	if (!row || row.erasedAt) throw new NotFoundError(userId);
}
