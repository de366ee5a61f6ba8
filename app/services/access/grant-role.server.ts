/** Gives a role to somebody who has an account. Nobody grants more than they hold. */
import { and, eq, isNull } from "drizzle-orm";
import { z } from "zod";
import type { Transaction } from "~/db/client.server";
import { roleGrants } from "~/db/schema/access.server";
import { cooperatives } from "~/db/schema/cooperative.server";
import { undoneWhenRefused } from "~/db/transaction.server";
import { entrustDomains } from "~/domain/access/entrusted-domains";
import {
	checkMandate,
	type Mandate,
	type MandateRefusal,
	mandateState,
	mandatesOverlap,
} from "~/domain/access/mandate";
import { COOPERATIVE_ROLES, ROLES, type Role } from "~/domain/access/roles";
import { dayInParis } from "~/domain/calendar-day";
import { accept, type Result, refuse } from "~/domain/result";
import { authorise, type UseCase } from "../use-case.server";
import { isUuid } from "../uuid";
import { knownDomains } from "./get-team.server";
import { loadPerson } from "./load-person.server";
import { authoriseStill, holdPerson, holdRoles } from "./role-rows.server";
import { beginRole } from "./write-role.server";

const form = z.strictObject({
	role: z.enum(ROLES),
	/** Of a manager or contributor; empty for the other roles. */
	cooperativeId: z.string().max(36).default(""),
	domains: z.array(z.string().max(20)).max(50).default([]),
	startsOn: z.string().max(10).default(""),
	endsOn: z.string().max(10).default(""),
});

export type GrantRefusal =
	| MandateRefusal
	| "INVALID"
	| "COOPERATIVE_REQUIRED"
	| "NO_DOMAIN"
	| "UNKNOWN_DOMAIN"
	| "ALREADY_OVER"
	| "ACCOUNT_CLOSED"
	| "ALREADY_HELD";

export async function grantRole(
	useCase: UseCase,
	userId: string,
	input: unknown,
): Promise<Result<{ readonly grantId: string }, GrantRefusal>> {
	const { db, actor, now } = useCase;
	const { resource: target } = await loadPerson(useCase, userId);
	const parsed = form.safeParse(input);
	if (!parsed.success) return refuse("INVALID");
	const { role } = parsed.data;
	const cooperativeId = isCooperativeRole(role) ? parsed.data.cooperativeId : null;
	authorise(actor, "role.grant", { role, cooperativeId, userId }, ["person.read", target]);
	const mandate = checkMandate(role, parsed.data);
	if (!mandate.ok) return mandate;
	if (mandateState(mandate.value, dayInParis(now)) === "ended") return refuse("ALREADY_OVER");
	const known = (await knownDomains(useCase)).map(({ code }) => code);
	const domains = role === "contributor" ? entrustDomains(parsed.data.domains, known) : accept(null);
	if (!domains.ok) return domains;
	return undoneWhenRefused(db, async (tx): Promise<Result<{ readonly grantId: string }, GrantRefusal>> => {
		if (cooperativeId !== null && !(await isCooperative(tx, cooperativeId))) return refuse("COOPERATIVE_REQUIRED");
		await holdRoles(tx, { role, cooperativeId, userId });
		await holdPerson(tx, userId);
		await authoriseStill(tx, useCase, "role.grant", { role, cooperativeId, userId });
		const { person } = await loadPerson({ ...useCase, db: tx }, userId);
		if (person.disabledAt !== null || person.erasedAt !== null) return refuse("ACCOUNT_CLOSED");
		if (await overlapsHeldRole(tx, { id: null, userId, role, cooperativeId }, mandate.value)) {
			return refuse("ALREADY_HELD");
		}
		const values = { userId, role, cooperativeId, domains: domains.value };
		const startsOn = mandate.value.startsOn ?? dayInParis(now);
		const begun = await beginRole(tx, useCase, { ...values, startsOn, endsOn: mandate.value.endsOn });
		return accept({ grantId: begun.id });
	});
}

function isCooperativeRole(role: Role): boolean {
	return COOPERATIVE_ROLES.some((own) => own === role);
}

async function isCooperative(tx: Transaction, cooperativeId: string): Promise<boolean> {
	if (!isUuid(cooperativeId)) return false;
	const [found] = await tx.select({ id: cooperatives.id }).from(cooperatives).where(eq(cooperatives.id, cooperativeId));
	return found !== undefined;
}

/** Whether the person holds that role already on one of those days, by another mandate than `id`. */
export async function overlapsHeldRole(
	tx: Transaction,
	{ id, userId, role, cooperativeId }: { id: string | null; userId: string; role: Role; cooperativeId: string | null },
	mandate: Mandate,
): Promise<boolean> {
	const within =
		cooperativeId === null ? isNull(roleGrants.cooperativeId) : eq(roleGrants.cooperativeId, cooperativeId);
	const same = await tx
		.select({ id: roleGrants.id, startsOn: roleGrants.startsOn, endsOn: roleGrants.endsOn })
		.from(roleGrants)
		.where(and(eq(roleGrants.userId, userId), eq(roleGrants.role, role), within));
	return same.some((one) => one.id !== id && mandatesOverlap(one, mandate));
}
