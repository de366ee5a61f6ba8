/** The people of a cooperative whose role is not over, managers first. Checks no right: the caller has. */
import { and, asc, desc, eq, gte, isNull, or } from "drizzle-orm";
import type { Database, Transaction } from "~/db/client.server";
import { roleGrants, users } from "~/db/schema/access.server";
import { type Mandate, mandateState } from "~/domain/access/mandate";
import { COOPERATIVE_ROLES } from "~/domain/access/roles";
import { dayInParis } from "~/domain/calendar-day";
import { plain } from "../cooperative/plain-name.server";

export type TeamRow = Awaited<ReturnType<typeof listTeam>>[number];

export async function listTeam(db: Database | Transaction, cooperativeId: string, now: Date) {
	const today = dayInParis(now);
	const rows = await db
		.select({
			grantId: roleGrants.id,
			userId: roleGrants.userId,
			name: users.name,
			email: users.email,
			role: roleGrants.role,
			domains: roleGrants.domains,
			startsOn: roleGrants.startsOn,
			endsOn: roleGrants.endsOn,
			createdAt: users.createdAt,
			disabledAt: users.disabledAt,
		})
		.from(roleGrants)
		.innerJoin(users, eq(users.id, roleGrants.userId))
		.where(
			and(
				eq(roleGrants.cooperativeId, cooperativeId),
				or(isNull(roleGrants.endsOn), gte(roleGrants.endsOn, today)),
				isNull(users.erasedAt),
			),
		)
		.orderBy(desc(roleGrants.role), asc(plain(users.name)), asc(roleGrants.id));
	return rows.flatMap((row) => {
		const role = COOPERATIVE_ROLES.find((known) => known === row.role);
		return role ? [{ ...row, role }] : [];
	});
}

/** Those who may sign in and whose role holds today. */
export function isAtWork(row: Mandate & { readonly disabledAt: Date | null }, now: Date): boolean {
	return row.disabledAt === null && mandateState(row, dayInParis(now)) === "current";
}
