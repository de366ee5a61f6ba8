/** Loads the actions of a cooperative, each followed to the version of an assessment. Checks no right: the caller does. */
import { and, asc, eq, or } from "drizzle-orm";
import type { Database, Transaction } from "~/db/client.server";
import { users } from "~/db/schema/access.server";
import { plannedActions } from "~/db/schema/plan.server";
import type { PlannedAction } from "~/domain/plan/planned-action";
import type { Level } from "~/domain/standard/standard";
import type { PublishedStandard } from "../standard/get-standard.server";
import { followCriteria } from "./follow-criteria.server";

export interface LoadedAction extends PlannedAction {
	readonly id: string;
	readonly domain: string;
	/** As it was planned. */
	readonly criterionId: string;
	readonly title: string;
	readonly fromLevel: Level | null;
	readonly ownerId: string;
	/** Null: erased since. */
	readonly owner: string | null;
	readonly todo: string;
	readonly reason: string;
	readonly version: number;
}

/** Those still open, of whatever year, and those closed that were planned from this assessment. R-128. */
export async function loadActions(
	db: Database | Transaction,
	assessment: { readonly id: string; readonly cooperativeId: string },
	published: PublishedStandard,
): Promise<readonly LoadedAction[]> {
	const rows = await db
		.select({ row: plannedActions, name: users.name, erasedAt: users.erasedAt })
		.from(plannedActions)
		.leftJoin(users, eq(users.id, plannedActions.ownerId))
		.where(
			and(
				eq(plannedActions.cooperativeId, assessment.cooperativeId),
				or(eq(plannedActions.state, "open"), eq(plannedActions.assessmentId, assessment.id)),
			),
		)
		.orderBy(asc(plannedActions.dueOn), asc(plannedActions.criterionId), asc(plannedActions.id));
	const follow = await followCriteria(
		db,
		published,
		rows.map(({ row }) => row.standardVersionId),
	);
	return rows.map(({ row, name, erasedAt }) => ({
		...actionShown(row),
		...follow(row.standardVersionId, row.criterionId),
		owner: erasedAt === null ? name : null,
	}));
}

type ActionRow = Omit<
	typeof plannedActions.$inferSelect,
	"cooperativeId" | "assessmentId" | "standardVersionId" | "closedAt" | "closedBy" | "plannedAt" | "plannedBy"
>;

export function actionShown(row: ActionRow) {
	const { id, domain, criterionId, fromLevel, toLevel, ownerId, dueOn, todo, state, reason, version } = row;
	return { id, domain, criterionId, fromLevel, toLevel, ownerId, dueOn, todo, state, reason, version };
}
