/** Writes the ties a person declares with a cooperative, each with its journal row: the conflict rules read them at once. R-170. */
import { randomUUID } from "node:crypto";
import { and, eq, inArray, or } from "drizzle-orm";
import type { Transaction } from "~/db/client.server";
import { audits } from "~/db/schema/audit.server";
import { declaredInterests } from "~/db/schema/auditor.server";
import { RESTS_ON_TEAM } from "~/domain/audit/audit-life";
import type { TieKind } from "~/domain/audit/interest-declaration";
import { recordWrites } from "../journal/record-write.server";

/** Those that were declared already stay as they are. Returns how many are new. */
export async function writeInterests(
	tx: Transaction,
	{ userId, cooperativeId, now }: { readonly userId: string; readonly cooperativeId: string; readonly now: Date },
	kinds: readonly TieKind[],
): Promise<number> {
	if (kinds.length === 0) return 0;
	const written = await tx
		.insert(declaredInterests)
		.values(kinds.map((kind) => ({ id: randomUUID(), userId, cooperativeId, kind, declaredAt: now })))
		.onConflictDoNothing()
		.returning({ kind: declaredInterests.kind });
	await recordWrites(
		tx,
		written.map(({ kind }) => ({
			at: now,
			actorId: userId,
			action: "user.interestDeclared",
			subject: ["user", userId],
			after: { cooperativeId, interest: kind },
		})),
	);
	return written.length;
}

/** The audits under way of that cooperative on whose team the person is, while they still read them. */
export async function missionsWith(tx: Transaction, userId: string, cooperativeId: string): Promise<readonly string[]> {
	const rows = await tx
		.select({ id: audits.id })
		.from(audits)
		.where(
			and(
				eq(audits.cooperativeId, cooperativeId),
				inArray(audits.status, [...RESTS_ON_TEAM]),
				or(eq(audits.leadAuditorId, userId), eq(audits.secondAuditorId, userId)),
			),
		);
	return rows.map(({ id }) => id);
}
