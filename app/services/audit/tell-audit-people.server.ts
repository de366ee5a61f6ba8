/** Writes to those whom a step of an audit concerns: the managers of its cooperative, its team, or the auditors who follow it. */
import { and, eq, inArray, isNull } from "drizzle-orm";
import type { Transaction } from "~/db/client.server";
import { roleGrants, users } from "~/db/schema/access.server";
import { elevated } from "~/db/transaction.server";
import { isHeldOn } from "~/domain/access/mandate";
import { dayInParis } from "~/domain/calendar-day";
import type { FollowUpStep, PlanStep, ReportStep } from "~/domain/notification/mail-kind";
import { queueMail } from "../notification/queue-mail.server";
import type { AuditRow } from "./load-audit.server";

export type AuditLetter =
	| { readonly kind: "auditReport"; readonly step: ReportStep }
	| { readonly kind: "auditPlan"; readonly step: PlanStep }
	| { readonly kind: "challengeAnswered" }
	| { readonly kind: "nonConformity"; readonly step: FollowUpStep; readonly nonConformityId: string };

type Concerned = Pick<AuditRow, "id" | "cooperativeId" | "leadAuditorId" | "secondAuditorId">;

/** The auditors of the audit. */
export async function tellTeam(tx: Transaction, audit: Concerned, letter: AuditLetter, now: Date): Promise<void> {
	const team = [audit.leadAuditorId, audit.secondAuditorId].filter((id) => id !== null);
	await elevated(tx, async (all) => {
		const rows = await all
			.select({ id: users.id, email: users.email, name: users.name })
			.from(users)
			.where(and(inArray(users.id, team), isNull(users.erasedAt), isNull(users.disabledAt)));
		await send(all, rows, audit, letter, now);
	});
}

/** The managers of the cooperative, as they hold the role that day. */
export async function tellManagers(tx: Transaction, audit: Concerned, letter: AuditLetter, now: Date): Promise<void> {
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
			.where(
				and(
					eq(roleGrants.role, "manager"),
					eq(roleGrants.cooperativeId, audit.cooperativeId),
					isNull(users.erasedAt),
					isNull(users.disabledAt),
				),
			);
		const reached = rows.filter((row) => isHeldOn(row, dayInParis(now)));
		await send(all, [...new Map(reached.map((row) => [row.id, row])).values()], audit, letter, now);
	});
}

async function send(
	tx: Transaction,
	people: readonly { readonly id: string; readonly email: string; readonly name: string }[],
	{ id: auditId }: Concerned,
	{ kind, ...rest }: AuditLetter,
	now: Date,
): Promise<void> {
	for (const { id, email, name } of people) {
		await queueMail(tx, { kind, recipient: email, userId: id, params: { name, auditId, ...rest } }, now);
	}
}
