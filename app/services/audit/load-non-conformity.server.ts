/** Loads one non-conformity with its audit, its criterion and its plans, for the use cases that follow it. */
import { desc, eq, getTableColumns, sql } from "drizzle-orm";
import type { Database, Transaction } from "~/db/client.server";
import { users } from "~/db/schema/access.server";
import { assessments } from "~/db/schema/assessment.server";
import { auditObservations, audits } from "~/db/schema/audit.server";
import { cooperatives } from "~/db/schema/cooperative.server";
import { auditFindingEdits, correctivePlans, nonConformities } from "~/db/schema/finding.server";
import type { FollowedResource } from "~/domain/access/actions";
import type { Actor } from "~/domain/access/roles";
import { getStandard, type PublishedStandard } from "../standard/get-standard.server";
import { NotFoundError } from "../use-case.server";
import { isUuid } from "../uuid";
import type { AuditRow } from "./load-audit.server";

export type NonConformityRow = typeof nonConformities.$inferSelect;
export type PlanRow = typeof correctivePlans.$inferSelect & { readonly ownerName: string | null };

export interface LoadedNonConformity {
	readonly row: NonConformityRow;
	readonly audit: AuditRow;
	readonly cooperative: { readonly id: string; readonly name: string; readonly fictional: boolean };
	readonly published: PublishedStandard;
	/** Row-level security keeps it from those who read no level. */
	readonly text: string;
	readonly resource: FollowedResource;
}

/** Throws NotFoundError when there is none. Checks no right: the caller authorises with `resource`. One query. */
export async function loadNonConformity(
	db: Database | Transaction,
	actor: Actor,
	id: string,
): Promise<LoadedNonConformity> {
	if (!isUuid(id)) throw new NotFoundError(id);
	const [found] = await db
		.select({
			row: nonConformities,
			audit: audits,
			cooperative: { id: cooperatives.id, name: cooperatives.name, fictional: cooperatives.fictional },
			standardVersionId: assessments.standardVersionId,
			// Auditors follow a cooperative whose audit, of any year, they make or made.
			follows: sql<boolean>`exists (select from ${audits} visit where visit.cooperative_id = ${nonConformities.cooperativeId}
				and visit.status <> 'cancelled' and ${actor.userId}::uuid in (visit.lead_auditor_id, visit.second_auditor_id))`,
			// As the team wrote it last, or the note taken during the visit.
			text: sql<string>`coalesce(
				(select ${auditFindingEdits.text} from ${auditFindingEdits} where ${auditFindingEdits.auditId} = ${nonConformities.auditId}
					and ${auditFindingEdits.criterionId} = ${nonConformities.criterionId}
					order by ${auditFindingEdits.number} desc limit 1),
				(select ${auditObservations.note} from ${auditObservations}
					where ${auditObservations.auditId} = ${nonConformities.auditId}
					and ${auditObservations.criterionId} = ${nonConformities.criterionId}), '')`,
		})
		.from(nonConformities)
		.innerJoin(audits, eq(audits.id, nonConformities.auditId))
		.innerJoin(assessments, eq(assessments.id, audits.assessmentId))
		.innerJoin(cooperatives, eq(cooperatives.id, nonConformities.cooperativeId))
		.where(eq(nonConformities.id, id));
	if (!found) throw new NotFoundError(id);
	const { standardVersionId, follows, ...rest } = found;
	return {
		...rest,
		published: await getStandard(db, standardVersionId),
		resource: { cooperativeId: found.row.cooperativeId, auditorIds: follows ? [actor.userId] : [] },
	};
}

/** Its row, held until the end of the transaction. */
export async function lockNonConformity(tx: Transaction, id: string): Promise<NonConformityRow> {
	const [row] = await tx.select().from(nonConformities).where(eq(nonConformities.id, id)).for("update");
	if (!row) throw new NotFoundError(id);
	return row;
}

/** The last one first. */
export function loadPlans(db: Database | Transaction, id: string): Promise<PlanRow[]> {
	return db
		.select({ ...getTableColumns(correctivePlans), ownerName: users.name })
		.from(correctivePlans)
		.leftJoin(users, eq(users.id, correctivePlans.ownerId))
		.where(eq(correctivePlans.nonConformityId, id))
		.orderBy(desc(correctivePlans.number));
}
