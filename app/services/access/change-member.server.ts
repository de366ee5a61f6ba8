/** Changes what a person of the team may do: manager or contributor, and which domains a contributor answers. */
import { eq } from "drizzle-orm";
import { z } from "zod";
import { roleGrants } from "~/db/schema/access.server";
import { undoneWhenRefused } from "~/db/transaction.server";
import { entrustDomains, memberState } from "~/domain/access/entrusted-domains";
import type { LastHolderRefusal } from "~/domain/access/last-holder";
import { lastDayWhenTakenAway } from "~/domain/access/mandate";
import { COOPERATIVE_ROLES } from "~/domain/access/roles";
import { dayInParis } from "~/domain/calendar-day";
import { accept, type Result, refuse } from "~/domain/result";
import type { UseCase } from "../use-case.server";
import { loadMember } from "./get-member.server";
import { knownDomains } from "./get-team.server";
import { afterRoleChange, authoriseStill, checkHolders, holdRoles } from "./role-rows.server";

const form = z.strictObject({
	role: z.enum(COOPERATIVE_ROLES),
	domains: z.array(z.string().max(20)).max(50).default([]),
	/** What the person saw: see `memberState`. */
	seen: z.string().max(500),
});

export type ChangeMemberResult = Result<
	null,
	"INVALID" | "NO_DOMAIN" | "UNKNOWN_DOMAIN" | "CHANGED_MEANWHILE" | "NOTHING_CHANGED" | LastHolderRefusal
>;

export async function changeMember(
	useCase: UseCase,
	cooperativeId: string,
	grantId: string,
	input: unknown,
): Promise<ChangeMemberResult> {
	const { db, now } = useCase;
	const before = await loadMember(useCase, cooperativeId, grantId);
	const parsed = form.safeParse(input);
	if (!parsed.success) return refuse("INVALID");
	const { role, seen } = parsed.data;
	const known = (await knownDomains(useCase)).map(({ code }) => code);
	const entrusted = role === "manager" ? accept(null) : entrustDomains(parsed.data.domains, known);
	if (!entrusted.ok) return entrusted;
	return undoneWhenRefused(db, async (tx): Promise<ChangeMemberResult> => {
		await holdRoles(tx, before.grant);
		await authoriseStill(tx, useCase, "team.manage", { cooperativeId });
		const { grant } = await loadMember({ ...useCase, db: tx }, cooperativeId, grantId);
		if (memberState(grant.role, grant.domains) !== seen) return refuse("CHANGED_MEANWHILE");
		if (memberState(role, entrusted.value) === seen) return refuse("NOTHING_CHANGED");
		if (role === grant.role) {
			const after = { ...grant, domains: entrusted.value };
			await tx.update(roleGrants).set({ domains: entrusted.value }).where(eq(roleGrants.id, grantId));
			await afterRoleChange(tx, useCase, "role.changed", grant, after);
			return accept(null);
		}
		const holders = await checkHolders(tx, grant, null, now);
		if (!holders.ok) return holders;
		// Two roles one after the other, so that the person's page tells who was what, and when.
		const ended = { ...grant, endsOn: lastDayWhenTakenAway(dayInParis(now)) };
		await tx.update(roleGrants).set({ endsOn: ended.endsOn }).where(eq(roleGrants.id, grantId));
		const [begun] = await tx
			.insert(roleGrants)
			.values({
				userId: grant.userId,
				role,
				cooperativeId,
				domains: entrusted.value,
				startsOn: dayInParis(now),
				endsOn: grant.endsOn,
			})
			.returning();
		if (!begun) throw new Error("no role written");
		await afterRoleChange(tx, useCase, "role.ended", grant, ended);
		await afterRoleChange(tx, useCase, "role.granted", null, begun);
		return accept(null);
	});
}
