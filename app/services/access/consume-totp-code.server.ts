/** Takes a code of a person's authenticator application: it serves once, whoever comes second is refused. */
import { and, eq, isNotNull, lt } from "drizzle-orm";
import type { Database, Transaction } from "~/db/client.server";
import { totpFactors } from "~/db/schema/access.server";
import type { Secrets } from "./secrets.server";
import { matchingStep } from "./totp.server";

export async function consumeTotpCode(
	db: Database | Transaction,
	secrets: Secrets,
	userId: string,
	typed: string,
	now: Date,
): Promise<boolean> {
	const confirmed = and(eq(totpFactors.userId, userId), isNotNull(totpFactors.confirmedAt));
	const [factor] = await db.select({ secret: totpFactors.secret }).from(totpFactors).where(confirmed);
	const step = factor ? matchingStep(secrets.unseal(factor.secret, userId), typed, now) : null;
	if (!factor || step === null) return false;
	const [taken] = await db
		.update(totpFactors)
		.set({ lastStep: step })
		// The secret too: one replaced meanwhile answers for nothing any more.
		.where(and(confirmed, eq(totpFactors.secret, factor.secret), lt(totpFactors.lastStep, step)))
		.returning({ userId: totpFactors.userId });
	return taken !== undefined;
}
