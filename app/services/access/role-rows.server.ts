/** Owns the rows of the roles: read with who holds them, and held still while one changes. */
import { and, asc, eq, gte, isNull, or } from "drizzle-orm";
import type { Database, Transaction } from "~/db/client.server";
import { roleGrants, users } from "~/db/schema/access.server";
import { cooperatives } from "~/db/schema/cooperative.server";
import type { Action, ActionResources } from "~/domain/access/actions";
import { can } from "~/domain/access/can";
import { checkLastHolder, type LastHolderRefusal } from "~/domain/access/last-holder";
import type { Mandate } from "~/domain/access/mandate";
import type { Role } from "~/domain/access/roles";
import { dayInParis } from "~/domain/calendar-day";
import { accept, type Result } from "~/domain/result";
import { ForbiddenError, NotFoundError, type UseCase } from "../use-case.server";
import { isUuid } from "../uuid";
import { grantsToday } from "./session.server";

export type RoleRow = typeof roleGrants.$inferSelect;

/** Roles that must never lose their last holder: R-91. */
function isKept(role: Role): role is "manager" | "admin" {
	return role === "manager" || role === "admin";
}

/**
 * Holds still the roles that a change bears on: those of the cooperative, or those of the person and every administrator's.
 * Whoever changes the same ones waits, then sees what became of them.
 */
export async function holdRoles(
	tx: Transaction,
	{ role, cooperativeId, userId }: Pick<RoleRow, "role" | "cooperativeId" | "userId">,
): Promise<void> {
	if (cooperativeId !== null) {
		// Not a full lock: what refers to the cooperative may be written meanwhile.
		await tx
			.select({ id: cooperatives.id })
			.from(cooperatives)
			.where(eq(cooperatives.id, cooperativeId))
			.for("no key update");
		return;
	}
	if (role === "admin") await holdAdministrators(tx);
	await holdPerson(tx, userId);
}

export async function holdPerson(tx: Transaction, userId: string): Promise<void> {
	await tx.select({ id: users.id }).from(users).where(eq(users.id, userId)).for("no key update");
}

export async function holdAdministrators(tx: Transaction): Promise<void> {
	await tx
		.select({ id: roleGrants.id })
		.from(roleGrants)
		.where(eq(roleGrants.role, "admin"))
		.orderBy(asc(roleGrants.id))
		.for("update");
}

/** Asks the policy again once the roles are held still: whoever lost theirs while waiting changes nothing any more. */
export async function authoriseStill<A extends Action>(
	tx: Transaction,
	{ actor, now }: UseCase,
	action: A,
	resource: ActionResources[A],
): Promise<void> {
	const [account] = await tx.select({ disabledAt: users.disabledAt }).from(users).where(eq(users.id, actor.userId));
	const grants = account?.disabledAt === null ? await grantsToday(tx, actor.userId, now) : [];
	if (!can({ ...actor, grants }, action, resource)) throw new ForbiddenError(action);
}

/** A role with its person. Throws NotFoundError when there is none. Checks no right. */
export async function loadRole(tx: Database | Transaction, grantId: string) {
	if (!isUuid(grantId)) throw new NotFoundError(grantId);
	const [row] = await tx
		.select({
			grant: roleGrants,
			name: users.name,
			createdAt: users.createdAt,
			disabledAt: users.disabledAt,
			cooperativeName: cooperatives.name,
		})
		.from(roleGrants)
		.innerJoin(users, eq(users.id, roleGrants.userId))
		.leftJoin(cooperatives, eq(cooperatives.id, roleGrants.cooperativeId))
		.where(eq(roleGrants.id, grantId));
	if (!row) throw new NotFoundError(grantId);
	return row;
}

/** Whether somebody still holds the role once this one has other days, or none (`null`). Only for the roles that are kept. */
export async function checkHolders(
	tx: Database | Transaction,
	grant: RoleRow,
	next: Mandate | null,
	now: Date,
): Promise<Result<null, LastHolderRefusal>> {
	const { role, cooperativeId } = grant;
	if (!isKept(role)) return accept(null);
	const today = dayInParis(now);
	const held = await tx
		.select({ id: roleGrants.id, startsOn: roleGrants.startsOn, endsOn: roleGrants.endsOn })
		.from(roleGrants)
		.innerJoin(users, eq(users.id, roleGrants.userId))
		.where(
			and(
				eq(roleGrants.role, role),
				cooperativeId === null ? isNull(roleGrants.cooperativeId) : eq(roleGrants.cooperativeId, cooperativeId),
				isNull(users.disabledAt),
				or(isNull(roleGrants.endsOn), gte(roleGrants.endsOn, today)),
			),
		);
	const after = held.flatMap((one) => (one.id !== grant.id ? [one] : next === null ? [] : [next]));
	return checkLastHolder(role, held, after, today);
}
