/** Writes the derogations granted with a plan, each with its journal row: from then on everybody on the audit reads them. */
import type { Transaction } from "~/db/client.server";
import { auditDerogations } from "~/db/schema/auditor.server";
import { recordWrites } from "../journal/record-write.server";
import type { NewDerogation } from "./check-visit-plan.server";

export async function writeDerogations(
	tx: Transaction,
	{ auditId, cooperativeId, by, now }: { auditId: string; cooperativeId: string; by: string; now: Date },
	derogations: readonly NewDerogation[],
): Promise<void> {
	if (derogations.length === 0) return;
	await tx
		.insert(auditDerogations)
		.values(derogations.map((one) => ({ ...one, auditId, cooperativeId, grantedAt: now, grantedBy: by })));
	await recordWrites(
		tx,
		derogations.map(({ auditorId, rule, reason }) => ({
			at: now,
			actorId: by,
			action: "audit.derogationGranted",
			subject: ["audit", auditId],
			cooperativeId,
			after: { auditorId, rule, reason },
		})),
	);
}
