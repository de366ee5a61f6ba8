/** Deletes all that lets a person in: password, second factors, keys, known browsers, sessions, the address of an agenda. The caller journals why. */
import { eq } from "drizzle-orm";
import type { Transaction } from "~/db/client.server";
import {
	ceremonies,
	knownDevices,
	oidcIdentities,
	passkeys,
	passwordResets,
	passwords,
	recoveryCodes,
	sessions,
	totpFactors,
} from "~/db/schema/access.server";
import { calendarFeeds } from "~/db/schema/calendar.server";

const TABLES = [
	sessions,
	passwords,
	totpFactors,
	recoveryCodes,
	passkeys,
	oidcIdentities,
	ceremonies,
	knownDevices,
	passwordResets,
	calendarFeeds,
] as const;

export async function deleteCredentials(tx: Transaction, userId: string): Promise<void> {
	for (const table of TABLES) await tx.delete(table).where(eq(table.userId, userId));
}
