/** The derogations of one audit, with names, for its page and its report. Checks no right: the caller may read the audit. */
import { asc, eq } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { Database, Transaction } from "~/db/client.server";
import { users } from "~/db/schema/access.server";
import { auditDerogations } from "~/db/schema/auditor.server";
import type { ConflictReason } from "~/domain/audit/conflict-rules";

export interface Derogation {
	readonly auditorId: string;
	readonly auditorName: string;
	readonly rule: ConflictReason;
	readonly reason: string;
	readonly grantedAt: Date;
	readonly grantedByName: string | null;
}

/** In the order they were granted. */
export function loadDerogations(db: Database | Transaction, auditId: string): Promise<readonly Derogation[]> {
	const granter = alias(users, "granter");
	return db
		.select({
			auditorId: auditDerogations.auditorId,
			auditorName: users.name,
			rule: auditDerogations.rule,
			reason: auditDerogations.reason,
			grantedAt: auditDerogations.grantedAt,
			grantedByName: granter.name,
		})
		.from(auditDerogations)
		.innerJoin(users, eq(users.id, auditDerogations.auditorId))
		.leftJoin(granter, eq(granter.id, auditDerogations.grantedBy))
		.where(eq(auditDerogations.auditId, auditId))
		.orderBy(asc(auditDerogations.grantedAt), asc(auditDerogations.id));
}
