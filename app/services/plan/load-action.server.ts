/** Loads one action with its criterion followed to the latest assessment of its cooperative. Checks no right: the caller authorises with `resource`. */
import { and, desc, eq } from "drizzle-orm";
import type { Database, Transaction } from "~/db/client.server";
import { users } from "~/db/schema/access.server";
import { assessments, campaigns } from "~/db/schema/assessment.server";
import { cooperatives } from "~/db/schema/cooperative.server";
import { plannedActions } from "~/db/schema/plan.server";
import { getStandard } from "../standard/get-standard.server";
import { NotFoundError } from "../use-case.server";
import { isUuid } from "../uuid";
import { followCriteria } from "./follow-criteria.server";

export async function loadAction(db: Database | Transaction, cooperativeId: string, actionId: string) {
	if (!isUuid(cooperativeId) || !isUuid(actionId)) throw new NotFoundError(actionId);
	const [found] = await db
		.select({
			row: plannedActions,
			owner: { name: users.name, erasedAt: users.erasedAt },
			cooperative: { id: cooperatives.id, name: cooperatives.name },
		})
		.from(plannedActions)
		.innerJoin(cooperatives, eq(cooperatives.id, plannedActions.cooperativeId))
		.leftJoin(users, eq(users.id, plannedActions.ownerId))
		.where(and(eq(plannedActions.id, actionId), eq(plannedActions.cooperativeId, cooperativeId)));
	if (!found) throw new NotFoundError(actionId);
	const [latest] = await db
		.select({ assessment: assessments, year: campaigns.year })
		.from(assessments)
		.innerJoin(campaigns, eq(campaigns.id, assessments.campaignId))
		.where(eq(assessments.cooperativeId, cooperativeId))
		.orderBy(desc(campaigns.year))
		.limit(1);
	if (!latest) throw new NotFoundError(actionId);
	const published = await getStandard(db, latest.assessment.standardVersionId);
	const { row, cooperative, owner } = found;
	const follow = await followCriteria(db, published, [row.standardVersionId]);
	return {
		row,
		cooperative,
		owner: owner && owner.erasedAt === null ? owner.name : null,
		...follow(row.standardVersionId, row.criterionId),
		latest,
		published,
		resource: { cooperativeId, domain: row.domain, ownerId: row.ownerId },
	};
}
