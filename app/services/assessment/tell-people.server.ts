/** Writes to those whom a return or a request concerns: the managers of a cooperative, or the national team. */
import { and, eq, isNull } from "drizzle-orm";
import type { Transaction } from "~/db/client.server";
import { roleGrants, users } from "~/db/schema/access.server";
import { elevated } from "~/db/transaction.server";
import { isHeldOn } from "~/domain/access/mandate";
import { dayInParis } from "~/domain/calendar-day";
import type { ReturnMailKind } from "~/domain/notification/mail-kind";
import { queueMail } from "../notification/queue-mail.server";

/** @param cooperativeId whose managers; null: the national team */
export async function tellPeople(
	tx: Transaction,
	cooperativeId: string | null,
	mail: { readonly kind: ReturnMailKind; readonly assessmentId: string },
	now: Date,
): Promise<void> {
	// A cooperative does not read who is on the national team; the letter goes all the same.
	await elevated(tx, async (all) => {
		const held = cooperativeId
			? and(eq(roleGrants.role, "manager"), eq(roleGrants.cooperativeId, cooperativeId))
			: eq(roleGrants.role, "network");
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
			.where(and(held, isNull(users.erasedAt), isNull(users.disabledAt)));
		const reached = new Map(rows.filter((row) => isHeldOn(row, dayInParis(now))).map((row) => [row.id, row]));
		for (const { id, email, name } of reached.values()) {
			const params = { name, assessmentId: mail.assessmentId };
			await queueMail(all, { kind: mail.kind, recipient: email, userId: id, params }, now);
		}
	});
}
