/**
 * Writes to those whom a visit concerns: its team and the managers of the cooperative, whoever has just left the team; or the
 * national team, when a cooperative asks, answers or challenges.
 */
import { and, eq, inArray, isNull, or } from "drizzle-orm";
import type { Transaction } from "~/db/client.server";
import { roleGrants, users } from "~/db/schema/access.server";
import { elevated } from "~/db/transaction.server";
import { isHeldOn } from "~/domain/access/mandate";
import type { AuditTeam } from "~/domain/audit/visit-plan";
import { dayInParis } from "~/domain/calendar-day";
import type { NetworkMailKind, VisitMailKind } from "~/domain/notification/mail-kind";
import { queueMail } from "../notification/queue-mail.server";
import { membersOf } from "./mission-gap";

interface ToldVisit extends AuditTeam {
	readonly id: string;
	readonly cooperativeId: string;
}

/** One letter for everybody, or one for each side. */
type Letters = VisitMailKind | { readonly team: VisitMailKind | null; readonly managers: VisitMailKind | null };

/**
 * One letter each, in the transaction that changes the visit.
 * @param before the team until now, when it changes: who joins is told of a new visit, who leaves that it is no longer theirs
 */
export async function tellVisit(
	tx: Transaction,
	visit: ToldVisit,
	letters: Letters,
	now: Date,
	before?: AuditTeam,
): Promise<void> {
	const team = membersOf(visit);
	const former = before ? membersOf(before) : team;
	const left = former.filter((userId) => !team.includes(userId));
	// Neither side reads the addresses of the other; the letters go all the same.
	await elevated(tx, async (all) => {
		const people = await findPeople(all, visit.cooperativeId, [...team, ...left], now);
		for (const { id, email, name } of people) {
			const joined = team.includes(id) && !former.includes(id);
			const usual = typeof letters === "string" ? letters : team.includes(id) ? letters.team : letters.managers;
			const told: VisitMailKind | null = left.includes(id) ? "visitLeft" : joined ? "visitPlanned" : usual;
			if (told === null) continue;
			await queueMail(all, { kind: told, recipient: email, userId: id, params: { name, auditId: visit.id } }, now);
		}
	});
}

/** @param about identifier of the request or of the audit */
export async function tellNetwork(
	tx: Transaction,
	{ kind, about }: { readonly kind: NetworkMailKind; readonly about: string },
	now: Date,
): Promise<void> {
	await elevated(tx, async (all) => {
		const rows = await all
			.select({
				id: users.id,
				email: users.email,
				name: users.name,
				startsOn: roleGrants.startsOn,
				endsOn: roleGrants.endsOn,
			})
			.from(roleGrants)
			.innerJoin(users, eq(users.id, roleGrants.userId))
			.where(and(eq(roleGrants.role, "network"), isNull(users.erasedAt), isNull(users.disabledAt)))
			.orderBy(users.id);
		const held = new Map(rows.filter((row) => isHeldOn(row, dayInParis(now))).map((row) => [row.id, row]));
		for (const { id, email, name } of held.values()) {
			await queueMail(all, { kind, recipient: email, userId: id, params: { name, about } }, now);
		}
	});
}

/** Those named, and the managers of the cooperative today. */
async function findPeople(tx: Transaction, cooperativeId: string, named: readonly string[], now: Date) {
	const managing = and(
		eq(roleGrants.userId, users.id),
		eq(roleGrants.role, "manager"),
		eq(roleGrants.cooperativeId, cooperativeId),
	);
	const rows = await tx
		.select({
			id: users.id,
			email: users.email,
			name: users.name,
			grantId: roleGrants.id,
			startsOn: roleGrants.startsOn,
			endsOn: roleGrants.endsOn,
		})
		.from(users)
		.leftJoin(roleGrants, managing)
		.where(
			and(
				isNull(users.erasedAt),
				isNull(users.disabledAt),
				or(inArray(users.id, [...named]), eq(roleGrants.cooperativeId, cooperativeId)),
			),
		)
		.orderBy(users.id);
	const today = dayInParis(now);
	const told = rows.filter((row) => named.includes(row.id) || (row.grantId !== null && isHeldOn(row, today)));
	return new Map(told.map((row) => [row.id, row])).values();
}
