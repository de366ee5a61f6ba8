/** What a person has set up beside their password, as they see it. */
import { and, asc, eq, isNotNull } from "drizzle-orm";
import { passkeys, totpFactors } from "~/db/schema/access.server";
import type { UseCase } from "../use-case.server";
import { countRecoveryCodes } from "./recovery-codes.server";

export async function getSecondFactors({ db, actor: { userId } }: Pick<UseCase, "db" | "actor">) {
	const [totp] = await db
		.select({ since: totpFactors.confirmedAt })
		.from(totpFactors)
		.where(and(eq(totpFactors.userId, userId), isNotNull(totpFactors.confirmedAt)));
	const keys = await db
		.select({ id: passkeys.id, name: passkeys.name, since: passkeys.createdAt, lastUsedAt: passkeys.lastUsedAt })
		.from(passkeys)
		.where(eq(passkeys.userId, userId))
		.orderBy(asc(passkeys.createdAt), asc(passkeys.id));
	return { application: totp ?? null, passkeys: keys, recoveryCodesLeft: await countRecoveryCodes(db, userId) };
}
