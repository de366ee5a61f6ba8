/** Loads the assignments of assessments, each criterion followed to the version its assessment is on. Checks no right: the caller does. */
import { asc, eq } from "drizzle-orm";
import type { Database, Transaction } from "~/db/client.server";
import { users } from "~/db/schema/access.server";
import { assignments } from "~/db/schema/plan.server";
import type { Assignment } from "~/domain/plan/assignment";
import type { PublishedStandard } from "../standard/get-standard.server";
import { type Follow, followCriteria } from "./follow-criteria.server";

export interface LoadedAssignment extends Assignment {
	/** Of its criterion; empty for a whole domain. */
	readonly title: string;
	/** Null: erased since. */
	readonly assignee: string | null;
	readonly note: string;
	readonly version: number;
}

export async function loadAssignments(
	db: Database | Transaction,
	assessmentId: string,
	published: PublishedStandard,
): Promise<readonly LoadedAssignment[]> {
	const rows = await db
		.select({ row: assignments, name: users.name, erasedAt: users.erasedAt })
		.from(assignments)
		.leftJoin(users, eq(users.id, assignments.assigneeId))
		.where(eq(assignments.assessmentId, assessmentId))
		.orderBy(asc(assignments.dueOn), asc(assignments.id));
	const follow = await followCriteria(
		db,
		published,
		rows.map(({ row }) => row.standardVersionId),
	);
	return rows.map(({ row, name, erasedAt }) => ({
		...placed(row, follow),
		assignee: erasedAt === null ? name : null,
		note: row.note,
		version: row.version,
	}));
}

type AssignmentRow = Pick<
	typeof assignments.$inferSelect,
	"id" | "domain" | "criterionId" | "standardVersionId" | "assigneeId" | "dueOn"
>;

export function placed(
	{ id, domain, criterionId, standardVersionId, assigneeId, dueOn }: AssignmentRow,
	follow: Follow,
): Assignment & { readonly title: string } {
	const { heirs, title } = criterionId === null ? { heirs: [], title: "" } : follow(standardVersionId, criterionId);
	return { id, domain, criterionId, heirs, title, assigneeId, dueOn };
}
