/** Writes the security log: what was tried on an account, from where, and whether it succeeded. */
import type { Database, Transaction } from "~/db/client.server";
import { securityEvents } from "~/db/schema/access.server";
import type { SecurityEventKind } from "~/domain/access/security-event";
import type { Arrival } from "./arrival";

export async function recordSecurityEvent(
	db: Database | Transaction,
	arrival: Arrival,
	kind: SecurityEventKind,
	userId: string | null,
	succeeded = true,
): Promise<void> {
	const { now: at, network, device, reference } = arrival;
	await db.insert(securityEvents).values({ at, kind, userId, network, device, reference, succeeded });
}
