/** Makes a major of each minor whose deadline has passed, with a journal row and letters: once a day, safe to run twice. */
import { and, eq, lt, ne } from "drizzle-orm";
import type { Database } from "~/db/client.server";
import { assessments } from "~/db/schema/assessment.server";
import { audits } from "~/db/schema/audit.server";
import { nonConformities } from "~/db/schema/finding.server";
import { atomically } from "~/db/transaction.server";
import { dueOn, escalatesOn } from "~/domain/audit/non-conformity";
import { dayInParis } from "~/domain/calendar-day";
import { recordWrite } from "../journal/record-write.server";
import { getStandard } from "../standard/get-standard.server";
import { lockNonConformity } from "./load-non-conformity.server";
import { tellManagers, tellTeam } from "./tell-audit-people.server";

/** How many rose. */
export async function escalateLate(db: Database, now: Date): Promise<number> {
	const today = dayInParis(now);
	const late = await db
		.select({ id: nonConformities.id, audit: audits, standardVersionId: assessments.standardVersionId })
		.from(nonConformities)
		.innerJoin(audits, eq(audits.id, nonConformities.auditId))
		.innerJoin(assessments, eq(assessments.id, audits.assessmentId))
		.where(
			and(eq(nonConformities.grade, "minor"), ne(nonConformities.status, "closed"), lt(nonConformities.dueOn, today)),
		);
	let risen = 0;
	for (const { id, audit, standardVersionId } of late) {
		const { standard } = await getStandard(db, standardVersionId);
		risen += await atomically(db, async (tx) => {
			const row = await lockNonConformity(tx, id);
			if (!escalatesOn(row, today)) return 0;
			const next = dueOn("major", today, standard.labelRules);
			await tx
				.update(nonConformities)
				.set({ grade: "major", dueOn: next, escalatedOn: today, version: row.version + 1 })
				.where(eq(nonConformities.id, id));
			await recordWrite(tx, {
				at: now,
				actorId: null,
				action: "nonConformity.escalated",
				subject: ["audit", `${row.auditId}/${row.criterionId ?? row.domain}`],
				cooperativeId: row.cooperativeId,
				before: { grade: "minor", dueOn: row.dueOn },
				after: { grade: "major", dueOn: next },
			});
			const letter = { kind: "nonConformity", step: "escalated", nonConformityId: id } as const;
			await tellManagers(tx, audit, letter, now);
			await tellTeam(tx, audit, letter, now);
			return 1;
		});
	}
	return risen;
}
